import { beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/store/database.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { givePerson } from '../../tests/support/people.ts';
import {
  createSession,
  endAllSessions,
  endSession,
  endStaleSessions,
  listOwnSessions,
  touchSession,
  validateSession
} from './sessions.ts';

let db: Db;
let personId: string;

const NINE = Date.parse('2026-12-10T09:00:00.000Z');
const after = (minutes: number) => new Date(NINE + minutes * 60_000).toISOString();

beforeEach(async () => {
  db = await memoryDatabase();
  personId = await givePerson(db, 'clerk@example.org');
});

test('a session is its person as long as it is used, for twelve hours and no longer', async () => {
  const token = await createSession(db, personId, after(0));
  for (let minutes = 0; minutes < 720; minutes += 90) {
    expect((await validateSession(db, token, after(minutes)))?.personId).toBe(personId);
  }
  expect(await validateSession(db, token, after(719.9))).not.toBeNull();
  expect(await validateSession(db, token, after(720))).toBeNull();
});

test('a session that rests for two hours is over', async () => {
  const token = await createSession(db, personId, after(0));
  expect(await validateSession(db, token, after(119))).not.toBeNull();
  expect(await validateSession(db, token, after(119 + 119))).not.toBeNull();
  expect(await validateSession(db, token, after(119 + 119 + 120))).toBeNull();
});

test('what somebody writes over a socket keeps it alive', async () => {
  const token = await createSession(db, personId, after(0));
  await touchSession(db, token.split('.')[0] ?? '', after(100));
  expect(await endStaleSessions(db, after(219))).toEqual([]);
  expect(await endStaleSessions(db, after(220))).toHaveLength(1);
});

test('use is written down once a minute at most', async () => {
  const token = await createSession(db, personId, after(0));
  const usedAt = async () => (await listOwnSessions(db, personId, after(2)))[0]?.usedAt;
  await validateSession(db, token, after(0.9));
  expect(await usedAt()).toBe(after(0));
  await validateSession(db, token, after(1.1));
  expect(await usedAt()).toBe(after(1.1));
});

test('T08 nothing in the database opens a session', async () => {
  const token = await createSession(db, personId, after(0));
  const row = await db.selectFrom('auth_session').selectAll().executeTakeFirstOrThrow();
  const stored = Buffer.from(row.secret_hash).toString('base64url');
  expect(token).not.toContain(stored);
  expect(await validateSession(db, `${row.id}.${stored}`, after(0))).toBeNull();
});

test.each([
  ['nothing', () => undefined],
  ['an empty text', () => ''],
  ['no secret', (token: string) => token.split('.')[0]],
  ['another secret', (token: string) => `${token.slice(0, -4)}AAAA`],
  ['a secret with more behind it', (token: string) => `${token}A`],
  ['a wildcard', (token: string) => `%.${token.split('.')[1]}`]
])('%s opens no session', async (_what, change) => {
  const token = await createSession(db, personId, after(0));
  expect(await validateSession(db, change(token), after(0))).toBeNull();
});

test('ending one session leaves the others; ending all leaves none, of this person', async () => {
  const otherId = await givePerson(db, 'chair@example.org');
  const first = await createSession(db, personId, after(0));
  const second = await createSession(db, personId, after(0));
  const other = await createSession(db, otherId, after(0));
  expect(await endSession(db, first.split('.')[0] ?? '')).toBe(true);
  expect(await validateSession(db, first, after(1))).toBeNull();
  expect(await endAllSessions(db, personId)).toEqual([second.split('.')[0]]);
  expect(await validateSession(db, second, after(1))).toBeNull();
  expect(await validateSession(db, other, after(1))).not.toBeNull();
});

test('T08 the sessions that are over are ended and named, rested and old ones alike', async () => {
  const rested = await createSession(db, personId, after(600));
  const old = await createSession(db, personId, after(0));
  for (let minutes = 100; minutes <= 700; minutes += 100) {
    await validateSession(db, old, after(minutes));
  }
  const fresh = await createSession(db, personId, after(700));
  const ended = await endStaleSessions(db, after(720));
  expect(ended.sort()).toEqual([rested, old].map((token) => token.split('.')[0]).sort());
  expect(await validateSession(db, fresh, after(720))).not.toBeNull();
});
