import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase, type Db } from './database.ts';
import { migrate, NewerDatabase } from './migrations.ts';
import { fileDatabase } from '../../tests/support/file-database.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';

const tablesOf = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema where type in ('table', 'trigger') order by name`.execute(db);
  return rows.map(({ name }) => name);
};

const asText = (text: string) => JSON.stringify(text);

/** Migrations that each run one statement, in a folder of their own. */
function migrationsThat(...statements: string[]): string {
  const folder = temporaryFolder();
  const kysely = import.meta.resolve('kysely');
  statements.forEach((statement, index) => {
    writeFileSync(
      path.join(folder, `000${index + 1}-step.ts`),
      `import { sql } from ${asText(kysely)};
       export const up = (db) => sql.raw(${asText(statement)}).execute(db);`
    );
  });
  return folder;
}

function emptyDatabase(): Db {
  const db = openDatabase(path.join(temporaryFolder(), 'record.sqlite'));
  onTestFinished(() => db.destroy());
  return db;
}

test('every table is strict, so that a wrong type is refused instead of kept', async () => {
  const db = await fileDatabase();
  const { rows } = await sql<{ name: string }>`
    select name from pragma_table_list
    where schema = 'main' and type = 'table' and strict = 0
      and name not like 'kysely_%' and name not like 'sqlite_%'`.execute(db);
  expect(rows).toEqual([]);
});

test('a database that is up to date stays as it is', async () => {
  const db = await fileDatabase();
  const before = await tablesOf(db);
  await migrate(db);
  expect(await tablesOf(db)).toEqual(before);
});

test('a database from a newer version is refused by name and left alone', async () => {
  const db = await fileDatabase();
  const before = await tablesOf(db);
  await sql`insert into kysely_migration (name, timestamp) values ('9001-tomorrow', '2030-01-01')`.execute(
    db
  );
  await expect(migrate(db)).rejects.toThrow(NewerDatabase);
  await expect(migrate(db)).rejects.toThrow(
    /^the database is from a newer version[^\n]+9001-tomorrow/
  );
  expect(await tablesOf(db)).toEqual(before);
});

test('a migration that fails leaves nothing of itself, nor of those before it, and can be tried again', async () => {
  const db = emptyDatabase();
  const broken = migrationsThat(
    'create table one (x) strict',
    'create table one (x integer) strict'
  );
  await expect(migrate(db, broken)).rejects.toThrow();
  expect(await tablesOf(db)).toEqual([]);
  await migrate(
    db,
    migrationsThat('create table one (x integer) strict', 'create table two (x integer) strict')
  );
  expect(await tablesOf(db)).toEqual(expect.arrayContaining(['one', 'two']));
});

test('a later version adds its migrations to what is there', async () => {
  const db = emptyDatabase();
  await migrate(db, migrationsThat('create table one (x integer) strict'));
  await sql`insert into one values (1)`.execute(db);
  await migrate(
    db,
    migrationsThat('create table one (x integer) strict', 'create table two (x integer) strict')
  );
  const { rows } = await sql<{ x: number }>`select x from one`.execute(db);
  expect(rows).toEqual([{ x: 1 }]);
});
