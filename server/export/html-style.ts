/** The style of a page that stands alone, on screen and on paper. */

/** The mark runs in the margin of every printed page, and page numbers in the foot. */
export const styleOf = (mark: string | null): string => `
body { margin: 0 auto; max-width: 44em; padding: 1.5em; color: #0b0c0c; background: #fff;
  font: 1.1875em/1.4 Arial, Helvetica, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7em; line-height: 1.2; }
h2 { font-size: 1.3em; margin: 1.6em 0 0.6em; }
h3 { font-size: 1.1em; margin: 1.4em 0 0.5em; }
header { border: 3px solid #0b0c0c; padding: 0 1em; font-weight: bold; text-align: center; }
.strapline { color: #505a5f; }
.people ul { list-style: none; padding: 0; }
.people > p, .resolved > p { margin-bottom: 0.3em; }
.people > ul, .resolved > ol { margin-top: 0; }
.action { border: 1px solid #505a5f; border-left-width: 5px; padding: 0 1em; margin: 1em 0; }
.signature { margin-top: 3em; }
.blank { display: inline-block; width: 18em; border-bottom: 1px solid #0b0c0c; }
@page { size: A4; margin: 2.5cm;
  @top-center { content: ${mark === null ? 'none' : cssString(mark)}; font: bold 10pt Arial, sans-serif; }
  @bottom-center { content: "Page " counter(page) " of " counter(pages); font: 9pt Arial, sans-serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; }
  header { display: none; }
  h1, h2, h3, .resolved > p, .people > p { break-after: avoid; }
  li, .action, .signature { break-inside: avoid; }
}
`;

/** A string of CSS in which every character but letters, digits and spaces is a hex escape. */
const cssString = (text: string): string =>
  `"${text.replace(/[^a-zA-Z0-9 ]/gu, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
