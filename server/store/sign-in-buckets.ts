/** What is left in the buckets that slow guessing down; kept on disk, so a restart refills nothing. */
import type { Db } from './database.ts';

export type Bucket = { readonly tokens: number; readonly countedAt: string };

export async function findBucket(db: Db, key: string): Promise<Bucket | undefined> {
  const row = await db
    .selectFrom('sign_in_bucket')
    .selectAll()
    .where('key', '=', key)
    .executeTakeFirst();
  return row && { tokens: row.tokens, countedAt: row.counted_at };
}

export async function setBucket(db: Db, key: string, bucket: Bucket): Promise<void> {
  const values = { tokens: bucket.tokens, counted_at: bucket.countedAt };
  await db
    .insertInto('sign_in_bucket')
    .values({ key, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute();
}

/** Buckets untouched since then are full again, so that nothing need be known of them. */
export async function deleteBucketsBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('sign_in_bucket').where('counted_at', '<=', at).execute();
}
