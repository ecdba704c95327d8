/** Who signed approved minutes, and what: one row a meeting, written once. */
import type { Signature } from '#domain/correction.ts';
import type { Db } from './database.ts';

export async function insertSignature(
  db: Db,
  meetingId: string,
  by: string,
  { name, office, at, digest }: Signature
): Promise<void> {
  await db
    .insertInto('signature')
    .values({ meeting_id: meetingId, at, by_person: by, name, office, digest })
    .execute();
}
