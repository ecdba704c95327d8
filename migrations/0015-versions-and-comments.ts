import { sql, type Kysely } from 'kysely';

/** Versions of minutes that are kept beside those circulated and approved, and comments on minutes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `content` holds the record as it prints and each item's text as it can be put back.
  await sql`create table minutes_version (
    id text primary key,
    meeting_id text not null references meeting (id),
    kind text not null check (kind in ('closed', 'kept', 'idle', 'beforeRestore')),
    at text not null,
    by_person text references person (id),
    name text,
    content text not null,
    digest text not null
  ) strict`.execute(db);
  await sql`create index minutes_version_meeting on minutes_version (meeting_id, at)`.execute(db);

  // `stage` is what the minutes were when the thread began: it was written for those who read them then.
  await sql`create table comment_thread (
    id text primary key,
    meeting_id text not null references meeting (id),
    item_id text not null,
    stage text not null check (stage in ('draft', 'circulated')),
    at text not null,
    by_person text not null references person (id),
    quote text,
    anchor text
  ) strict`.execute(db);
  await sql`create index comment_thread_meeting on comment_thread (meeting_id)`.execute(db);

  await sql`create table comment (
    thread_id text not null references comment_thread (id),
    seq integer not null,
    id text not null unique,
    at text not null,
    by_person text not null references person (id),
    act text not null check (act in ('said', 'resolved', 'reopened')),
    text text not null,
    primary key (thread_id, seq)
  ) strict, without rowid`.execute(db);

  for (const table of ['minutes_version', 'comment_thread', 'comment']) {
    for (const act of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`${table}_no_${act}`)} before ${sql.raw(act)} on ${sql.ref(table)}
        begin select raise(abort, 'this record is final'); end`.execute(db);
    }
  }
}
