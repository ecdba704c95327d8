/** Sessions as rows. What a secret is, and how long a session lasts, is `server/auth`'s affair. */
import type { Selectable } from 'kysely';
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export type SessionRow = {
  readonly id: string;
  readonly personId: PersonId;
  readonly secretHash: Uint8Array;
  readonly createdAt: string;
  readonly usedAt: string;
};

export async function insertSession(db: Db, session: SessionRow): Promise<void> {
  await db
    .insertInto('auth_session')
    .values({
      id: session.id,
      person_id: session.personId,
      secret_hash: session.secretHash,
      created_at: session.createdAt,
      used_at: session.usedAt
    })
    .execute();
}

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('auth_session')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toSession(row);
}

/** Latest used first. */
export async function listSessions(db: Db, personId: PersonId): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('auth_session')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('used_at', 'desc')
    .execute();
  return rows.map(toSession);
}

export async function setSessionUsed(db: Db, id: string, at: string): Promise<void> {
  await db.updateTable('auth_session').set({ used_at: at }).where('id', '=', id).execute();
}

/** Whether there was such a session to delete. */
export async function deleteSession(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth_session')
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Deletes a person's sessions and answers their ids. */
export async function deleteSessionsOf(db: Db, personId: PersonId): Promise<string[]> {
  const rows = await db
    .deleteFrom('auth_session')
    .where('person_id', '=', personId)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Deletes what was made or last used too long ago, and answers the ids. */
export async function deleteStaleSessions(
  db: Db,
  { createdBefore, usedBefore }: { createdBefore: string; usedBefore: string }
): Promise<string[]> {
  const rows = await db
    .deleteFrom('auth_session')
    .where((where) =>
      where.or([where('created_at', '<=', createdBefore), where('used_at', '<=', usedBefore)])
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

const toSession = (row: Selectable<Schema['auth_session']>): SessionRow => ({
  id: row.id,
  personId: row.person_id,
  secretHash: row.secret_hash,
  createdAt: row.created_at,
  usedAt: row.used_at
});
