import { beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/store/database.ts';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveTryBack, takeTry, type Tried } from './sign-in-limit.ts';
import { networkOf } from './tries.ts';

let db: Db;
const NINE = Date.parse('2026-12-10T09:00:00.000Z');
const after = (minutes: number) => new Date(NINE + minutes * 60_000).toISOString();
const take = (tried: Tried, at: string) =>
  db.transaction().execute((trx) => takeTry(trx, tried, at));

async function takeMany(times: number, tried: (n: number) => Tried, at: string): Promise<number> {
  let taken = 0;
  for (let n = 0; n < times; n += 1) if (await take(tried(n), at)) taken += 1;
  return taken;
}

const clerk = (n = 0): Tried => ({ email: 'clerk@example.org', address: `192.0.2.${n}` });

beforeEach(async () => {
  db = await memoryDatabase();
});

test('T09 of 200 guesses at one account, from anywhere, ten are looked at', async () => {
  expect(await takeMany(200, clerk, after(0))).toBe(10);
});

test('T09 tries come back little by little, all of them in fifteen minutes', async () => {
  await takeMany(200, clerk, after(0));
  expect(await take(clerk(), after(1))).toBe(false);
  expect(await take(clerk(), after(1.6))).toBe(true);
  expect(await takeMany(200, clerk, after(17))).toBe(10);
});

test('T09 of 200 guesses from one address at different accounts, fifty are looked at', async () => {
  const from = (n: number): Tried => ({ email: `p${n}@example.org`, address: '192.0.2.1' });
  expect(await takeMany(200, from, after(0))).toBe(50);
});

test('guesses refused for their account do not use up the address for its neighbours', async () => {
  const guesser: Tried = { email: 'clerk@example.org', address: '192.0.2.1' };
  await takeMany(200, () => guesser, after(0));
  expect(await take({ email: 'chair@example.org', address: '192.0.2.1' }, after(0))).toBe(true);
});

test('a try given back can be taken again, and never makes more than the bucket holds', async () => {
  await takeMany(200, clerk, after(0));
  const giveBack = () => db.transaction().execute((trx) => giveTryBack(trx, clerk(), after(0)));
  await giveBack();
  expect(await takeMany(5, clerk, after(0))).toBe(1);
  for (let n = 0; n < 30; n += 1) await giveBack();
  expect(await takeMany(200, clerk, after(0))).toBe(10);
});

test('guesses sent all at once are counted one by one', async () => {
  const all = await Promise.all(Array.from({ length: 40 }, (_, n) => take(clerk(n), after(0))));
  expect(all.filter(Boolean)).toHaveLength(10);
});

test('a clock that is put back refills nothing', async () => {
  await takeMany(200, clerk, after(0));
  expect(await take(clerk(), after(-60))).toBe(false);
});

test('buckets that are full again are forgotten', async () => {
  await takeMany(20, clerk, after(0));
  await take({ email: 'chair@example.org', address: '192.0.2.200' }, after(16));
  expect(await db.selectFrom('sign_in_bucket').selectAll().execute()).toHaveLength(2);
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown']
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
