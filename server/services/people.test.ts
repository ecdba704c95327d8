import { beforeEach, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import { verifyAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { setSuspended } from '#server/store/people.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveBoard, givePerson, giveSeat, PASSWORD } from '../../tests/support/people.ts';
import { makePeople } from './people.ts';

let db: Db;
let now: string;
let said: Announcement[];
let people: ReturnType<typeof makePeople>;
let personId: string;

const RIGHT = { email: 'clerk@example.org', password: PASSWORD, address: '192.0.2.1' };

beforeEach(async () => {
  db = await memoryDatabase();
  now = '2026-12-10T09:00:00.000Z';
  said = [];
  people = makePeople({
    db,
    clock: () => now,
    announce: (announcement) => said.push(announcement),
    passwords: makePasswords()
  });
  personId = await givePerson(db, 'clerk@example.org', 'Tom Okafor');
});

async function enter(given = RIGHT): Promise<string> {
  const entered = await people.signIn(given);
  if (isRefusal(entered)) throw new Error(entered.refused);
  return entered.token;
}

const kinds = async (): Promise<string[]> =>
  (await db.selectFrom('audit_event').select('kind').orderBy('seq').execute()).map((e) => e.kind);

test('a person who signs in is known by the token, with the places they hold', async () => {
  const board = await giveBoard(db, 'Oversight Board');
  await giveSeat(db, { boardId: board.id, personId, office: 'clerk' });
  const found = await people.identify(await enter({ ...RIGHT, email: ' Clerk@Example.org ' }));
  expect(found?.actor).toEqual({
    personId,
    name: 'Tom Okafor',
    isAdministrator: false,
    places: [{ boardId: board.id, role: 'clerk' }]
  });
});

test('a wrong password, an unknown address and a suspended person get one answer', async () => {
  await givePerson(db, 'gone@example.org').then((id) => setSuspended(db, id, now));
  const answers: (Refusal | { token: string })[] = [
    await people.signIn({ ...RIGHT, password: 'wrong horse battery' }),
    await people.signIn({ ...RIGHT, email: 'nobody@example.org' }),
    await people.signIn({ ...RIGHT, email: 'gone@example.org' })
  ];
  for (const answer of answers) expect(answer).toEqual({ refused: 'sign-in-failed' });
  expect(await kinds()).toEqual(Array(3).fill('sign-in-refused'));
});

test.each([
  [
    { ...RIGHT, email: '  ' },
    { refused: 'email-missing', field: 'email' }
  ],
  [
    { ...RIGHT, email: 'clerk' },
    { refused: 'email-malformed', field: 'email' }
  ],
  [
    { ...RIGHT, password: '' },
    { refused: 'password-missing', field: 'password' }
  ]
])('a form that is not filled in uses up no try: %j', async (given, refusal) => {
  for (let n = 0; n < 15; n += 1) expect(await people.signIn(given)).toEqual(refusal);
  await enter();
});

test('T09 the right password is refused too once the tries are used up, and then it is not', async () => {
  for (let n = 0; n < 10; n += 1) await people.signIn({ ...RIGHT, password: `wrong horse ${n}` });
  expect(await people.signIn(RIGHT)).toEqual({ refused: 'too-many-tries' });
  now = '2026-12-10T09:02:00.000Z';
  await enter();
});

test('signing in well never uses up the tries', async () => {
  for (let n = 0; n < 25; n += 1) await enter();
});

test('T05 signing out ends the session and tells the open sockets', async () => {
  const token = await enter();
  const found = await people.identify(token);
  if (!found) throw new Error('not signed in');
  await people.signOut(found.sessionId, personId);
  expect(await people.identify(token)).toBeNull();
  expect(said).toEqual([{ type: 'signed-out', sessionId: found.sessionId }]);
  await people.signOut(found.sessionId, personId);
  expect(await kinds()).toEqual(['signed-in', 'signed-out']);
});

test('T05 signing out everywhere leaves no session, and tells of each', async () => {
  const tokens = [await enter(), await enter()];
  await people.signOutEverywhere(personId);
  for (const token of tokens) expect(await people.identify(token)).toBeNull();
  expect(said).toHaveLength(2);
});

test('T08 a session that rests too long ends by itself, and the open sockets are told', async () => {
  const [sessionId = ''] = (await enter()).split('.');
  now = '2026-12-10T10:59:00.000Z';
  await people.endStale();
  expect(said).toEqual([]);
  now = '2026-12-10T11:00:00.000Z';
  await people.endStale();
  expect(said).toEqual([{ type: 'signed-out', sessionId }]);
});

test('somebody who writes for hours stays signed in, and their use costs no query a key', async () => {
  const [sessionId = ''] = (await enter()).split('.');
  const usedAt = async () =>
    (await db.selectFrom('auth_session').select('used_at').executeTakeFirstOrThrow()).used_at;
  now = '2026-12-10T10:30:00.000Z';
  await people.noteUse(sessionId);
  now = '2026-12-10T10:30:59.000Z';
  await people.noteUse(sessionId);
  expect(await usedAt()).toBe('2026-12-10T10:30:00.000Z');
  now = '2026-12-10T12:29:00.000Z';
  await people.endStale();
  await people.noteUse(sessionId);
  expect(await usedAt()).toBe(now);
  expect(said).toEqual([]);
});

test('a person can end another of their own sessions, and nobody else’s', async () => {
  const otherId = await givePerson(db, 'chair@example.org');
  const token = await enter({ ...RIGHT, email: 'chair@example.org' });
  const sessionId = token.split('.')[0] ?? '';
  expect(await people.endOwnSession(personId, sessionId)).toEqual({ refused: 'not-found' });
  expect(await people.identify(token)).not.toBeNull();
  expect(await people.endOwnSession(otherId, sessionId)).toBeUndefined();
  expect(await people.identify(token)).toBeNull();
});

test('T08 a person who is suspended is nobody, even where a session row is left', async () => {
  const token = await enter();
  await setSuspended(db, personId, now);
  expect(await people.identify(token)).toBeNull();
});

test('a name can be changed, and has to be one', async () => {
  expect(await people.changeName(personId, '  ')).toEqual({
    refused: 'name-missing',
    field: 'name'
  });
  expect((await people.changeName(personId, 'x'.repeat(121)))?.refused).toBe('text-too-long');
  expect(await people.changeName(personId, ' Councillor Tom Okafor ')).toBeUndefined();
  expect(await people.me(personId)).toEqual({
    name: 'Councillor Tom Okafor',
    email: 'clerk@example.org'
  });
  expect(said).toEqual([{ type: 'rights-changed', personId }]);
});

test('T07 a new password ends every session and gives a new one', async () => {
  const before = await enter();
  const password = 'three unlikely words';
  const changed = await people.changePassword(personId, { current: PASSWORD, password });
  if (isRefusal(changed)) throw new Error(changed.refused);
  expect(await people.identify(before)).toBeNull();
  expect(await people.identify(changed.token)).not.toBeNull();
  expect(await people.signIn(RIGHT)).toEqual({ refused: 'sign-in-failed' });
  await enter({ ...RIGHT, password });
});

test.each([
  [{ current: '', password: 'three unlikely words' }, 'password-missing', 'current'],
  [
    { current: 'wrong horse battery', password: 'three unlikely words' },
    'password-wrong',
    'current'
  ],
  [{ current: PASSWORD, password: 'short' }, 'password-short', 'password'],
  [{ current: PASSWORD, password: 'clerk@example.org' }, 'password-common', 'password']
])('a password is not changed with %j', async (given, refused, field) => {
  expect(await people.changePassword(personId, given)).toEqual({ refused, field });
  await enter();
});

test('a browser left open is no place to guess the password in', async () => {
  const guess = { current: 'wrong horse battery', password: 'three unlikely words' };
  for (let n = 0; n < 10; n += 1) await people.changePassword(personId, guess);
  expect(await people.changePassword(personId, guess)).toEqual({ refused: 'too-many-tries' });
});

test('T08 the database holds neither password nor token', async () => {
  const token = await enter();
  const tables = ['person', 'credential', 'auth_session', 'audit_event', 'sign_in_bucket'] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  const held = JSON.stringify(rows, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64url') : value
  );
  expect(held).not.toContain(PASSWORD);
  expect(held).not.toContain(token.split('.')[1]);
  expect(await verifyAudit(db)).toMatchObject({ intact: true });
});
