/**
 * Makes pasted HTML plainer before the schema takes what it knows from it: a line break, which a
 * minute has not, is a space, and a row of a table is a paragraph, or its cells would run together.
 * The page it builds is inert: nothing in it loads or runs.
 */
export function plainer(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const lineBreak of body.querySelectorAll('br')) lineBreak.replaceWith(' ');
  for (const table of body.querySelectorAll('table')) table.replaceWith(...rowsOf(table));
  return body.innerHTML;
}

const rowsOf = (table: HTMLTableElement): HTMLElement[] =>
  [...table.rows].map((row) => {
    const paragraph = document.createElement('p');
    const cells = [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, ' ').trim());
    paragraph.textContent = cells.filter((words) => words !== '').join(', ');
    return paragraph;
  });
