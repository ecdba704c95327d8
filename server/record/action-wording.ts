/** The wording of actions added straight to a board's log: texts in the document `actions/<boardId>`. */
import * as Y from 'yjs';
import type { Action } from '#domain/action.ts';
import { WORDINGS_FIELD } from '#protocol/documents.ts';
import type { Announcement } from '#server/announcement.ts';
import type { Db } from '#server/store/database.ts';
import { insertDocument } from '#server/store/documents.ts';
import { write } from './item-texts.ts';

export async function writeActionWording(
  trx: Db,
  action: Action,
  at: string
): Promise<Announcement[]> {
  const name = `actions/${action.boardId}`;
  await insertDocument(trx, {
    name,
    kind: 'actions',
    boardId: action.boardId,
    meetingId: null,
    itemId: null,
    at
  });
  const doc = new Y.Doc();
  doc.getMap(WORDINGS_FIELD).set(action.id, new Y.Text(action.wording));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return [await write(trx, name, update, at)];
}

/** Wordings by action id. */
export function wordingsOf(doc: Y.Doc): Map<string, string> {
  const wordings = new Map<string, string>();
  for (const [id, text] of doc.getMap(WORDINGS_FIELD).entries()) {
    if (text instanceof Y.Text) wordings.set(id, text.toString());
  }
  return wordings;
}
