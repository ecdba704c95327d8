/**
 * The shared documents as rows. A document is its snapshot and the updates since; each row's hash
 * covers the one before it, so that a row changed, dropped from the middle or carried over from
 * another document shows when the document is next opened, instead of being served.
 */
import type { Selectable } from 'kysely';
import type { Db } from './database.ts';
import { headOf, sameHash, snapshotHash, updateHash, type Head } from './document-chain.ts';
import type { Schema } from './schema.ts';

export type Document = {
  readonly name: string;
  readonly kind: Schema['document']['kind'];
  readonly boardId: string;
  readonly meetingId: string | null;
  readonly itemId: string | null;
  readonly frozenAt: string | null;
};

export type StoredUpdate = {
  readonly seq: number;
  readonly at: string;
  /** Null for the server's own. */
  readonly personId: string | null;
  readonly bytes: Uint8Array;
};

/** What a document is made of: apply the snapshot, then the updates in order. */
export type StoredContent = {
  readonly snapshot: Uint8Array | null;
  readonly updates: readonly StoredUpdate[];
  /** The last one's; 0 for a document nobody has written. */
  readonly seq: number;
};

export type NewUpdate = Omit<StoredUpdate, 'seq'> & { readonly name: string };

export type Projection = { readonly seq: number; readonly at: string; readonly content: unknown };

/** Makes an empty document; one that is there already stays as it is. */
export async function insertDocument(
  db: Db,
  document: Omit<Document, 'frozenAt'> & { readonly at: string }
): Promise<void> {
  await db
    .insertInto('document')
    .values({
      name: document.name,
      kind: document.kind,
      board_id: document.boardId,
      meeting_id: document.meetingId,
      item_id: document.itemId,
      created_at: document.at,
      frozen_at: null
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export async function findDocument(db: Db, name: string): Promise<Document | undefined> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  return row && toDocument(row);
}

/** From now on nothing is written to it. Frozen once, it stays as it was frozen. */
export async function freezeDocument(db: Db, name: string, at: string): Promise<void> {
  await db
    .updateTable('document')
    .set({ frozen_at: at })
    .where('name', '=', name)
    .where('frozen_at', 'is', null)
    .execute();
}

/** Throws DocumentDamaged when what is stored is not what was written. */
export async function loadDocument(db: Db, name: string): Promise<StoredContent> {
  const snapshot = await db
    .selectFrom('document_snapshot')
    .selectAll()
    .where('document', '=', name)
    .executeTakeFirst();
  if (snapshot && !sameHash(snapshot.hash, snapshotHash(snapshot))) {
    throw new DocumentDamaged(name, snapshot.seq);
  }
  const rows = await db
    .selectFrom('document_update')
    .selectAll()
    .where('document', '=', name)
    .where('seq', '>', snapshot?.seq ?? 0)
    .orderBy('seq')
    .execute();
  let head = headOf(name, snapshot);
  for (const row of rows) {
    const hash = updateHash(head.hash, row);
    if (row.seq !== head.seq + 1 || !sameHash(row.hash, hash))
      throw new DocumentDamaged(name, row.seq);
    head = { seq: row.seq, hash };
  }
  return { snapshot: snapshot?.bytes ?? null, updates: rows.map(toUpdate), seq: head.seq };
}

/**
 * Adds updates, each to the end of its document, and answers their seqs in the same order. Inside
 * a transaction only: the end is read first and must still be the end when the rows are written.
 */
export async function appendUpdates(db: Db, updates: readonly NewUpdate[]): Promise<number[]> {
  if (!db.isTransaction) throw new Error('updates are appended inside a transaction');
  const heads = new Map<string, Head>();
  const rows = [];
  for (const { name, at, personId, bytes } of updates) {
    const head = heads.get(name) ?? (await findHead(db, name));
    const row = { document: name, seq: head.seq + 1, at, person_id: personId, bytes };
    const hash = updateHash(head.hash, row);
    heads.set(name, { seq: row.seq, hash });
    rows.push({ ...row, hash });
  }
  // SQLite takes 32,766 parameters a statement; a row has six.
  for (let from = 0; from < rows.length; from += 1000) {
    await db
      .insertInto('document_update')
      .values(rows.slice(from, from + 1000))
      .execute();
  }
  return rows.map(({ seq }) => seq);
}

/**
 * Puts a snapshot in the place of every update. Inside a transaction only, and only with bytes the
 * caller has read back: they are all that is left of what they replace. Throws SnapshotOutdated when
 * the document has grown since.
 */
export async function saveSnapshot(
  db: Db,
  { name, seq, at, bytes }: { name: string; seq: number; at: string; bytes: Uint8Array }
): Promise<void> {
  if (!db.isTransaction) throw new Error('a snapshot is saved inside a transaction');
  const last = await findHead(db, name);
  if (last.seq !== seq) throw new SnapshotOutdated(name, seq, last.seq);
  const snapshot = { document: name, seq, at, bytes };
  const values = { ...snapshot, hash: snapshotHash(snapshot) };
  await db
    .insertInto('document_snapshot')
    .values(values)
    .onConflict((conflict) => conflict.column('document').doUpdateSet(values))
    .execute();
  await db.deleteFrom('document_update').where('document', '=', name).execute();
}

/** Writers' ids and whose they are; what the server wrote has no writer here. */
export async function listWriters(db: Db, name: string): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('document_writer')
    .select(['client_id', 'person_id'])
    .where('document', '=', name)
    .where('person_id', 'is not', null)
    .$narrowType<{ person_id: string }>()
    .execute();
  return new Map(rows.map((row) => [row.client_id, row.person_id]));
}

/** Documents with updates that their projections do not know of; private notes have none. */
export async function listUnprojected(db: Db): Promise<Document[]> {
  const rows = await db
    .selectFrom('document')
    .leftJoin('document_projection', 'document_projection.document', 'document.name')
    .where('document.kind', '!=', 'notes')
    .where((where) =>
      where.exists(
        where
          .selectFrom('document_update')
          .select('document_update.seq')
          .whereRef('document_update.document', '=', 'document.name')
          .where((later) =>
            later(
              'document_update.seq',
              '>',
              later.fn.coalesce('document_projection.seq', later.lit(0))
            )
          )
      )
    )
    .selectAll('document')
    .execute();
  return rows.map(toDocument);
}

export async function findProjection(db: Db, name: string): Promise<Projection | undefined> {
  const row = await db
    .selectFrom('document_projection')
    .select(['seq', 'at', 'content'])
    .where('document', '=', name)
    .executeTakeFirst();
  return row && { ...row, content: JSON.parse(row.content) as unknown };
}

/** The seq of the last update that the document's projection holds; 0 for none. */
export async function projectedUpTo(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom('document_projection')
    .select('seq')
    .where('document', '=', name)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** A commit that changes nothing: throws when the disk takes no more. */
export async function probeWriting(db: Db): Promise<void> {
  const { name } = (await db.selectFrom('document').select('name').executeTakeFirst()) ?? {};
  if (name === undefined) return;
  await db
    .updateTable('document')
    .set((set) => ({ created_at: set.ref('created_at') }))
    .where('name', '=', name)
    .execute();
}

const toDocument = (row: Selectable<Schema['document']>): Document => ({
  name: row.name,
  kind: row.kind,
  boardId: row.board_id,
  meetingId: row.meeting_id,
  itemId: row.item_id,
  frozenAt: row.frozen_at
});

type UpdateRow = Omit<Selectable<Schema['document_update']>, 'hash'>;

const toUpdate = ({ seq, at, person_id, bytes }: UpdateRow): StoredUpdate => ({
  seq,
  at,
  personId: person_id,
  bytes
});

async function findHead(db: Db, name: string): Promise<Head> {
  const last = await db
    .selectFrom('document_update')
    .select(['seq', 'hash'])
    .where('document', '=', name)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last) return last;
  const snapshot = await db
    .selectFrom('document_snapshot')
    .select(['seq', 'hash'])
    .where('document', '=', name)
    .executeTakeFirst();
  return headOf(name, snapshot);
}

export class DocumentDamaged extends Error {
  override name = 'DocumentDamaged';
  constructor(document: string, seq: number) {
    super(`what is stored of ${document} at ${seq} is not what was written`);
  }
}

export class SnapshotOutdated extends Error {
  override name = 'SnapshotOutdated';
  constructor(document: string, seq: number, last: number) {
    super(`a snapshot of ${document} at ${seq} would lose up to ${last}`);
  }
}
