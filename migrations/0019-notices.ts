import { sql, type Kysely } from 'kysely';

/** What people are to be told by mail, the mails it went into, and which of it they want. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table mail_choice (
    person_id text primary key references person (id),
    choice text not null check (choice in ('all', 'actions', 'none')),
    chosen_at text not null
  ) strict`.execute(db);

  // One mail to one person; it keeps its Message-ID however often it has to be sent.
  await sql`create table mail_digest (
    id text primary key,
    person_id text not null references person (id),
    message_id text not null unique,
    made_at text not null,
    tries integer not null default 0,
    next_at text not null,
    ended_at text,
    ended_as text check (ended_as in ('sent', 'empty', 'givenUp'))
  ) strict`.execute(db);
  await sql`create index mail_digest_open on mail_digest (next_at) where ended_at is null`.execute(
    db
  );

  // No words: what a mail says is read when it is sent, with the rights the person has then.
  await sql`create table notice_outbox (
    id text primary key,
    person_id text not null references person (id),
    kind text not null check (kind in ('agenda-published', 'minutes-circulated', 'action-given',
      'action-due-soon', 'action-due', 'update-asked', 'correction-answered')),
    board_id text not null references board (id),
    meeting_id text references meeting (id),
    action_id text references action (id),
    about_on text not null,
    occasion text not null,
    made_at text not null,
    digest_id text references mail_digest (id),
    ended_at text,
    ended_as text check (ended_as in ('sent', 'dropped', 'givenUp')),
    unique (person_id, kind, occasion)
  ) strict`.execute(db);
  await sql`create index notice_outbox_open on notice_outbox (person_id) where ended_at is null`.execute(
    db
  );
}
