/**
 * Puts one snapshot in the place of a document's updates. It is made from what is stored, verified
 * row by row as it is read, never from a copy in memory; and it is read back before anything goes,
 * so that until the one transaction that swaps them the updates are there. What people deleted goes
 * with the updates.
 */
import type { Clock } from '#server/clock.ts';
import type { Db } from '#server/store/database.ts';
import {
  loadDocument,
  saveSnapshot,
  SnapshotOutdated,
  type Document
} from '#server/store/documents.ts';
import * as Y from 'yjs';
import type { Timers } from './timers.ts';
import { buildDocument, ContentUnreadable } from './working-copy.ts';

export async function compact(
  { name, kind }: Pick<Document, 'name' | 'kind'>,
  { db, clock, timers }: { db: Db; clock: Clock; timers: Timers }
): Promise<void> {
  const stored = await loadDocument(db, name);
  if (stored.updates.length === 0) return;
  const doc = buildDocument(kind, stored);
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  // A long document takes a while twice; whoever waits at a socket comes in between.
  await timers.turn();
  const again = buildDocument(kind, { snapshot: bytes, updates: [], seq: stored.seq });
  const same = Buffer.from(Y.encodeStateAsUpdate(again)).equals(bytes);
  again.destroy();
  if (!same) throw new ContentUnreadable(`a snapshot of ${name} does not read back as it was`);
  try {
    await db
      .transaction()
      .execute((trx) => saveSnapshot(trx, { name, seq: stored.seq, at: clock(), bytes }));
  } catch (error) {
    // Written to meanwhile: the updates stay, and the next time will do.
    if (!(error instanceof SnapshotOutdated)) throw error;
  }
}
