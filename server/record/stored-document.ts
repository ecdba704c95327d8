/** A stored document opened for reading: what has been committed, nothing that is on its way. */
import * as Y from 'yjs';
import type { Db } from '#server/store/database.ts';
import { loadDocument } from '#server/store/documents.ts';
import { makeFaithfulCopy } from './faithful-copy.ts';

/** Reads one thing out of a document; the Y.Doc lives no longer than the reading. */
export async function readDocument<T>(db: Db, name: string, read: (doc: Y.Doc) => T): Promise<T> {
  const doc = await openStored(db, name);
  try {
    return read(doc);
  } finally {
    doc.destroy();
  }
}

/**
 * What a change to the document as it is stored comes to, as one update under a fresh writer's id;
 * null when it changes nothing.
 */
export async function changeDocument(
  db: Db,
  name: string,
  change: (doc: Y.Doc) => void
): Promise<Uint8Array | null> {
  const doc = await openStored(db, name);
  try {
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.transact(() => change(doc));
    return updates.length === 0 ? null : Y.mergeUpdates(updates);
  } finally {
    doc.destroy();
  }
}

async function openStored(db: Db, name: string): Promise<Y.Doc> {
  const { snapshot, updates } = await loadDocument(db, name);
  const doc = makeFaithfulCopy();
  if (snapshot) Y.applyUpdate(doc, snapshot);
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  return doc;
}
