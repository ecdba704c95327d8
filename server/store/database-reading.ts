/**
 * A database opened to be looked at and nothing else. SQLite keeps two files beside one that it
 * reads in WAL mode and leaves them there, and needs the right to make them; so a file that no
 * server has open is read into memory, where a backup on a medium that cannot be written is as good.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

/** Larger files are read where they are, at the price of the two files. */
const LARGEST_IN_MEMORY = 1024 ** 3;
const HEADER = 'SQLite format 3\0';
/** Bytes 18 and 19 of the header say how it is written: 2 is with a write-ahead log, 1 without. */
const WRITTEN_HOW = [18, 19] as const;
const WITHOUT_LOG = 1;

/** Throws what SQLite or the file system says when it cannot be opened. */
export function openForReading(file: string): Db {
  const sqlite = isAtRest(file) ? inMemory(file) : inPlace(file);
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cell_size_check = ON');
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) });
}

/** Whether a file begins as SQLite's do; an empty one does not. */
export function isDatabase(file: string): boolean {
  const start = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return start.toString('latin1') === HEADER;
}

const isAtRest = (file: string): boolean =>
  !existsSync(`${file}-wal`) && statSync(file).size <= LARGEST_IN_MEMORY;

function inMemory(file: string): BetterSqlite.Database {
  const bytes = readFileSync(file);
  // A server has opened it meanwhile: what was read may be half of a change.
  if (existsSync(`${file}-wal`)) return inPlace(file);
  for (const at of WRITTEN_HOW) bytes[at] = WITHOUT_LOG;
  return new BetterSqlite(bytes);
}

const inPlace = (file: string): BetterSqlite.Database =>
  new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
