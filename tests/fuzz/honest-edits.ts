/** What an honest person can do in an editor of ours, as numbers that shrink. */
import fc from 'fast-check';
import * as Y from 'yjs';
import { ITEMS_FIELD, TEXT_FIELD, WORDINGS_FIELD, type DocumentKind } from '#protocol/documents.ts';

export type Edit = {
  readonly kind:
    | 'type'
    | 'delete'
    | 'bold'
    | 'unbold'
    | 'block'
    | 'nest'
    | 'split'
    | 'join'
    | 'move'
    | 'remove'
    | 'attribute'
    | 'undo'
    | 'redo';
  readonly at: number;
  readonly length: number;
  readonly words: string;
};

const letter = fc.constantFrom('a', 'B', ' ', 'é', '—', '<', '\n', '🙂', '\u0301', '\u202e');

export const arbitraryEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('type' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('delete' as const, 'bold' as const, 'unbold' as const)
    },
    { weight: 3, arbitrary: fc.constantFrom('block' as const, 'nest' as const, 'split' as const) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'join' as const,
        'move' as const,
        'remove' as const,
        'attribute' as const
      )
    },
    { weight: 2, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) }
  ),
  at: fc.nat(400),
  length: fc.integer({ min: 1, max: 12 }),
  words: fc.string({ unit: letter, minLength: 1, maxLength: 8 })
});

type Place = { readonly doc: Y.Doc; readonly undo: Y.UndoManager };

export function perform(documentKind: DocumentKind, place: Place, edit: Edit): void {
  if (edit.kind === 'undo') place.undo.undo();
  else if (edit.kind === 'redo') place.undo.redo();
  else {
    place.doc.transact(() => {
      if (documentKind === 'minute') inMinute(place.doc.getXmlFragment(TEXT_FIELD), edit);
      else if (documentKind === 'agenda') inAgenda(place.doc.getMap(ITEMS_FIELD), edit);
      else inWordings(place.doc.getMap(WORDINGS_FIELD), edit);
    });
  }
}

const BLOCKS = ['paragraph', 'bulletList', 'orderedList', 'action', 'resolution'] as const;
const idOf = (number: number): string => String.fromCharCode(97 + (number % 26)).repeat(20);

function inMinute(text: Y.XmlFragment, edit: Edit): void {
  const { kind, at, length, words } = edit;
  const blocks = blocksOf(text);
  if (kind === 'block' || blocks.length === 0) return insertBlock(text, at, words);
  const block = blocks[at % blocks.length] as Y.XmlElement;
  const parent = block.parent as Y.XmlFragment;
  const line = block.toArray().find((child) => child instanceof Y.XmlText);
  switch (kind) {
    case 'nest':
      // As an editor does for Tab: the paragraph goes, and comes again inside a list.
      if (blocks.length > 40) return;
      return insertBlock(block.nodeName === 'listItem' ? block : parent, length, words, true);
    case 'split':
      return line && splitBlock(parent, block, line, at);
    case 'join':
      return line && words.length > 0 ? line.insert(lineEnd(line), words) : undefined;
    case 'move': {
      const copy = block.clone() as Y.XmlElement;
      parent.delete(indexIn(parent, block), 1);
      return parent.insert(at % (parent.length + 1), [copy]);
    }
    case 'remove':
      return parent.delete(indexIn(parent, block), 1);
    case 'attribute':
      if (block.nodeName === 'orderedList') {
        return block.setAttribute('start', length as unknown as string);
      }
      return at % 3 === 0 ? block.removeAttribute('id') : block.setAttribute('id', idOf(length));
    default:
      if (line) inText(line, edit);
  }
}

function insertBlock(parent: Y.XmlFragment, at: number, words: string, asList = false): void {
  const name = asList ? 'bulletList' : (BLOCKS[at % BLOCKS.length] ?? 'paragraph');
  const element = new Y.XmlElement(name);
  parent.insert(at % (parent.length + 1), [element]);
  if (name === 'action' || name === 'resolution') element.setAttribute('id', idOf(at));
  if (!name.endsWith('List')) return element.insert(0, [new Y.XmlText(words)]);
  const item = new Y.XmlElement('listItem');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(words)]);
  item.insert(0, [paragraph]);
  element.insert(0, [item]);
}

function splitBlock(parent: Y.XmlFragment, block: Y.XmlElement, line: Y.XmlText, at: number): void {
  const place = between(line, at % (lineEnd(line) + 1));
  const tail = plain(line).slice(place);
  if (tail.length > 0) line.delete(place, tail.length);
  const next = new Y.XmlElement(block.nodeName);
  next.insert(0, [new Y.XmlText(tail)]);
  parent.insert(indexIn(parent, block) + 1, [next]);
}

function inAgenda(items: Y.Map<unknown>, edit: Edit): void {
  const ids = [...items.keys()];
  if (edit.kind === 'block' || ids.length === 0) return newItem(items, edit);
  const id = ids[edit.at % ids.length] ?? '';
  const item = items.get(id) as Y.Map<unknown>;
  const recommendations = item.get('recommendations') as Y.Array<Y.Text>;
  if (edit.kind === 'remove' && ids.length > 1) return items.delete(id);
  if (edit.kind === 'nest' || edit.kind === 'split') {
    const place = edit.length % (recommendations.length + 1);
    return recommendations.insert(place, [new Y.Text(edit.words)]);
  }
  if (edit.kind === 'move' && recommendations.length > 0) {
    return recommendations.delete(edit.length % recommendations.length, 1);
  }
  const texts = [item.get('title'), item.get('note'), ...recommendations.toArray()] as Y.Text[];
  const text = texts[edit.length % texts.length];
  if (text) inText(text, edit, false);
}

function newItem(items: Y.Map<unknown>, { at, words }: Edit): void {
  const item = new Y.Map<unknown>();
  item.set('title', new Y.Text(words));
  item.set('note', new Y.Text(''));
  item.set('recommendations', new Y.Array());
  items.set(idOf(at), item);
}

function inWordings(wordings: Y.Map<unknown>, edit: Edit): void {
  const texts = [...wordings.values()] as Y.Text[];
  if (edit.kind === 'block' || texts.length === 0) {
    wordings.set(idOf(edit.at), new Y.Text(edit.words));
  } else {
    inText(texts[edit.at % texts.length] as Y.Text, edit, false);
  }
}

function inText(text: Y.Text, { kind, at, length, words }: Edit, isRich = true): void {
  const end = lineEnd(text);
  const place = between(text, at % (end + 1));
  if (kind === 'type' || kind === 'join') return text.insert(place, words);
  const reach = between(text, Math.min(end, place + length)) - place;
  if (reach <= 0) return;
  if (kind === 'delete') text.delete(place, reach);
  else if (isRich && kind === 'bold') text.format(place, reach, { bold: {} });
  else if (isRich && kind === 'unbold') text.format(place, reach, { bold: null });
}

const plain = (text: Y.Text): string =>
  (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');
const lineEnd = (text: Y.Text): number => text.length;

/** No editor puts its cursor between the two halves of a character; Yjs would lose both. */
function between(text: Y.Text, place: number): number {
  const unit = plain(text).charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}

const indexIn = (parent: Y.XmlFragment, child: Y.XmlElement): number =>
  parent.toArray().indexOf(child);

/** Every element in reading order, those inside lists included. */
function blocksOf(parent: Y.XmlFragment): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .flatMap((element) => [element, ...blocksOf(element)]);
}
