/** Password hashes, apart from the people they belong to. */
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

/** The encoded hash of a person's password; undefined before they have chosen one. */
export async function findPasswordHash(db: Db, personId: PersonId): Promise<string | undefined> {
  const row = await db
    .selectFrom('credential')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.password_hash;
}

export async function setPasswordHash(
  db: Db,
  personId: PersonId,
  passwordHash: string,
  at: string
): Promise<void> {
  await db
    .insertInto('credential')
    .values({ person_id: personId, password_hash: passwordHash, changed_at: at })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ password_hash: passwordHash, changed_at: at })
    )
    .execute();
}
