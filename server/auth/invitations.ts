/** Letting people in: who gets an account, and who may make the link that opens it. */
import type { Addressee } from '#domain/email.ts';
import type { PersonId } from '#domain/id.ts';
import { londonDateOf } from '#domain/london-time.ts';
import { may, type Actor, type Subject } from '#domain/permission.ts';
import { newId } from '#server/new-id.ts';
import { isAdministrator } from '#server/store/administrators.ts';
import { findPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import { findPersonByEmail, insertPerson, type Person } from '#server/store/people.ts';
import { listBoardsOf } from '#server/store/seats.ts';
import { createAccessLink } from './access-links.ts';

/** What an account question is about when it is about no board. */
export const NO_BOARD: Subject = { boardId: '' };

/** The person of that address, made now where there was none. */
export async function admitPerson(db: Db, { name, email }: Addressee, at: string): Promise<Person> {
  const known = await findPersonByEmail(db, email);
  if (known) return known;
  const person = { id: newId(), name, email, post: null, createdAt: at };
  await insertPerson(db, person);
  return { ...person, suspendedAt: null };
}

/** The path of an invitation; null for somebody who can sign in already or may not be let in. */
export async function invitationFor(
  db: Db,
  actor: Actor,
  person: Person,
  at: string
): Promise<string | null> {
  if (person.suspendedAt !== null || (await findPasswordHash(db, person.id))) return null;
  if (!(await mayMakeLink(db, actor, person.id, at))) return null;
  const link = { purpose: 'invitation', personId: person.id, createdBy: actor.personId } as const;
  return createAccessLink(db, link, at);
}

/**
 * Whoever holds a link to an account can see all that the account sees. So besides an administrator
 * only somebody who answers for every seat its holder has may make one: the clerk of one board
 * cannot reach another board through a person who sits at both.
 */
export async function mayMakeLink(
  db: Db,
  actor: Actor,
  personId: PersonId,
  at: string
): Promise<boolean> {
  if (may(actor, 'manage-accounts', NO_BOARD)) return true;
  if (await isAdministrator(db, personId)) return false;
  const boards = await listBoardsOf(db, personId, londonDateOf(at));
  return boards.length > 0 && boards.every((boardId) => may(actor, 'manage-seats', { boardId }));
}
