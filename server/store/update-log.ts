/**
 * Where every keystroke is written: the edits of many documents in one synchronous transaction, by
 * statements prepared once. Through Kysely the same costs several times as much, and this is the one
 * place where that is felt. Rows and hashes are those of `documents.ts`.
 */
import type BetterSqlite from 'better-sqlite3';
import { withBareConnection, type Db } from './database.ts';
import { headOf, updateHash, type Head } from './document-chain.ts';

/** The edits of one document that stand or fall together. */
export type Batch = {
  readonly name: string;
  readonly updates: readonly { readonly personId: string; readonly bytes: Uint8Array }[];
  /** Writers seen for the first time. */
  readonly writers: readonly { readonly clientId: number; readonly personId: string }[];
};

/** What a document says as of `seq`, as JSON. */
export type Projected = { readonly name: string; readonly seq: number; readonly content: unknown };

export type UpdateLog = {
  /**
   * All of it or, when it throws, none; answers the seqs of each batch's updates, in order. Throws
   * DocumentFrozen, WriterTaken, or what SQLite throws.
   */
  readonly append: (
    at: string,
    batches: readonly Batch[],
    projections: readonly Projected[]
  ) => Promise<(readonly number[])[]>;
};

export function makeUpdateLog(db: Db): UpdateLog {
  let prepared: ReturnType<typeof prepare> | undefined;
  return {
    append: (at, batches, projections) =>
      withBareConnection(db, (sqlite) => {
        prepared ??= prepare(sqlite);
        return prepared(at, batches, projections);
      })
  };
}

function prepare(sqlite: BetterSqlite.Database) {
  const lastUpdate = sqlite.prepare<[string], Head>(
    'select seq, hash from document_update where document = ? order by seq desc limit 1'
  );
  const snapshot = sqlite.prepare<[string], Head>(
    'select seq, hash from document_snapshot where document = ?'
  );
  const insert = sqlite.prepare(
    `insert into document_update (document, seq, at, person_id, bytes, hash)
     values (@document, @seq, @at, @person_id, @bytes, @hash)`
  );
  const bind = sqlite.prepare<[string, number, string]>(
    `insert into document_writer (document, client_id, person_id) values (?, ?, ?)
     on conflict (document, client_id) do nothing`
  );
  const owner = sqlite
    .prepare<[string, number], string | null>(
      'select person_id from document_writer where document = ? and client_id = ?'
    )
    .pluck();
  const project = sqlite.prepare(
    `insert into document_projection (document, seq, at, content)
     values (@name, @seq, @at, @content)
     on conflict (document) do update
     set seq = excluded.seq, at = excluded.at, content = excluded.content`
  );

  function append({ name, updates, writers }: Batch, at: string): readonly number[] {
    for (const { clientId, personId } of writers) {
      bind.run(name, clientId, personId);
      if (owner.get(name, clientId) !== personId) throw new WriterTaken(name);
    }
    let head = lastUpdate.get(name) ?? headOf(name, snapshot.get(name));
    return updates.map(({ personId, bytes }) => {
      const row = { document: name, seq: head.seq + 1, at, person_id: personId, bytes };
      head = { seq: row.seq, hash: updateHash(head.hash, row) };
      try {
        insert.run({ ...row, hash: head.hash });
      } catch (error) {
        // The table's own trigger says so: a question before every keystroke would ask it twice.
        throw isFrozen(error) ? new DocumentFrozen(name) : error;
      }
      return row.seq;
    });
  }

  function write(at: string, batches: readonly Batch[], projections: readonly Projected[]) {
    for (const { name, seq, content } of projections) {
      project.run({ name, seq, at, content: JSON.stringify(content) });
    }
    return batches.map((batch) => append(batch, at));
  }

  return sqlite.transaction(write).immediate;
}

const isFrozen = (error: unknown): boolean =>
  error instanceof Error && error.message === 'this document is frozen';

export class DocumentFrozen extends Error {
  override name = 'DocumentFrozen';
  constructor(document: string) {
    super(`${document} is frozen and takes no update`);
  }
}

export class WriterTaken extends Error {
  override name = 'WriterTaken';
  constructor(document: string) {
    super(`a writer's id in ${document} belongs to somebody else`);
  }
}
