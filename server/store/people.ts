/** People as rows: who they are, whether they keep accounts, whether they may sign in at all. */
import type { Selectable } from 'kysely';
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export type Person = {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly post: string | null;
  readonly createdAt: string;
  readonly suspendedAt: string | null;
};

export async function findPerson(db: Db, id: PersonId): Promise<Person | undefined> {
  const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toPerson(row);
}

/** Upper and lower case are the same address. */
export async function findPersonByEmail(db: Db, email: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('person')
    .selectAll()
    .where('email', '=', email)
    .executeTakeFirst();
  return row && toPerson(row);
}

export async function listPeople(db: Db): Promise<Person[]> {
  const rows = await db.selectFrom('person').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toPerson);
}

export async function insertPerson(db: Db, person: Omit<Person, 'suspendedAt'>): Promise<void> {
  await db
    .insertInto('person')
    .values({
      id: person.id,
      name: person.name,
      email: person.email,
      post: person.post,
      created_at: person.createdAt,
      suspended_at: null
    })
    .execute();
}

export async function updatePerson(
  db: Db,
  id: PersonId,
  { name, email }: Pick<Person, 'name' | 'email'>
): Promise<void> {
  await db.updateTable('person').set({ name, email }).where('id', '=', id).execute();
}

/** Null lets the person in again. */
export async function setSuspended(db: Db, id: PersonId, at: string | null): Promise<void> {
  await db.updateTable('person').set({ suspended_at: at }).where('id', '=', id).execute();
}

const toPerson = (row: Selectable<Schema['person']>): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  post: row.post,
  createdAt: row.created_at,
  suspendedAt: row.suspended_at
});
