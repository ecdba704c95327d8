/** Member bodies: the county council, a district, the police. */
import type { Db } from './database.ts';

export type Organisation = {
  readonly id: string;
  readonly name: string;
  readonly sector: string;
};

export async function listOrganisations(db: Db): Promise<Organisation[]> {
  return db.selectFrom('organisation').selectAll().orderBy('name').execute();
}

export async function findOrganisationByName(
  db: Db,
  name: string
): Promise<Organisation | undefined> {
  return db.selectFrom('organisation').selectAll().where('name', '=', name).executeTakeFirst();
}

export async function insertOrganisation(db: Db, organisation: Organisation): Promise<void> {
  await db.insertInto('organisation').values(organisation).execute();
}
