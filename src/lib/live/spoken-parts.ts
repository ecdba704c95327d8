/**
 * What a shared document says, in plain text and part by part, for people to read and copy: a minute
 * is one part, an agenda has one for each item, the wordings of actions one each.
 */
import * as Y from 'yjs';
import { RECORD_BLOCK_KINDS, type RecordBlockKind } from '#domain/minute-text.ts';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TEXT_FIELD,
  TITLE_FIELD,
  WORDINGS_FIELD,
  type DocumentKind
} from '#protocol/documents.ts';

/** By a key that stays the same in every copy of the document. Paragraphs stand apart by an empty line. */
export function spokenParts(doc: Y.Doc, kind: DocumentKind): Map<string, string> {
  switch (kind) {
    case 'minute':
    case 'notes':
      return new Map([[TEXT_FIELD, blocksOf(doc.getXmlFragment(TEXT_FIELD)).join('\n\n')]]);
    case 'agenda':
    case 'exempt':
      return partsOf(doc.getMap(ITEMS_FIELD), (item) =>
        item instanceof Y.Map ? itemLines(item).filter(Boolean).join('\n\n') : ''
      );
    case 'actions':
      return partsOf(doc.getMap(WORDINGS_FIELD), textIn);
  }
}

const partsOf = (map: Y.Map<unknown>, say: (value: unknown) => string): Map<string, string> =>
  new Map([...map.entries()].map(([key, value]) => [key, say(value)]));

function itemLines(item: Y.Map<unknown>): string[] {
  const recommendations: unknown = item.get(RECOMMENDATIONS_FIELD);
  return [
    textIn(item.get(TITLE_FIELD)),
    textIn(item.get(NOTE_FIELD)),
    ...(recommendations instanceof Y.Array ? recommendations.toArray().map(textIn) : [])
  ];
}

const textIn = (value: unknown): string => (value instanceof Y.Text ? value.toString() : '');

function blocksOf(parent: Y.XmlFragment): string[] {
  return parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return [];
    if (child.nodeName === 'bulletList') return [listOf(child, () => '- ')];
    if (child.nodeName === 'orderedList') return [listOf(child, (index) => `${index + 1}. `)];
    return [lineOf(child)];
  });
}

const listOf = (list: Y.XmlElement, mark: (index: number) => string): string =>
  list
    .toArray()
    .map((item, index) => {
      const lines = item instanceof Y.XmlElement ? blocksOf(item).join('\n').split('\n') : [];
      return mark(index) + lines.join('\n   ');
    })
    .join('\n');

const LABELS: Readonly<Record<RecordBlockKind, string>> = {
  action: 'Action: ',
  resolution: 'Resolution: ',
  // What they state is in the journal: the text alone can only say that something stands here.
  declaration: 'Declaration, as recorded',
  vote: 'Vote, as recorded',
  attendance: 'Arrival or departure, as recorded'
};

function lineOf(element: Y.XmlElement): string {
  const words = element
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? wordsOf(child) : ''))
    .join('');
  const kind = RECORD_BLOCK_KINDS.find((known) => known === element.nodeName);
  return (kind ? LABELS[kind] : '') + words;
}

/** Without the formats, which `toString` would write as markup. */
const wordsOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
    .join('');
