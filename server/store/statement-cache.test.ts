import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { givePerson } from '../../tests/support/people.ts';

test('a statement that was prepared before a table changed answers with the table as it is now', async () => {
  const db = await memoryDatabase();
  await givePerson(db, 'ann@example.org');
  const all = () => db.selectFrom('person').selectAll().execute();
  expect(Object.keys((await all())[0] ?? {})).not.toContain('nickname');
  await sql`alter table person add column nickname text default 'A.'`.execute(db);
  expect((await all())[0]).toMatchObject({ nickname: 'A.' });
  await db.destroy();
});

test('a transaction that is rolled back is, however often its words were run', async () => {
  const db = await memoryDatabase();
  const boom = new Error('boom');
  for (const email of ['ann@example.org', 'ben@example.org']) {
    const attempt = db.transaction().execute(async (trx) => {
      await givePerson(trx, email);
      throw boom;
    });
    await expect(attempt).rejects.toBe(boom);
  }
  await givePerson(db, 'cat@example.org');
  expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1);
  await db.destroy();
});
