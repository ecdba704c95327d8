/** Writes the story's texts into documents as an editor would: paragraphs, lists, record blocks. */
import * as Y from 'yjs';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TEXT_FIELD,
  TITLE_FIELD
} from '#protocol/documents.ts';
import type { DemoItem } from './content.ts';

/** A block whose records have been made: what points at a row carries the row's id. */
export type WrittenBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'resolution' | 'action'; readonly id: string; readonly text: string };

export function writeMinute(doc: Y.Doc, blocks: readonly WrittenBlock[]): void {
  doc.getXmlFragment(TEXT_FIELD).push(blocks.map(elementOf));
}

/** Puts an item's wording in place of the one it was made with. */
export function writeItem(
  doc: Y.Doc,
  itemId: string,
  { title, note = '', recommendations = [] }: Pick<DemoItem, 'title' | 'note' | 'recommendations'>
): void {
  const item = doc.getMap(ITEMS_FIELD).get(itemId);
  if (!(item instanceof Y.Map)) throw new Error(`item ${itemId} has no wording to replace`);
  replace(item.get(TITLE_FIELD), title);
  replace(item.get(NOTE_FIELD), note);
  const list: unknown = item.get(RECOMMENDATIONS_FIELD);
  if (list instanceof Y.Array) list.push(recommendations.map((text) => new Y.Text(fold(text))));
}

/** White space in the story's texts is how the file is laid out, and means nothing. */
export const fold = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function elementOf(block: WrittenBlock): Y.XmlElement {
  if (block.kind === 'list') {
    const items = block.items.map((text) => element('listItem', [paragraph(text)]));
    return element(block.ordered ? 'orderedList' : 'bulletList', items);
  }
  if (block.kind === 'paragraph') return paragraph(block.text);
  const record = element(block.kind, [runsOf(block.text)]);
  record.setAttribute('id', block.id);
  return record;
}

const paragraph = (text: string): Y.XmlElement => element('paragraph', [runsOf(text)]);

function element(name: string, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

/** Words between two asterisks are bold. */
function runsOf(text: string): Y.XmlText {
  const runs = fold(text)
    .split('**')
    .map((insert, place) => (place % 2 === 1 ? { insert, attributes: { bold: {} } } : { insert }))
    .filter(({ insert }) => insert !== '');
  const made = new Y.XmlText();
  made.applyDelta(runs);
  return made;
}

function replace(text: unknown, wanted: string): void {
  if (!(text instanceof Y.Text) || text.toString() === fold(wanted)) return;
  text.delete(0, text.length);
  text.insert(0, fold(wanted));
}
