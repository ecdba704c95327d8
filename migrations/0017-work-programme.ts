import { sql, type Kysely } from 'kysely';

/** Topics that a board plans for its meetings; a removed one is kept with who removed it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table work_programme_topic (
    id text primary key,
    board_id text not null references board (id),
    number integer not null,
    title text not null,
    lead text not null,
    requested_by text not null check (requested_by in ('members', 'officers')),
    meeting_on text not null,
    added_at text not null,
    added_by text not null references person (id),
    meeting_id text references meeting (id),
    item_id text,
    removed_at text,
    removed_by text references person (id),
    unique (board_id, number)
  ) strict`.execute(db);
  await sql`create index work_programme_topic_item on work_programme_topic (item_id)`.execute(db);
}
