/**
 * Links that let one person in once, to choose a password. The token is 192 random bits, kept only
 * as its SHA-256. Looking at a link uses nothing up, because mail scanners open links before people
 * do; setting the password does.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PersonId } from '#domain/id.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import type { Db } from '#server/store/database.ts';
import * as store from '#server/store/access-links.ts';

export type { AccessLink, LinkPurpose } from '#server/store/access-links.ts';

const HOUR = 60 * 60_000;

const LIFETIMES: Record<store.LinkPurpose, number> = {
  // Read off the console by whoever is setting the service up.
  'first-administrator': HOUR / 2,
  // People asked in may be away for a week.
  invitation: 14 * 24 * HOUR,
  'password-reset': 24 * HOUR
};

export type LinkFor = {
  readonly purpose: store.LinkPurpose;
  readonly personId: PersonId | null;
  readonly createdBy: PersonId | null;
};

/** Makes the link and answers its path; links made earlier for the same person stop working. */
export async function createAccessLink(db: Db, link: LinkFor, at: string): Promise<string> {
  await store.deleteUnusedLinks(db, link.personId);
  const token = randomBytes(24).toString('base64url');
  await store.insertAccessLink(db, {
    ...link,
    tokenHash: hashOf(token),
    createdAt: at,
    expiresAt: new Date(Date.parse(at) + LIFETIMES[link.purpose]).toISOString()
  });
  return `/link/${token}`;
}

/** The link while it works; one refusal for unknown, used and old ones. */
export async function openAccessLink(
  db: Db,
  token: string,
  at: string
): Promise<store.AccessLink | Refusal> {
  const link = await store.findAccessLink(db, hashOf(token));
  return link && link.usedAt === null && link.expiresAt > at ? link : refuse('link-expired');
}

/** Whether this call was the one that used it up: two browsers may race for the same link. */
export const useUpAccessLink = (db: Db, link: store.AccessLink, at: string): Promise<boolean> =>
  store.setAccessLinkUsed(db, link.tokenHash, at);

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
