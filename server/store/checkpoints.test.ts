import { statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { keepCheckpointed } from './checkpoints.ts';
import { openDatabase } from './database.ts';

test('what is committed comes into the database file while the writer goes on, and the thread ends', async () => {
  const file = path.join(temporaryFolder(), 'record.sqlite');
  const db = openDatabase(file);
  const faults: unknown[] = [];
  const checkpoints = keepCheckpointed(file, (error) => faults.push(error));
  await sql`create table heap (bytes blob not null) strict`.execute(db);
  const before = statSync(file).size;
  let written = 0;
  const write = async () => {
    await sql`insert into heap (bytes) values (randomblob(100000))`.execute(db);
    written += 100_000;
  };
  while (written < 2_000_000) await write();
  expect(statSync(file).size).toBe(before);
  await expect
    .poll(
      async () => {
        await write();
        return statSync(file).size;
      },
      { timeout: 10_000, interval: 100 }
    )
    .toBeGreaterThan(2_000_000);
  // The writer's own would not have come yet.
  expect(written).toBeLessThan(30_000_000);
  await checkpoints.stop();
  await db.destroy();
  expect(faults).toEqual([]);
});
