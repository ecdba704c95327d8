/**
 * A record as a Word file: real headings and lists, the mark in the header, page numbers in the
 * footer. It is built from nothing each time, so there are no revisions, comments or author in it.
 */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
  type IParagraphOptions
} from 'docx';
import type { Layout, PrintNode } from '#domain/layout.ts';
import type { Run } from '#domain/minute-text.ts';
import { BULLETS, LEVELS, NUMBERING, NUMBERS, STYLES, indentAt } from './docx-style.ts';
import { printable } from './printable.ts';

export async function layoutToDocx(layout: Layout): Promise<Uint8Array> {
  const { title, mark, nodes } = printable(layout);
  const document = new Document({
    title,
    creator: '',
    lastModifiedBy: '',
    styles: STYLES,
    numbering: NUMBERING,
    sections: [
      {
        headers: mark === null ? {} : { default: new Header({ children: [markParagraph(mark)] }) },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: paragraphsOf(nodes)
      }
    ]
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

/** How far in a paragraph stands, and the marker before it when it is the first of a list item. */
type Place = {
  readonly depth: number;
  readonly marker: { readonly reference: string; readonly instance: number } | null;
};

function paragraphsOf(nodes: readonly PrintNode[]): Paragraph[] {
  let lists = 0;
  return nodes.flatMap((node) => nodeParagraphs(node, { depth: 0, marker: null }));

  function nodeParagraphs(node: PrintNode, place: Place): Paragraph[] {
    switch (node.kind) {
      case 'strapline':
        return [paragraph([text(node.text)], place)];
      case 'title':
        return [paragraph([text(node.text)], place, { heading: HeadingLevel.HEADING_1 })];
      case 'heading': {
        const number = node.number === null ? '' : `${node.number}. `;
        const heading = node.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3;
        return [paragraph([text(number + node.text)], place, { heading })];
      }
      case 'paragraph':
        return [paragraph(runs(node.runs), place)];
      case 'list':
        return listParagraphs(node.ordered ? NUMBERS : BULLETS, node.items, place.depth);
      case 'detail':
        return [paragraph([bold(`${node.label}:`), text(` ${node.value}`)], place)];
      case 'people':
        return [
          paragraph([bold(`${node.label}:`)], place, { keepNext: true }),
          ...node.lines.map((line) => paragraph([text(line)], place, { spacing: { after: 40 } }))
        ];
      case 'resolved': {
        const sentences = node.sentences.map((sentence): PrintNode[] => [
          { kind: 'paragraph', runs: sentence.map((run) => ({ text: run.text, bold: true })) }
        ]);
        return [
          paragraph([bold('RESOLVED')], place, { keepNext: true }),
          ...listParagraphs(NUMBERS, sentences, place.depth)
        ];
      }
      case 'action': {
        const lines = [[bold(node.label)], runs(node.runs), [text(node.details)]];
        const said = node.details === '' ? lines.slice(0, 2) : lines;
        return said.map((line) => paragraph(line, place, { border: BOX, keepLines: true }));
      }
      case 'signature':
        return [
          paragraph([bold(node.heading)], place, { keepNext: true, spacing: { before: 600 } }),
          ...node.lines.map(({ label, value }, index) =>
            paragraph([bold(`${label}:`), text(` ${value ?? '_'.repeat(30)}`)], place, {
              keepNext: index < node.lines.length - 1
            })
          )
        ];
    }
  }

  /** Each list counts from 1: an instance of its own. */
  function listParagraphs(
    reference: string,
    items: readonly (readonly PrintNode[])[],
    depth: number
  ): Paragraph[] {
    const instance = ++lists;
    return items.flatMap((item) =>
      item.flatMap((node, index) =>
        nodeParagraphs(node, {
          depth: depth + 1,
          marker: index === 0 ? { reference, instance } : null
        })
      )
    );
  }
}

function paragraph(
  children: TextRun[],
  { depth, marker }: Place,
  options: IParagraphOptions = {}
): Paragraph {
  if (depth === 0) return new Paragraph({ ...options, children });
  const level = Math.min(depth, LEVELS) - 1;
  return marker === null
    ? new Paragraph({ ...options, children, indent: indentAt(level) })
    : new Paragraph({ ...options, children, numbering: { ...marker, level } });
}

const runs = (written: readonly Run[]): TextRun[] =>
  written.map((run) => (run.bold ? bold(run.text) : text(run.text)));

const text = (value: string): TextRun => new TextRun({ text: value });

const bold = (value: string): TextRun => new TextRun({ text: value, bold: true });

const markParagraph = (mark: string): Paragraph =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [bold(mark)] });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })
    ]
  });

const EDGE = { style: 'single', size: 4, space: 6, color: '505A5F' } as const;

/** Word draws one box around neighbours that have the same one. */
const BOX = { top: EDGE, bottom: EDGE, right: EDGE, left: { ...EDGE, size: 24 } };
