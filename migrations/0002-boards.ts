import { sql, type Kysely } from 'kysely';

/** Boards, the seats on them, and the closure days that notice is counted against. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table organisation (
    id text primary key,
    name text not null unique,
    sector text not null
  ) strict`.execute(db);

  await sql`create table board (
    id text primary key,
    name text not null,
    kind text not null check (kind in ('board', 'reference-group')),
    parent_id text references board (id),
    access_regime text not null check (access_regime in ('statutory', 'adopted', 'private')),
    numbering text not null check (numbering in ('annual', 'continuous', 'perMeeting')),
    minutes_writing text not null check (minutes_writing in ('members', 'clerk')),
    notice_days integer not null,
    quorum_members integer not null,
    quorum_sectors text not null,
    standing_items text not null,
    strapline text,
    opening text,
    contact_name text not null,
    contact_post text not null,
    contact_email text not null,
    created_at text not null,
    last_action_number integer not null default 0
  ) strict`.execute(db);

  await sql`create table seat (
    id text primary key,
    board_id text not null references board (id),
    office text not null check (office in
      ('chair', 'viceChair', 'member', 'crgRepresentative', 'officer', 'clerk', 'observer')),
    organisation_id text references organisation (id),
    person_id text not null references person (id),
    post text,
    starts_on text not null,
    ends_on text,
    ended_by text references person (id),
    created_at text not null
  ) strict`.execute(db);
  await sql`create index seat_board on seat (board_id)`.execute(db);
  await sql`create index seat_person on seat (person_id)`.execute(db);

  await sql`create table substitute (
    seat_id text not null references seat (id),
    person_id text not null references person (id),
    starts_on text not null,
    ends_on text,
    primary key (seat_id, person_id)
  ) strict`.execute(db);

  // Local closure days of one board; bank holidays come with the product.
  await sql`create table closure_day (
    board_id text not null references board (id),
    date text not null,
    name text not null,
    primary key (board_id, date)
  ) strict`.execute(db);
}
