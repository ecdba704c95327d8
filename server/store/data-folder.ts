/**
 * The folder that holds everything: one SQLite file, and a lock so that one server uses it. The lock
 * is one that the kernel keeps (SQLite's own, on an empty file beside the data): it goes when its
 * process does, whatever becomes of that process, and it is nobody's by accident. A process number
 * in a file would be somebody else's after a restart of the machine, and every container's own.
 */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';

export type DataFolder = { readonly databaseFile: string; readonly release: () => void };

export const databaseFileIn = (folder: string): string => path.join(folder, 'record.sqlite');

// A handle that nobody holds is collected, and the lock would go with it while the server runs.
const held = new Set<BetterSqlite.Database>();

/** Takes the folder for this process, or throws DataFolderTaken or DataFolderUnusable. */
export function takeDataFolder(folder: string): DataFolder {
  try {
    makeFolder(folder);
    // SQLite opens what it may not write for reading, and would then lock nobody out.
    accessSync(folder, constants.W_OK);
    const lock = takeLock(path.join(folder, 'record.lock'));
    held.add(lock);
    const release = (): void => {
      held.delete(lock);
      lock.close();
    };
    return { databaseFile: databaseFileIn(folder), release };
  } catch (error) {
    const code = codeOf(error);
    throw code.startsWith('SQLITE_BUSY')
      ? new DataFolderTaken(folder)
      : new DataFolderUnusable(folder, code);
  }
}

/**
 * With the folders above it. Not by Node's `recursive`, which never returns where a folder is there
 * and yet takes no new one, as under /proc.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function takeLock(file: string): BetterSqlite.Database {
  const lock = new BetterSqlite(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

export class DataFolderTaken extends Error {
  override name = 'DataFolderTaken';
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another server. Stop that one, or set DATA_DIR to another folder.`
    );
  }
}

export class DataFolderUnusable extends Error {
  override name = 'DataFolderUnusable';
  constructor(folder: string, code: string) {
    super(
      `The data folder ${folder} cannot be written to (${code}). Give the server's account the right to write there, or set DATA_DIR.`
    );
  }
}
