/** Who keeps the accounts. */
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export async function isAdministrator(db: Db, personId: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('administrator')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function anyAdministrator(db: Db): Promise<boolean> {
  const row = await db.selectFrom('administrator').select('person_id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** `appointedBy` is null for the first, whom the console appoints. */
export async function insertAdministrator(
  db: Db,
  personId: PersonId,
  at: string,
  appointedBy: PersonId | null
): Promise<void> {
  await db
    .insertInto('administrator')
    .values({ person_id: personId, since: at, appointed_by: appointedBy })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteAdministrator(db: Db, personId: PersonId): Promise<void> {
  await db.deleteFrom('administrator').where('person_id', '=', personId).execute();
}
