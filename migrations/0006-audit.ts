import { sql, type Kysely } from 'kysely';

/** Who did what, and who was refused: each row's hash covers the row before it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_event (
    seq integer primary key,
    at text not null,
    actor_id text,
    kind text not null,
    subject text not null,
    detail text not null,
    hash blob not null
  ) strict`.execute(db);
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`audit_event_no_${act}`)} before ${sql.raw(act)} on audit_event
      begin select raise(abort, 'the audit trail is final'); end`.execute(db);
  }
}
