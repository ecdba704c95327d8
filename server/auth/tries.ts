/**
 * Buckets of tries, refilled little by little, so nobody is ever locked out for good. A try is taken
 * before what it tries is looked at, so that guesses sent all at once count too.
 */
import { isIPv6 } from 'node:net';
import type { Db } from '#server/store/database.ts';
import { deleteBucketsBefore, findBucket, setBucket } from '#server/store/sign-in-buckets.ts';

/** `capacity`: the tries of a quarter of an hour. */
export type TryBucket = { readonly key: string; readonly capacity: number };

const REFILL_MILLISECONDS = 15 * 60_000;

/** Whether every one of these had a try left; call it in a transaction. */
export async function takeFrom(
  db: Db,
  buckets: readonly TryBucket[],
  at: string
): Promise<boolean> {
  await deleteBucketsBefore(db, new Date(Date.parse(at) - REFILL_MILLISECONDS).toISOString());
  const levels = await Promise.all(buckets.map((bucket) => levelOf(db, bucket, at)));
  if (levels.some(({ tokens }) => tokens < 1)) return false;
  for (const { key, tokens } of levels)
    await setBucket(db, key, { tokens: tokens - 1, countedAt: at });
  return true;
}

/** Gives a try back to each, in a transaction. */
export async function giveBackTo(db: Db, buckets: readonly TryBucket[], at: string): Promise<void> {
  for (const bucket of buckets) {
    const { key, tokens } = await levelOf(db, bucket, at);
    await setBucket(db, key, { tokens: Math.min(bucket.capacity, tokens + 1), countedAt: at });
  }
}

async function levelOf(db: Db, { key, capacity }: TryBucket, at: string) {
  const bucket = await findBucket(db, key);
  if (!bucket) return { key, tokens: capacity };
  const passed = Math.max(0, Date.parse(at) - Date.parse(bucket.countedAt));
  const refilled = (passed / REFILL_MILLISECONDS) * capacity;
  return { key, tokens: Math.min(capacity, bucket.tokens + refilled) };
}

/** One household or host holds a whole /64 of IPv6 and could change its address with every guess. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(8 - first.length - last.length).fill('0');
  const groups = [...first, ...zeros, ...last].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
