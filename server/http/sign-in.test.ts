import express from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePasswords } from '#server/auth/passwords.ts';
import { systemClock } from '#server/clock.ts';
import { makePeople } from '#server/services/people.ts';
import type { Db } from '#server/store/database.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { givePerson, PASSWORD } from '../../tests/support/people.ts';
import { sameSitePath, signInRouter } from './sign-in.ts';

let db: Db;
let people: ReturnType<typeof makePeople>;
let url: string;
let close: () => void;

beforeEach(async () => {
  db = await memoryDatabase();
  await givePerson(db, 'clerk@example.org', 'Tom Okafor');
  people = makePeople({ db, clock: systemClock, announce: () => {}, passwords: makePasswords() });
  const server = express().use(signInRouter(people, false)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  close = () => server.close();
});

afterEach(async () => {
  close();
  await db.destroy();
});

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  return fetch(url + path, { method: 'POST', body, headers, redirect: 'manual' });
}

const RIGHT = { email: 'clerk@example.org', password: PASSWORD };

const cookieOf = (response: Response, name = 'session'): string | undefined =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.split(';')[0];

test('the form signs a person in and goes on to the page that was asked for', async () => {
  const response = await post('/sign-in', { ...RIGHT, next: '/boards?year=2026' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/boards?year=2026');
  const token = cookieOf(response)?.slice('session='.length);
  expect((await people.identify(token))?.actor.name).toBe('Tom Okafor');
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const [cookie] = (await post('/sign-in', RIGHT)).headers.getSetCookie();
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('a refused form goes back with its code, and the password goes nowhere', async () => {
  const response = await post('/sign-in', { ...RIGHT, password: 'wrong horse', next: '/boards' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/sign-in?problem=sign-in-failed&next=%2Fboards');
  expect(cookieOf(response)).toBeUndefined();
  const sent = [...response.headers].flat().join('\n') + (await response.text());
  expect(sent).not.toContain('wrong');
});

test('a script that accepts JSON gets a status and a code', async () => {
  const wants = { accept: 'application/json' };
  const wrong = await post('/sign-in', { ...RIGHT, password: 'wrong horse' }, wants);
  expect(wrong.status).toBe(401);
  expect(await wrong.json()).toEqual({ refused: 'sign-in-failed' });
  const right = await post('/sign-in', RIGHT, wants);
  expect(right.status).toBe(200);
  expect(cookieOf(right)).toBeDefined();
});

test('T07 signing in ends the session the browser had and gives it another', async () => {
  const before = cookieOf(await post('/sign-in', RIGHT)) ?? '';
  const after = cookieOf(await post('/sign-in', RIGHT, { cookie: before })) ?? '';
  expect(after).not.toBe(before);
  expect(await people.identify(before.slice('session='.length))).toBeNull();
  expect(await people.identify(after.slice('session='.length))).not.toBeNull();
});

test('a cookie from before signing out opens nothing afterwards', async () => {
  const cookie = cookieOf(await post('/sign-in', RIGHT)) ?? '';
  const response = await post('/sign-out', {}, { cookie });
  expect(response.headers.get('location')).toBe('/sign-in?signed-out');
  expect(response.headers.getSetCookie().join()).toContain('session=;');
  expect(await people.identify(cookie.slice('session='.length))).toBeNull();
});

test('over https the cookie has the name that only this host can set', async () => {
  const server = express().use(signInRouter(people, true)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  const [cookie] = (await post('/sign-in', RIGHT)).headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  server.close();
});

test('a hundred wrong passwords are slowed, and nobody else is kept from signing in', async () => {
  await givePerson(db, 'chair@example.org', 'Helena Marsden');
  const wants = { accept: 'application/json' };
  const statuses: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    statuses.push((await post('/sign-in', { ...RIGHT, password: `wrong ${n}` }, wants)).status);
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(90);
  const other = await post('/sign-in', { email: 'chair@example.org', password: PASSWORD }, wants);
  expect(other.status).toBe(200);
});

test.each([
  ['/boards?x=1#y', '/boards?x=1#y'],
  ['', '/'],
  ['boards', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/']
])('the way on from %j stays on this site', (next, path) => {
  expect(sameSitePath(next)).toBe(path);
});
