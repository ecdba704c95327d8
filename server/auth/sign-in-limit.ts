/**
 * Slows guessing of passwords down: a bucket of tries for each e-mail address and each network
 * address. A try is given back when the password was right.
 */
import type { Db } from '#server/store/database.ts';
import { giveBackTo, networkOf, takeFrom, type TryBucket } from './tries.ts';

export type Tried = { readonly email: string; readonly address: string };

const TRIES_FOR_EMAIL = 10;

/** A whole board signs in from one council's address on the morning of a meeting. */
const TRIES_FROM_ADDRESS = 50;

/** Whether there was a try left; call it in a transaction. An unknown address is counted like any. */
export const takeTry = (db: Db, tried: Tried, at: string): Promise<boolean> =>
  takeFrom(db, bucketsOf(tried), at);

/** Gives a try back, in a transaction. */
export const giveTryBack = (db: Db, tried: Tried, at: string): Promise<void> =>
  giveBackTo(db, bucketsOf(tried), at);

const bucketsOf = ({ email, address }: Tried): readonly TryBucket[] => [
  { key: `email:${email}`, capacity: TRIES_FOR_EMAIL },
  { key: `address:${networkOf(address)}`, capacity: TRIES_FROM_ADDRESS }
];
