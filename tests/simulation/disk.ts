/**
 * The disk: a real SQLite database in memory whose every commit is seen, and can be made to fail,
 * to be the last thing before the power goes, or the first thing it takes away. What a crash leaves
 * is what had been committed: the transaction under way is rolled back, as a journal would.
 */
import BetterSqlite from 'better-sqlite3';
import { openDatabase, withBareConnection, type Db } from '#server/store/database.ts';

type Sqlite = BetterSqlite.Database;

export type DiskWatch = {
  /** Something is about to be committed; throws, or kills the disk, when it must not be. */
  readonly beforeCommit: () => void;
  readonly afterCommit: () => void;
};

export class Disk {
  readonly db: Db;
  /** Prepares a statement past every fault, for those who watch. */
  readonly look: Sqlite['prepare'];
  readonly #prepared = new Map<string, BetterSqlite.Statement>();
  /** No commit reaches the disk. */
  isFailing = false;
  /** Documents cannot be read. */
  isUnreadable = false;
  #isDead = false;
  readonly #sqlite: Sqlite;
  readonly #watch: DiskWatch;

  private constructor(db: Db, sqlite: Sqlite, watch: DiskWatch) {
    this.db = db;
    this.#sqlite = sqlite;
    const prepare = sqlite.prepare.bind(sqlite);
    const looks = new Map<string, BetterSqlite.Statement>();
    const look = (sql: string) => {
      const statement = looks.get(sql) ?? prepare(sql);
      looks.set(sql, statement);
      return statement;
    };
    this.look = look as Sqlite['prepare'];
    this.#watch = watch;
  }

  static async open(image: Buffer, watch: DiskWatch): Promise<Disk> {
    const db = openDatabase(image);
    const sqlite = await withBareConnection(db, (bare) => bare);
    const disk = new Disk(db, sqlite, watch);
    disk.#instrument();
    return disk;
  }

  /** What is on the disk, to be opened as another. */
  image(): Buffer {
    if (this.#sqlite.inTransaction) this.look('rollback').run();
    return this.#sqlite.serialize();
  }

  /** The power goes: nothing is read or written any more, and what was not committed never was. */
  kill(): Buffer {
    const left = this.image();
    this.#isDead = true;
    return left;
  }

  /** Writes as a service would. */
  write(sql: string, ...values: readonly unknown[]): void {
    this.#sqlite.prepare(sql).run(...values);
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Leaves no room for more than what is there. */
  fill(): void {
    const pages = this.#sqlite.pragma('page_count', { simple: true });
    this.#sqlite.pragma(`max_page_count = ${String(pages)}`);
  }

  heal(): void {
    this.isFailing = false;
    this.isUnreadable = false;
    this.#sqlite.pragma('max_page_count = 1000000');
  }

  close(): void {
    this.#isDead = true;
    this.#sqlite.close();
  }

  #instrument(): void {
    const sqlite = this.#sqlite;
    const prepare = sqlite.prepare.bind(sqlite);
    const watched = (sql: string) => {
      const known = this.#prepared.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      // Kysely writes every statement anew, and quotes names; others keep theirs and set them up.
      if (sql.includes('"')) this.#prepared.set(sql, statement);
      for (const name of ['run', 'get', 'all', 'iterate'] as const) {
        const act = statement[name].bind(statement) as (...values: unknown[]) => unknown;
        Object.assign(statement, {
          [name]: (...values: unknown[]) => this.#perform(sql, () => act(...values))
        });
      }
      return statement;
    };
    const transaction = (act: (...values: unknown[]) => unknown) => {
      const by =
        (begin: string) =>
        (...values: unknown[]) => {
          watched(begin).run();
          try {
            const result = act(...values);
            watched('commit').run();
            return result;
          } finally {
            if (!this.#isDead && sqlite.inTransaction) this.look('rollback').run();
          }
        };
      const modes = { immediate: by('begin immediate'), exclusive: by('begin exclusive') };
      return Object.assign(by('begin'), modes);
    };
    const execute = sqlite.exec.bind(sqlite);
    const exec = (sql: string) => this.#perform(sql, () => execute(sql));
    Object.assign(sqlite, { prepare: watched, transaction, exec });
  }

  #perform<T>(sql: string, act: () => T): T {
    if (this.#isDead) throw new ServerGone();
    if (this.isUnreadable && READS_DOCUMENT.test(sql)) throw brokenDisk('SQLITE_IOERR_READ');
    if (!this.#commits(sql)) return act();
    this.#watch.beforeCommit();
    if (this.#isDead) throw new ServerGone();
    if (this.isFailing) throw brokenDisk('SQLITE_IOERR_FSYNC');
    const result = act();
    this.#watch.afterCommit();
    if (this.#isDead) throw new ServerGone();
    return result;
  }

  #commits(sql: string): boolean {
    return COMMIT.test(sql) || (WRITE.test(sql) && !this.#sqlite.inTransaction);
  }
}

const COMMIT = /^\s*(commit|end)\b/i;
const WRITE = /^\s*(insert|update|delete|replace)\b/i;
const READS_DOCUMENT = /^\s*select\b.*\bdocument_(update|snapshot)\b/is;

const brokenDisk = (code: string): Error => new BetterSqlite.SqliteError('disk I/O error', code);

export class ServerGone extends Error {
  override name = 'ServerGone';
}
