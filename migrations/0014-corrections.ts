import { sql, type Kysely } from 'kysely';

/** Signatures under approved minutes, and the words that do not belong in open business. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table signature (
    meeting_id text primary key references approval (meeting_id),
    at text not null,
    by_person text not null references person (id),
    name text not null,
    office text not null,
    digest text not null
  ) strict`.execute(db);
  for (const act of ['update', 'delete']) {
    await sql`create trigger ${sql.ref(`signature_no_${act}`)} before ${sql.raw(act)} on signature
      begin select raise(abort, 'this record is final'); end`.execute(db);
  }

  // A JSON list, as the board's other lists are.
  await sql`alter table board add column restricted_words text not null
    default '["Channel case","OFFICIAL-SENSITIVE"]'`.execute(db);
}
