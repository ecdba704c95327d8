/**
 * The one SQLite file: opened with the settings that durability rests on, each of them read back,
 * because better-sqlite3 falls back to `synchronous=NORMAL` by itself after enabling WAL.
 */
import BetterSqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Schema } from './schema.ts';
import { withCachedStatements } from './statement-cache.ts';

export type Db = Kysely<Schema>;

/** What must hold on every open: name, what to set, what SQLite then answers. */
const PRAGMAS: readonly [name: string, value: string, answer: string | number][] = [
  ['journal_mode', 'WAL', 'wal'],
  // 2 = FULL: a commit is on disk before it returns, through a power cut as well.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  // Deleted text does not stay behind in free pages.
  ['secure_delete', 'ON', 1],
  // Without it INSERT OR REPLACE would remove a final row past the trigger that forbids it.
  ['recursive_triggers', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  // Pages (32 MB) from which a commit makes the checkpoint itself; checkpoints.ts comes long before.
  ['wal_autocheckpoint', '8192', 8192],
  ['busy_timeout', '5000', 5000],
  ['journal_size_limit', String(64 * 1024 * 1024), 64 * 1024 * 1024]
];

const bareConnections = new WeakMap<Db, BetterSqlite.Database>();

/**
 * Opens (and makes, where there is none) the database at this path; `:memory:`, or the bytes of a
 * database, for one that lives in memory alone.
 */
export function openDatabase(file: string | Buffer): Db {
  const sqlite = new BetterSqlite(file);
  for (const [name, value] of PRAGMAS) sqlite.pragma(`${name} = ${value}`);
  assertPragmas(sqlite, typeof file !== 'string' || file === ':memory:');
  const db = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: withCachedStatements(sqlite) })
  });
  bareConnections.set(db, sqlite);
  return db;
}

/**
 * Gives the bare connection while nobody else is in the middle of something, for the few statements
 * that every keystroke goes through. What is done with it is done before `act` returns, so only a
 * transaction under way has to be waited for; a place in Kysely's queue costs as much as the writing.
 */
export async function withBareConnection<T>(
  db: Db,
  act: (sqlite: BetterSqlite.Database) => T
): Promise<T> {
  const sqlite = bareConnections.get(db);
  if (!sqlite) throw new Error('this database was not opened here, or is a transaction');
  if (!sqlite.inTransaction) return act(sqlite);
  return db.connection().execute(async () => act(sqlite));
}

function assertPragmas(sqlite: BetterSqlite.Database, inMemory: boolean): void {
  for (const [name, , expected] of PRAGMAS) {
    if (inMemory && name === 'journal_mode') continue;
    const answer = sqlite.pragma(name, { simple: true });
    if (answer !== expected) throw new PragmaRefused(name, String(answer), String(expected));
  }
}

export class PragmaRefused extends Error {
  override name = 'PragmaRefused';
  constructor(pragma: string, answer: string, expected: string) {
    super(`SQLite answered ${pragma}=${answer} where ${expected} is required`);
  }
}
