/**
 * Puts one snapshot in the place of a document's updates. It is made from what is stored, verified
 * row by row as it is read, never from a copy in memory; and it is read back before anything goes. What
 * people deleted goes with the updates.
 */
import type { Clock } from '#server/clock.ts';
import type { Db } from '#server/store/database.ts';
import { loadDocument, saveSnapshot, type Document } from '#server/store/documents.ts';
import * as Y from 'yjs';
import { buildDocument, ContentUnreadable } from './document-state.ts';

export async function compact(
  db: Db,
  { name, kind }: Pick<Document, 'name' | 'kind'>,
  clock: Clock
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const stored = await loadDocument(trx, name);
    if (stored.updates.length === 0) return;
    const doc = buildDocument(kind, stored);
    const bytes = Y.encodeStateAsUpdate(doc);
    const again = buildDocument(kind, { snapshot: bytes, updates: [], seq: stored.seq });
    const same = Buffer.from(Y.encodeStateAsUpdate(again)).equals(bytes);
    doc.destroy();
    again.destroy();
    if (!same) throw new ContentUnreadable(`a snapshot of ${name} does not read back as it was`);
    await saveSnapshot(trx, { name, seq: stored.seq, at: clock(), bytes });
  });
}
