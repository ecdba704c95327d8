/**
 * Hands Kysely each statement prepared once: to have SQLite compile the same words again costs more
 * than to run them, and opening one document asks a dozen questions about rights. Whatever changes
 * the tables empties the cache, and is not kept itself.
 */
import type BetterSqlite from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** More than the product has; a query whose words vary with its data must not fill our memory. */
const KEPT = 1000;
const CHANGES_NO_TABLE = /^\s*(select|insert|update|delete|with|begin|commit|rollback)\b/i;

export function withCachedStatements(sqlite: BetterSqlite.Database): SqliteDatabase {
  const prepared = new Map<string, BetterSqlite.Statement<unknown[]>>();
  return {
    close: () => void sqlite.close(),
    prepare(words) {
      if (!CHANGES_NO_TABLE.test(words)) {
        prepared.clear();
        return sqlite.prepare(words);
      }
      const known = prepared.get(words);
      if (known) return known;
      if (prepared.size >= KEPT) prepared.clear();
      const statement = sqlite.prepare<unknown[]>(words);
      prepared.set(words, statement);
      return statement;
    }
  };
}
