import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from './database.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';

const EXPECTED = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  journal_size_limit: 67_108_864
};

async function pragmasOf(db: Db): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const name of Object.keys(EXPECTED)) {
    const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
    answers[name] = Object.values(rows[0] ?? {})[0];
  }
  return answers;
}

function opened(file: string): Db {
  const db = openDatabase(file);
  onTestFinished(() => db.destroy());
  return db;
}

test('a database file has every setting that durability rests on, when made and when opened again', async () => {
  const file = path.join(temporaryFolder(), 'record.sqlite');
  const first = openDatabase(file);
  expect(await pragmasOf(first)).toEqual(EXPECTED);
  await first.destroy();
  expect(await pragmasOf(opened(file))).toEqual(EXPECTED);
});

test('a file that another program left in another mode is brought back to it', async () => {
  const file = path.join(temporaryFolder(), 'record.sqlite');
  const other = new BetterSqlite(file);
  other.pragma('journal_mode = DELETE');
  other.exec('create table t (x)');
  other.close();
  expect(await pragmasOf(opened(file))).toEqual(EXPECTED);
});

test('a write waits for another connection’s instead of failing at once', async () => {
  const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(
    opened(path.join(temporaryFolder(), 'record.sqlite'))
  );
  expect(rows[0]?.timeout).toBe(5000);
});
