import { sql, type Kysely } from 'kysely';

/** Business that waits for an agenda, and who said what about it when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table parked_item (
    id text primary key,
    board_id text not null references board (id),
    number integer not null,
    title text not null,
    why text not null,
    part text not null check (part in ('part1', 'part2')),
    ground text,
    details text not null,
    parked_at text not null,
    parked_by text not null references person (id),
    origin_meeting_id text references meeting (id),
    origin_item_id text unique,
    state text not null check (state in ('parked', 'accepted', 'declined', 'withdrawn')),
    reply text,
    meeting_id text references meeting (id),
    item_id text,
    unique (board_id, number)
  ) strict`.execute(db);
  await sql`create index parked_item_item on parked_item (item_id)`.execute(db);

  await sql`create table parked_item_event (
    parked_item_id text not null references parked_item (id),
    seq integer not null,
    at text not null,
    by_person text not null references person (id),
    kind text not null check (
      kind in ('proposed', 'putOff', 'kept', 'declined', 'accepted', 'returned', 'withdrawn')
    ),
    reply text,
    meeting_id text references meeting (id),
    item_id text,
    primary key (parked_item_id, seq)
  ) strict`.execute(db);
}
