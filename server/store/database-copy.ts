/** A copy of a database that a server may be using, read back whole and marked as a copy. */
import BetterSqlite from 'better-sqlite3';
import { openDatabase } from './database.ts';
import { findDamage } from './integrity.ts';
import { markAsCopy } from './storage-epoch.ts';

/**
 * `at`: the instant that the mark names. Throws DatabaseCopyDamaged when the copy does not read back as
 * what was written.
 */
export async function copyDatabase(source: string, target: string, at: string): Promise<void> {
  const sqlite = new BetterSqlite(source, { readonly: true });
  // The online backup copies pages between the server's commits and stops nobody.
  await sqlite.backup(target);
  sqlite.close();
  const copy = openDatabase(target);
  try {
    const damage = await findDamage(copy);
    if (damage !== null) throw new DatabaseCopyDamaged(damage);
    const tables = await copy.introspection.getTables();
    // One made by an older version has no epoch yet: it is given its first when it is upgraded.
    if (tables.some(({ name }) => name === 'storage_epoch')) await markAsCopy(copy, at);
  } finally {
    await copy.destroy();
  }
}

export class DatabaseCopyDamaged extends Error {
  override name = 'DatabaseCopyDamaged';
  constructor(damage: string) {
    super(`the copy is not what was written: ${damage}`);
  }
}
