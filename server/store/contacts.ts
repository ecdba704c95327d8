/** How to reach the people of a board, for those who keep its seats. */
import type { BoardId, PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type Contact = {
  readonly personId: PersonId;
  readonly email: string;
  /** False until they have followed their invitation. */
  readonly hasPassword: boolean;
};

/** Everybody who has or had a seat at the board, or is named for one. */
export async function listContacts(db: Db, boardId: BoardId): Promise<Contact[]> {
  const seated = db.selectFrom('seat').select('person_id').where('board_id', '=', boardId);
  const named = db
    .selectFrom('substitute')
    .innerJoin('seat', 'seat.id', 'substitute.seat_id')
    .select('substitute.person_id')
    .where('seat.board_id', '=', boardId);
  const rows = await db
    .selectFrom('person')
    .leftJoin('credential', 'credential.person_id', 'person.id')
    .select(['person.id', 'person.email', 'credential.changed_at'])
    .where('person.id', 'in', seated.union(named))
    .execute();
  return rows.map(({ id, email, changed_at }) => ({
    personId: id,
    email,
    hasPassword: changed_at !== null
  }));
}
