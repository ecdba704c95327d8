/** Numbered migrations, forward only; a database from a newer version is refused. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Db } from './database.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../migrations');

/**
 * Brings the database up to date, wholly or not at all; throws NewerDatabase when it knows
 * migrations that we do not. Kysely opens no transaction for SQLite, so one is opened around it: a
 * server that is stopped half-way leaves what was there.
 */
export async function migrate(db: Db, folder: string = FOLDER): Promise<void> {
  const known = await loadMigrations(folder);
  await refuseNewer(db, Object.keys(known));
  await db.connection().execute(async (connection) => {
    const migrator = new Migrator({
      db: connection,
      provider: { getMigrations: async () => known }
    });
    await sql`begin immediate`.execute(connection);
    const { error } = await migrator.migrateToLatest();
    await (error ? sql`rollback` : sql`commit`).execute(connection);
    if (error) throw error;
  });
}

/** Throws NewerDatabase as `migrate` does, and changes nothing. */
export const refuseNewerDatabase = async (db: Db): Promise<void> =>
  refuseNewer(db, Object.keys(await loadMigrations(FOLDER)));

async function loadMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await readdir(folder))
    .filter((file) => /^\d{4}-.*(?<!\.test)\.ts$/.test(file))
    .sort();
  const modules = files.map(async (file) => [
    path.basename(file, '.ts'),
    (await import(pathToFileURL(path.join(folder, file)).href)) as Migration
  ]);
  return Object.fromEntries(await Promise.all(modules));
}

async function refuseNewer(db: Db, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const done = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = done.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerDatabase(unknown);
}

export class NewerDatabase extends Error {
  override name = 'NewerDatabase';
  constructor(unknown: readonly string[]) {
    super(`the database is from a newer version (it knows ${unknown.join(', ')})`);
  }
}
