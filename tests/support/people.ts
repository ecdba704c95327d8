/** People and boards for tests of services, put into the database as the services would. */
import { defaultSettings, type Board, type Office } from '#domain/board.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import { newId } from '#server/new-id.ts';
import { insertAdministrator } from '#server/store/administrators.ts';
import { insertBoard } from '#server/store/boards.ts';
import { setPasswordHash } from '#server/store/credentials.ts';
import type { Db } from '#server/store/database.ts';
import { insertPerson } from '#server/store/people.ts';
import { insertSeat } from '#server/store/seats.ts';

export const LONG_AGO = '2026-01-05T09:00:00.000Z';

/** Hashing takes its time, so tests share one password and its hash. */
export const PASSWORD = 'correct horse battery';
const hashOnce = makePasswords().hash(PASSWORD);

/** The id of a new person, who can sign in with `PASSWORD`. */
export async function givePerson(db: Db, email: string, name = email): Promise<string> {
  const id = newId();
  await insertPerson(db, { id, name, email, post: null, createdAt: LONG_AGO });
  const hash = await hashOnce;
  if (typeof hash !== 'string') throw new Error('the test password was not hashed');
  await setPasswordHash(db, id, hash, LONG_AGO);
  return id;
}

export async function giveAdministrator(db: Db, email = 'admin@example.org'): Promise<string> {
  const id = await givePerson(db, email);
  await insertAdministrator(db, id, LONG_AGO, null);
  return id;
}

export async function giveBoard(db: Db, name: string): Promise<Board> {
  const kind = 'board';
  const board = {
    id: newId(),
    name,
    kind,
    parentId: null,
    settings: defaultSettings(kind)
  } as const;
  await insertBoard(db, board, LONG_AGO);
  return board;
}

/** The id of the seat. */
export async function giveSeat(
  db: Db,
  seat: { boardId: string; personId: string; office: Office; startsOn?: string; endsOn?: string }
): Promise<string> {
  const id = newId();
  await insertSeat(
    db,
    {
      startsOn: '2026-01-05',
      endsOn: null,
      ...seat,
      id,
      organisationId: null,
      post: null
    },
    LONG_AGO
  );
  return id;
}
