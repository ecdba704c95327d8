/** One-time links as rows; the token itself is never stored. */
import type { Selectable } from 'kysely';
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export type LinkPurpose = 'first-administrator' | 'invitation' | 'password-reset';

export type AccessLink = {
  readonly tokenHash: Uint8Array;
  readonly purpose: LinkPurpose;
  /** Null for the first administrator, whose person is made when the link is used. */
  readonly personId: PersonId | null;
  readonly createdAt: string;
  readonly createdBy: PersonId | null;
  readonly expiresAt: string;
  readonly usedAt: string | null;
};

export async function insertAccessLink(db: Db, link: Omit<AccessLink, 'usedAt'>): Promise<void> {
  await db
    .insertInto('access_link')
    .values({
      token_hash: link.tokenHash,
      purpose: link.purpose,
      person_id: link.personId,
      created_at: link.createdAt,
      created_by: link.createdBy,
      expires_at: link.expiresAt,
      used_at: null
    })
    .execute();
}

export async function findAccessLink(
  db: Db,
  tokenHash: Uint8Array
): Promise<AccessLink | undefined> {
  const row = await db
    .selectFrom('access_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && toAccessLink(row);
}

/** Whether this call was the one that used the link up. */
export async function setAccessLinkUsed(
  db: Db,
  tokenHash: Uint8Array,
  at: string
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('access_link')
    .set({ used_at: at })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes back what nobody has used: a person has one open link at a time. */
export async function deleteUnusedLinks(db: Db, personId: PersonId | null): Promise<void> {
  await db
    .deleteFrom('access_link')
    .where('person_id', personId === null ? 'is' : '=', personId)
    .where('used_at', 'is', null)
    .execute();
}

const toAccessLink = (row: Selectable<Schema['access_link']>): AccessLink => ({
  tokenHash: row.token_hash,
  purpose: row.purpose,
  personId: row.person_id,
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  usedAt: row.used_at
});
