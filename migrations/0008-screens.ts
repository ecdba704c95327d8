import { sql, type Kysely } from 'kysely';

/** Big screens: browsers that nobody is signed in to, and which meeting each was given to show. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table screen (
    id text primary key,
    secret_hash blob not null,
    opened_at text not null,
    code text unique,
    code_until text not null
  ) strict`.execute(db);

  await sql`create table screen_showing (
    id text primary key,
    screen_id text not null references screen (id),
    meeting_id text not null references meeting (id),
    shown_at text not null,
    shown_by text not null references person (id),
    ended_at text,
    ended_by text references person (id)
  ) strict`.execute(db);
  await sql`create index screen_showing_screen on screen_showing (screen_id)`.execute(db);
  await sql`create index screen_showing_meeting on screen_showing (meeting_id)`.execute(db);
}
