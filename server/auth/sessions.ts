/**
 * Sessions: `id.secret` in a cookie, only the secret's SHA-256 in the database, so a stolen copy of
 * the file lets nobody in. A session ends when it rests too long, when it grows too old, or when
 * somebody ends it; ending one is announced, and open sockets close with it.
 */
import type { PersonId } from '#domain/id.ts';
import { newId } from '#server/new-id.ts';
import type { Db } from '#server/store/database.ts';
import * as store from '#server/store/sessions.ts';
import { isSecretOf, newSecret, readToken } from './secret-token.ts';

export type SessionLimits = {
  /** Without a request or an edit for so long, the session is over. */
  readonly idleMinutes: number;
  /** However busy, it is over after so long. */
  readonly absoluteMinutes: number;
};

/** A meeting of two hours in which somebody only listens, and a working day with its evening. */
export const DEFAULT_LIMITS: SessionLimits = { idleMinutes: 120, absoluteMinutes: 720 };

export type Session = { readonly sessionId: string; readonly personId: PersonId };

/** The token for the cookie; it is shown nowhere else and cannot be had again. */
export async function createSession(db: Db, personId: PersonId, at: string): Promise<string> {
  const id = newId();
  const { token, secretHash } = newSecret(id);
  await store.insertSession(db, { id, personId, secretHash, createdAt: at, usedAt: at });
  return token;
}

/** Whose session the token opens, and marks it used; null when it opens none. */
export async function validateSession(
  db: Db,
  token: string | undefined,
  at: string,
  limits: SessionLimits = DEFAULT_LIMITS
): Promise<Session | null> {
  const read = readToken(token);
  if (!read) return null;
  const row = await store.findSession(db, read.id);
  if (!row || !isLive(row, at, limits)) return null;
  if (!isSecretOf(read, row.secretHash)) return null;
  await touch(db, row, at);
  return { sessionId: row.id, personId: row.personId };
}

/** What somebody does over a socket counts as use, as a request does; its pings do not. */
export async function touchSession(db: Db, sessionId: string, at: string): Promise<void> {
  const row = await store.findSession(db, sessionId);
  if (row) await touch(db, row, at);
}

/** Ends the sessions that are over, and answers their ids: what is open under them has to close. */
export const endStaleSessions = (
  db: Db,
  at: string,
  limits: SessionLimits = DEFAULT_LIMITS
): Promise<string[]> =>
  store.deleteStaleSessions(db, {
    createdBefore: minutesBefore(at, limits.absoluteMinutes),
    usedBefore: minutesBefore(at, limits.idleMinutes)
  });

/** Whether there was such a session to end. */
export const endSession = (db: Db, sessionId: string): Promise<boolean> =>
  store.deleteSession(db, sessionId);

/** The ids of the sessions ended. */
export const endAllSessions = (db: Db, personId: PersonId): Promise<string[]> =>
  store.deleteSessionsOf(db, personId);

export type OwnSession = {
  readonly sessionId: string;
  readonly startedAt: string;
  readonly usedAt: string;
};

/** A person's live sessions, latest used first. */
export async function listOwnSessions(
  db: Db,
  personId: PersonId,
  at: string,
  limits: SessionLimits = DEFAULT_LIMITS
): Promise<OwnSession[]> {
  const rows = await store.listSessions(db, personId);
  return rows
    .filter((row) => isLive(row, at, limits))
    .map(({ id, createdAt, usedAt }) => ({ sessionId: id, startedAt: createdAt, usedAt }));
}

const isLive = (row: store.SessionRow, at: string, limits: SessionLimits): boolean =>
  row.createdAt > minutesBefore(at, limits.absoluteMinutes) &&
  row.usedAt > minutesBefore(at, limits.idleMinutes);

/** At most one write a minute: a page asks for a dozen things at once. */
async function touch(db: Db, row: store.SessionRow, at: string): Promise<void> {
  if (row.usedAt <= minutesBefore(at, 1)) await store.setSessionUsed(db, row.id, at);
}

const minutesBefore = (at: string, minutes: number): string =>
  new Date(Date.parse(at) - minutes * 60_000).toISOString();
