/** The accounts as an administrator sees them: who was asked in, who came, who is kept out. */
import type { PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type AccountStatus = 'invited' | 'active' | 'neverSignedIn' | 'suspended';

export type Account = {
  readonly personId: PersonId;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly status: AccountStatus;
  /** Instant of the last sign-in, from the audit trail. */
  readonly lastSignedInAt: string | null;
};

/** Everybody, by name. `at` tells open invitations from lapsed ones. */
export async function listAccounts(db: Db, at: string): Promise<Account[]> {
  const rows = await db
    .selectFrom('person')
    .leftJoin('administrator', 'administrator.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'person.suspended_at', 'since'])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
  const lastSignedIn = await lastSignIns(db);
  const invited = await openInvitations(db, at);
  return rows.map((row) => {
    const lastSignedInAt = lastSignedIn.get(row.id) ?? null;
    return {
      personId: row.id,
      name: row.name,
      email: row.email,
      isAdministrator: row.since !== null,
      status: statusOf(row.suspended_at !== null, lastSignedInAt !== null, invited.has(row.id)),
      lastSignedInAt
    };
  });
}

function statusOf(suspended: boolean, signedIn: boolean, invited: boolean): AccountStatus {
  if (suspended) return 'suspended';
  if (signedIn) return 'active';
  return invited ? 'invited' : 'neverSignedIn';
}

async function lastSignIns(db: Db): Promise<Map<PersonId, string>> {
  const rows = await db
    .selectFrom('audit_event')
    .select(({ fn }) => ['actor_id', fn.max('at').as('at')])
    .where('kind', '=', 'signed-in')
    .groupBy('actor_id')
    .execute();
  return new Map(rows.flatMap(({ actor_id, at }) => (actor_id ? [[actor_id, at]] : [])));
}

async function openInvitations(db: Db, at: string): Promise<Set<PersonId>> {
  const rows = await db
    .selectFrom('access_link')
    .select('person_id')
    .where('purpose', '=', 'invitation')
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .execute();
  return new Set(rows.flatMap(({ person_id }) => (person_id ? [person_id] : [])));
}
