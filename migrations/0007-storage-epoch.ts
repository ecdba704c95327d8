import { sql, type Kysely } from 'kysely';

/**
 * Which life of the storage this is. A copy says when it was taken; the server that is first started
 * on it begins a new epoch, by which open pages see that the record has gone back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table storage_epoch (
    one integer primary key check (one = 1),
    id text not null,
    since text not null,
    copied_at text
  ) strict`.execute(db);
  await sql`insert into storage_epoch (one, id, since)
    values (1, lower(hex(randomblob(16))), strftime('%Y-%m-%dT%H:%M:%fZ'))`.execute(db);
}
