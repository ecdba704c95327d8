import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveBoard, givePerson } from '../../tests/support/people.ts';
import type { Db } from './database.ts';
import {
  appendUpdates,
  DocumentDamaged,
  findDocument,
  freezeDocument,
  insertDocument,
  loadDocument,
  saveSnapshot
} from './documents.ts';

const NAME = 'minute/aaaaaaaaaaaaaaaaaaaa';
const OTHER = 'minute/bbbbbbbbbbbbbbbbbbbb';
const at = '2027-03-11T14:00:00.000Z';

let db: Db;
let ann: string;

beforeEach(async () => {
  db = await memoryDatabase();
  ann = await givePerson(db, 'ann@example.org');
  const { id: boardId } = await giveBoard(db, 'Board');
  for (const name of [NAME, OTHER]) {
    await insertDocument(db, { name, kind: 'minute', boardId, meetingId: null, itemId: null, at });
  }
});

afterEach(() => db.destroy());

const append = (...texts: string[]): Promise<number[]> =>
  db.transaction().execute((trx) =>
    appendUpdates(
      trx,
      texts.map((text) => ({ name: NAME, personId: ann, at, bytes: Buffer.from(text) }))
    )
  );

const snapshot = (seq: number, text: string): Promise<void> =>
  db
    .transaction()
    .execute((trx) => saveSnapshot(trx, { name: NAME, seq, at, bytes: Buffer.from(text) }));

const textsOf = async () => {
  const { updates } = await loadDocument(db, NAME);
  return updates.map(({ bytes }) => Buffer.from(bytes).toString());
};

test('updates come back in the order they were appended, numbered from one', async () => {
  expect(await append('one', 'two')).toEqual([1, 2]);
  expect(await append('three')).toEqual([3]);
  expect(await textsOf()).toEqual(['one', 'two', 'three']);
  expect(await loadDocument(db, OTHER)).toEqual({ snapshot: null, updates: [], seq: 0 });
});

test('a snapshot takes the place of every update, and numbering goes on', async () => {
  await append('one', 'two');
  await snapshot(2, 'one and two');
  expect(await append('three')).toEqual([3]);
  const { snapshot: bytes, updates, seq } = await loadDocument(db, NAME);
  expect(bytes && Buffer.from(bytes).toString()).toBe('one and two');
  expect(updates).toHaveLength(1);
  expect(seq).toBe(3);
});

test('a snapshot that would lose an update is refused, and loses none', async () => {
  await append('one', 'two');
  await expect(snapshot(1, 'one')).rejects.toThrow('would lose');
  expect(await textsOf()).toEqual(['one', 'two']);
});

test.each<[string, ReturnType<typeof sql>]>([
  ['its bytes', sql`update document_update set bytes = x'ff' where seq = 2`],
  ['its author', sql`update document_update set person_id = null where seq = 2`],
  ['its time', sql`update document_update set at = '2020-01-01' where seq = 2`],
  ['whose document it is', sql`update document_update set document = ${OTHER}`],
  ['that it was there', sql`delete from document_update where seq = 2`],
  ['the order', sql`update document_update set seq = 9 where seq = 2`]
])('a row that is changed in %s is noticed before it is served', async (_what, change) => {
  await append('one', 'two', 'three');
  // As somebody does who holds the file itself.
  await sql`drop trigger document_update_no_update`.execute(db);
  await change.execute(db);
  const load = async () => [await loadDocument(db, NAME), await loadDocument(db, OTHER)];
  await expect(load()).rejects.toThrow(DocumentDamaged);
});

test('a snapshot that is changed is noticed before it is served', async () => {
  await append('one');
  await snapshot(1, 'one');
  await sql`update document_snapshot set bytes = x'00'`.execute(db);
  await expect(loadDocument(db, NAME)).rejects.toThrow(DocumentDamaged);
});

test('a frozen document takes no update and is never thawed', async () => {
  await freezeDocument(db, NAME, at);
  await expect(append('late')).rejects.toThrow('frozen');
  await freezeDocument(db, NAME, '2030-01-01T00:00:00.000Z');
  expect((await findDocument(db, NAME))?.frozenAt).toBe(at);
  await expect(sql`update document set frozen_at = null`.execute(db)).rejects.toThrow('frozen');
});
