import { sql, type Kysely } from 'kysely';

/** Meetings, their journals, and what was frozen when an agenda was published or minutes approved. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // phase and minutes_stage repeat what the journal says, so that lists need not replay it.
  await sql`create table meeting (
    id text primary key,
    board_id text not null references board (id),
    date text not null,
    start_time text not null,
    end_time text,
    place text,
    phase text not null,
    minutes_stage text,
    minute_count integer not null default 0,
    numbered_from integer,
    created_at text not null,
    created_by text not null references person (id)
  ) strict`.execute(db);
  await sql`create index meeting_board on meeting (board_id, date)`.execute(db);

  await sql`create table journal_entry (
    meeting_id text not null references meeting (id),
    seq integer not null,
    at text not null,
    by_person text not null references person (id),
    command_id text not null,
    command text not null,
    primary key (meeting_id, seq),
    unique (meeting_id, command_id)
  ) strict, without rowid`.execute(db);

  await sql`create table publication (
    meeting_id text not null references meeting (id),
    kind text not null check (kind in ('agenda', 'minutes')),
    version integer not null,
    at text not null,
    by_person text not null references person (id),
    published_on text not null,
    clear_days integer,
    short_notice_reason text,
    record text not null,
    digest text not null,
    primary key (meeting_id, kind, version)
  ) strict`.execute(db);

  await sql`create table approval (
    meeting_id text primary key references meeting (id),
    at text not null,
    by_person text not null references person (id),
    at_meeting_id text not null references meeting (id),
    item_id text not null,
    record text not null,
    digest text not null
  ) strict`.execute(db);

  await sql`create table resolution (
    id text primary key,
    meeting_id text not null references meeting (id),
    item_id text not null,
    recorded_at text not null,
    recorded_by text not null references person (id),
    wording text not null default '',
    withdrawn_at text
  ) strict`.execute(db);

  // What happened, happened: these rows are written once, whoever holds the database open.
  for (const table of ['journal_entry', 'publication', 'approval']) {
    for (const act of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`${table}_no_${act}`)} before ${sql.raw(act)} on ${sql.ref(table)}
        begin select raise(abort, 'this record is final'); end`.execute(db);
    }
  }
}
