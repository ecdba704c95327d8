import { sql, type Kysely } from 'kysely';

/** A body's own distances of its timetable, and the secret addresses of people's calendars. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // JSON of the distances that differ from the usual ones.
  await sql`alter table board add column timetable text not null default '{}'`.execute(db);

  // One for each person; of the secret in its address only the hash.
  await sql`create table calendar_feed (
    id text primary key,
    person_id text not null unique references person (id),
    secret_hash blob not null,
    made_at text not null,
    read_at text
  ) strict`.execute(db);
}
