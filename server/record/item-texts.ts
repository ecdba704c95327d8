/**
 * The documents of an agenda item: made by the server when the item is, because two browsers making
 * the same map entry at once would lose one of the two; and emptied when the item is made anew.
 */
import * as Y from 'yjs';
import type { Board } from '#domain/board.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TITLE_FIELD
} from '#protocol/documents.ts';
import type { ItemText } from '#protocol/live.ts';
import type { Announcement } from '#server/announcement.ts';
import type { Db } from '#server/store/database.ts';
import { appendUpdates, freezeDocument, insertDocument } from '#server/store/documents.ts';
import { itemTexts } from './document-text.ts';
import { changeDocument, readDocument } from './stored-document.ts';

type Context = {
  readonly board: Board;
  readonly meeting: { readonly id: string };
  readonly proceedings: Proceedings;
  readonly at: string;
};

type NewTexts = {
  readonly itemId: string;
  readonly title: string;
  readonly from: string | null;
  /** What was written to it before it came onto this agenda. */
  readonly wording?: ItemText;
};

/** Makes an item's documents; `from` is the item it was until now, whose wording goes along. */
export async function makeItemTexts(
  trx: Db,
  context: Context,
  { itemId, title, from, wording: given }: NewTexts
): Promise<Announcement[]> {
  const { board, meeting, proceedings, at } = context;
  const isPrivate = proceedings.items.find(({ id }) => id === itemId)?.part === 'part2';
  const about = { boardId: board.id, meetingId: meeting.id, itemId, at };
  await insertDocument(trx, { name: `minute/${itemId}`, kind: 'minute', ...about });
  await insertDocument(trx, { name: `notes/${itemId}`, kind: 'notes', ...about });
  const agenda = `agenda/${meeting.id}`;
  const before = from ? (await readDocument(trx, agenda, itemTexts)).get(from) : undefined;
  const wording: ItemText = before ?? given ?? { title, note: '', recommendations: [] };
  if (!isPrivate) return [await write(trx, agenda, addItem(itemId, wording), at)];
  // Open wording may become private; private wording never comes out into the open by itself.
  await insertDocument(trx, { name: `exempt/${itemId}`, kind: 'exempt', ...about });
  return [
    await write(trx, agenda, addItem(itemId, { ...wording, note: '', recommendations: [] }), at),
    await write(trx, `exempt/${itemId}`, addItem(itemId, wording), at)
  ];
}

/** Takes the wording of an item that was made anew out of the agenda, and closes its documents. */
export async function dropItemTexts(
  trx: Db,
  { meeting, at }: Context,
  itemId: string
): Promise<Announcement[]> {
  const agenda = `agenda/${meeting.id}`;
  const update = await changeDocument(trx, agenda, (doc) => doc.getMap(ITEMS_FIELD).delete(itemId));
  const closed = [`minute/${itemId}`, `notes/${itemId}`, `exempt/${itemId}`];
  for (const name of closed) await freezeDocument(trx, name, at);
  return [
    ...(update ? [await write(trx, agenda, update, at)] : []),
    ...closed.map((name) => ({ type: 'document-frozen', name }) as const)
  ];
}

/** An update that adds one item's wording, under a writer's id of its own. */
function addItem(itemId: string, wording: ItemText): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    const item = new Y.Map<unknown>();
    item.set(TITLE_FIELD, new Y.Text(wording.title));
    item.set(NOTE_FIELD, new Y.Text(wording.note));
    item.set(
      RECOMMENDATIONS_FIELD,
      Y.Array.from(wording.recommendations.map((text) => new Y.Text(text)))
    );
    doc.getMap(ITEMS_FIELD).set(itemId, item);
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

export async function write(
  trx: Db,
  name: string,
  bytes: Uint8Array,
  at: string
): Promise<Announcement> {
  const [seq] = await appendUpdates(trx, [{ name, personId: null, bytes, at }]);
  if (seq === undefined) throw new Error(`nothing was appended to ${name}`);
  return { type: 'document-written', name, seq, bytes };
}
