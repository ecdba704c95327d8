import { sql, type Kysely } from 'kysely';

/** Whether records say who took part: as a body has it, and as each meeting had it when it was made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['board', 'meeting']) {
    await sql`alter table ${sql.table(table)} add column attribution text not null
      default 'named' check (attribution in ('named', 'chathamHouse'))`.execute(db);
  }
  // From its next meeting on; those it has had keep the names they were recorded with.
  await sql`update board set attribution = 'chathamHouse'
    where kind = 'reference-group'`.execute(db);
}
