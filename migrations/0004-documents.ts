import { sql, type Kysely } from 'kysely';

/** The shared documents: every accepted update, snapshots of them, and who writes under which id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table document (
    name text primary key,
    kind text not null check (kind in ('agenda', 'minute', 'notes', 'actions', 'exempt')),
    board_id text not null references board (id),
    meeting_id text references meeting (id),
    item_id text,
    created_at text not null,
    frozen_at text
  ) strict`.execute(db);
  await sql`create index document_meeting on document (meeting_id)`.execute(db);

  // Each row's hash covers the hash before it, so a changed row shows.
  await sql`create table document_update (
    document text not null references document (name),
    seq integer not null,
    at text not null,
    person_id text references person (id),
    bytes blob not null,
    hash blob not null,
    primary key (document, seq)
  ) strict`.execute(db);

  await sql`create table document_snapshot (
    document text primary key references document (name),
    seq integer not null,
    at text not null,
    bytes blob not null,
    hash blob not null
  ) strict`.execute(db);

  // A writer's id in a document belongs for ever to the person who first used it; null is the server.
  await sql`create table document_writer (
    document text not null references document (name),
    client_id integer not null,
    person_id text references person (id),
    primary key (document, client_id)
  ) strict, without rowid`.execute(db);

  // What a document says, computed after edits: lists, search and readers use it, nothing writes back.
  await sql`create table document_projection (
    document text primary key references document (name),
    seq integer not null,
    at text not null,
    content text not null
  ) strict`.execute(db);

  // Approved minutes are locked on every path, this one included.
  await sql`create trigger document_update_frozen before insert on document_update
    when exists (select 1 from document where name = new.document and frozen_at is not null)
    begin select raise(abort, 'this document is frozen'); end`.execute(db);
  // Updates may give way to a snapshot of them all; one alone is never rewritten.
  await sql`create trigger document_update_no_update before update on document_update
    begin select raise(abort, 'this record is final'); end`.execute(db);
  await sql`create trigger document_no_thaw before update of frozen_at on document
    when old.frozen_at is not null
    begin select raise(abort, 'this document is frozen'); end`.execute(db);
}
