import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { insertDocument, loadDocument, type Document } from '#server/store/documents.ts';
import type { Db } from '#server/store/database.ts';
import type { Batch } from '#server/store/update-log.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { until } from '../../tests/support/document-server.ts';
import { giveBoard, givePerson } from '../../tests/support/people.ts';
import { makeCommitLog, type CommitLog } from './commit-log.ts';
import { systemTimers } from './timers.ts';

const at = '2027-03-11T14:00:00.000Z';
let db: Db;
let log: CommitLog;
let ann: string;
let boardId: string;
/** The clock is read once for each transaction. */
let transactions: number;
const faults: unknown[] = [];

beforeEach(async () => {
  db = await memoryDatabase();
  ann = await givePerson(db, 'ann@example.org');
  boardId = (await giveBoard(db, 'Board')).id;
  transactions = 0;
  faults.length = 0;
  const clock = () => {
    transactions += 1;
    return at;
  };
  const logFault = (error: unknown) => void faults.push(error);
  log = makeCommitLog({ db, clock, timers: systemTimers, logFault });
});

afterEach(async () => {
  await log.close();
  await db.destroy();
});

async function document(): Promise<string> {
  const about: Omit<Document, 'frozenAt'> = {
    name: `minute/${newId()}`,
    kind: 'minute',
    boardId,
    meetingId: null,
    itemId: null
  };
  await insertDocument(db, { ...about, at });
  return about.name;
}

const batch = (name: string, length: number, personId = ann): Batch => ({
  name,
  updates: [{ personId, bytes: new Uint8Array(length).fill(1) }],
  writers: [{ clientId: length, personId }]
});

test('what arrives together is committed together', async () => {
  const names = await Promise.all(Array.from({ length: 40 }, document));
  const results = await Promise.all(names.map((name) => log.commit(batch(name, 10))));
  expect(results.every(({ kind }) => kind === 'committed')).toBe(true);
  expect(transactions).toBe(1);
});

test('one batch that breaks a constraint takes no other down with it', async () => {
  const [good, bad, taken] = [await document(), await document(), await document()];
  const ben = await givePerson(db, 'ben@example.org');
  await log.commit(batch(taken, 7, ben));
  const results = await Promise.all([
    log.commit(batch(good, 7)),
    log.commit(batch(bad, 7, 'nobody')),
    log.commit(batch(taken, 7))
  ]);
  expect(results.map(({ kind }) => kind)).toEqual(['committed', 'rejected', 'rejected']);
  expect((await loadDocument(db, good)).seq).toBe(1);
  expect((await loadDocument(db, bad)).seq).toBe(0);
  expect(log.isFailing()).toBe(false);
});

test('after a failed commit nothing is written over the gap until a probe reaches the disk', async () => {
  const [large, small] = [await document(), await document()];
  const changes: boolean[] = [];
  log.onChange((failing) => changes.push(failing));
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(db);
  expect(await log.commit(batch(large, 100_000))).toEqual({ kind: 'failing' });
  expect(await log.commit(batch(small, 1))).toEqual({ kind: 'failing' });
  expect((await loadDocument(db, small)).seq).toBe(0);
  expect(String(faults[0])).toContain('full');
  await until(() => !log.isFailing(), 'the probe succeeds');
  expect(changes).toEqual([true, false]);
  expect(await log.commit(batch(small, 1))).toMatchObject({ kind: 'committed' });
});
