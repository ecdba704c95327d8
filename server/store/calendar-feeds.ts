/** The secret addresses of people's calendars, one for each person; of the secret only its hash. */
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type CalendarFeed = {
  readonly id: string;
  readonly personId: PersonId;
  readonly secretHash: Uint8Array;
  readonly madeAt: string;
  /** When a calendar last read it; null while none has. */
  readonly readAt: string | null;
};

const FEED = [
  'id',
  'person_id as personId',
  'secret_hash as secretHash',
  'made_at as madeAt',
  'read_at as readAt'
] as const;

export const findFeed = (db: Db, id: string): Promise<CalendarFeed | undefined> =>
  db.selectFrom('calendar_feed').select(FEED).where('id', '=', id).executeTakeFirst();

export const findFeedOf = (db: Db, personId: PersonId): Promise<CalendarFeed | undefined> =>
  db.selectFrom('calendar_feed').select(FEED).where('person_id', '=', personId).executeTakeFirst();

export async function insertFeed(db: Db, feed: Omit<CalendarFeed, 'readAt'>): Promise<void> {
  await db
    .insertInto('calendar_feed')
    .values({
      id: feed.id,
      person_id: feed.personId,
      secret_hash: feed.secretHash,
      made_at: feed.madeAt,
      read_at: null
    })
    .execute();
}

export async function setFeedRead(db: Db, id: string, at: string): Promise<void> {
  await db.updateTable('calendar_feed').set({ read_at: at }).where('id', '=', id).execute();
}

/** Whether there was one. */
export async function deleteFeedOf(db: Db, personId: PersonId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('calendar_feed')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
