/**
 * The epoch of the storage: a name for one uninterrupted life of the database. A backup is marked as
 * a copy, and whoever starts on it begins another epoch, anew each time the same copy is restored.
 * The mark is in the copy and not in the act of restoring it, because that is somebody's `cp`.
 */
import { sql } from 'kysely';
import { recordAudit } from './audit.ts';
import type { Db } from './database.ts';

export async function getStorageEpoch(db: Db): Promise<string> {
  const { id } = await db.selectFrom('storage_epoch').select('id').executeTakeFirstOrThrow();
  return id;
}

/** `at`: the instant at which the copy was taken. */
export async function markAsCopy(db: Db, at: string): Promise<void> {
  await db.updateTable('storage_epoch').set({ copied_at: at }).execute();
}

/**
 * To be called once at every start, before anybody is served: begins a new epoch where the file is a
 * copy, and answers when that was taken.
 */
export function beginEpoch(db: Db, at: string): Promise<{ readonly copiedAt: string } | undefined> {
  return db.transaction().execute(async (trx) => {
    const { copied_at: copiedAt } = await trx
      .selectFrom('storage_epoch')
      .select('copied_at')
      .executeTakeFirstOrThrow();
    if (copiedAt === null) return undefined;
    await trx
      .updateTable('storage_epoch')
      .set({ id: sql<string>`lower(hex(randomblob(16)))`, since: at, copied_at: null })
      .execute();
    await recordAudit(trx, {
      at,
      actorId: null,
      kind: 'storage-restored',
      subject: 'storage',
      detail: { copiedAt }
    });
    return { copiedAt };
  });
}
