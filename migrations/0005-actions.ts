import { sql, type Kysely } from 'kysely';

/** The action log of a board. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table action (
    id text primary key,
    board_id text not null references board (id),
    number integer not null,
    part text not null check (part in ('part1', 'part2')),
    presenter_id text references person (id),
    meeting_id text references meeting (id),
    item_id text,
    wording text not null default '',
    due_on text,
    slips integer not null default 0,
    state text not null check (state in ('proposed', 'open', 'done', 'closed', 'noLongerRequired')),
    rag text not null check (rag in
      ('completed', 'onSchedule', 'happeningButBehind', 'behindOrNotHappening', 'noInformation')),
    raised_at text not null,
    raised_by text not null references person (id),
    closed_at text,
    unique (board_id, number)
  ) strict`.execute(db);

  await sql`create table action_owner (
    action_id text not null references action (id),
    place integer not null,
    person_id text references person (id),
    name text not null,
    primary key (action_id, place)
  ) strict`.execute(db);
  await sql`create index action_owner_person on action_owner (person_id)`.execute(db);

  await sql`create table action_update (
    action_id text not null references action (id),
    seq integer not null,
    at text not null,
    by_person text not null references person (id),
    command text not null,
    state text not null,
    rag text not null,
    text text not null,
    primary key (action_id, seq)
  ) strict`.execute(db);
}
