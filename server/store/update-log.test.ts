import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveBoard, givePerson } from '../../tests/support/people.ts';
import type { Db } from './database.ts';
import {
  appendUpdates,
  findProjection,
  freezeDocument,
  insertDocument,
  listWriters,
  loadDocument
} from './documents.ts';
import {
  DocumentFrozen,
  makeUpdateLog,
  WriterTaken,
  type Batch,
  type UpdateLog
} from './update-log.ts';

const NAME = 'minute/aaaaaaaaaaaaaaaaaaaa';
const OTHER = 'minute/bbbbbbbbbbbbbbbbbbbb';
const at = '2027-03-11T14:00:00.000Z';

let db: Db;
let log: UpdateLog;
let ann: string;
let ben: string;

beforeEach(async () => {
  db = await memoryDatabase();
  log = makeUpdateLog(db);
  ann = await givePerson(db, 'ann@example.org');
  ben = await givePerson(db, 'ben@example.org');
  const { id: boardId } = await giveBoard(db, 'Board');
  for (const name of [NAME, OTHER]) {
    await insertDocument(db, { name, kind: 'minute', boardId, meetingId: null, itemId: null, at });
  }
});

afterEach(() => db.destroy());

const batch = (name: string, ...texts: string[]): Batch => ({
  name,
  updates: texts.map((text) => ({ personId: ann, bytes: Buffer.from(text) })),
  writers: []
});

const textsOf = async (name: string) =>
  (await loadDocument(db, name)).updates.map(({ bytes }) => Buffer.from(bytes).toString());

test('continues the chain of whoever wrote last, the server included', async () => {
  expect(await log.append(at, [batch(NAME, 'one'), batch(OTHER, 'uno', 'due')], [])).toEqual([
    [1],
    [1, 2]
  ]);
  const own = { name: NAME, at, personId: null, bytes: Buffer.from('two') };
  await db.transaction().execute((trx) => appendUpdates(trx, [own]));
  expect(await log.append(at, [batch(NAME, 'three')], [])).toEqual([[3]]);
  expect(await textsOf(NAME)).toEqual(['one', 'two', 'three']);
  expect(await textsOf(OTHER)).toEqual(['uno', 'due']);
});

test('a frozen document takes nothing', async () => {
  await freezeDocument(db, NAME, at);
  await expect(log.append(at, [batch(NAME, 'late')], [])).rejects.toThrow(DocumentFrozen);
  expect(await textsOf(NAME)).toEqual([]);
});

test("a writer's id belongs to whoever had it first, in that document", async () => {
  const bind = (name: string, personId: string) =>
    log.append(at, [{ name, updates: [], writers: [{ clientId: 7, personId }] }], []);
  await bind(NAME, ann);
  await expect(bind(NAME, ben)).rejects.toThrow(WriterTaken);
  await bind(NAME, ann);
  await bind(OTHER, ben);
  expect(await listWriters(db, NAME)).toEqual(new Map([[7, ann]]));
});

test('all of it is written or none', async () => {
  const forged = { ...batch(OTHER, 'second'), writers: [{ clientId: 7, personId: ben }] };
  await log.append(at, [{ ...batch(OTHER), writers: [{ clientId: 7, personId: ann }] }], []);
  const projected = { name: NAME, seq: 1, content: ['first'] };
  await expect(log.append(at, [batch(NAME, 'first'), forged], [projected])).rejects.toThrow();
  expect(await textsOf(NAME)).toEqual([]);
  expect(await findProjection(db, NAME)).toBeUndefined();
});

test('a projection is what it was last saved as', async () => {
  await log.append(at, [], [{ name: NAME, seq: 1, content: [] }]);
  await log.append(at, [], [{ name: NAME, seq: 2, content: { text: 'Noted' } }]);
  expect(await findProjection(db, NAME)).toEqual({ seq: 2, at, content: { text: 'Noted' } });
  expect(await findProjection(db, OTHER)).toBeUndefined();
});
