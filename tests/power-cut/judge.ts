/** Whether files that a power cut left hold all that was promised, and nothing that is not whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as Y from 'yjs';
import { makeFaithfulCopy } from '#server/record/faithful-copy.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { loadDocument } from '#server/store/documents.ts';
import { findDamage } from '#server/store/integrity.ts';
import type { Files } from './disk-image.ts';
import type { Promised } from './promises.ts';

export type Verdict = {
  /** In words; null when everything that is there is whole. */
  readonly damage: string | null;
  readonly lostAcknowledged: number;
  readonly lostShown: number;
};

export const isBroken = ({ damage, lostAcknowledged, lostShown }: Verdict): boolean =>
  damage !== null || lostAcknowledged + lostShown > 0;

/** Opens the files as the server does when the power is back. */
export async function judge(
  files: Files,
  database: string,
  promised: readonly Promised[]
): Promise<Verdict> {
  const folder = layOut(files);
  try {
    const db = openDatabase(path.join(folder, database));
    return await judgeDatabase(db, promised).finally(() => db.destroy());
  } catch (error) {
    return { damage: String(error), lostAcknowledged: 0, lostShown: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files in a folder of their own, which stays until somebody removes it. */
export function layOut(files: Files): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'power-cut-'));
  for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

export async function judgeDatabase(db: Db, promised: readonly Promised[]): Promise<Verdict> {
  const damage = await findDamage(db);
  const lost = { acknowledged: 0, shown: 0 };
  for (const kind of ['acknowledged', 'shown'] as const) {
    const ofKind = promised.filter((each) => each.kind === kind);
    for (const [document, promises] of Map.groupBy(ofKind, (each) => each.document)) {
      lost[kind] += await countLost(db, document, promises);
    }
  }
  return { damage, lostAcknowledged: lost.acknowledged, lostShown: lost.shown };
}

/** Promised updates that would still change the stored document. */
async function countLost(db: Db, document: string, promises: readonly Promised[]): Promise<number> {
  const { snapshot, updates } = await loadDocument(db, document);
  const doc = makeFaithfulCopy();
  if (snapshot) Y.applyUpdate(doc, snapshot);
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  let isNews = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  doc.on('update', () => (isNews = true));
  const lost = promises.filter(({ update }) => {
    Y.applyUpdate(doc, update);
    const wasNews = isNews;
    isNews = false;
    return wasNews;
  });
  doc.destroy();
  return lost.length;
}
