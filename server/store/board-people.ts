/** Everybody who has, had or will have a place at a board: whom its records may name by id. */
import type { BoardId, PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';

export async function listBoardPeople(db: Db, boardId: BoardId): Promise<ReadonlySet<PersonId>> {
  const rows = await db
    .selectFrom('seat')
    .select('person_id')
    .where('board_id', '=', boardId)
    .union(
      db
        .selectFrom('substitute')
        .innerJoin('seat', 'seat.id', 'substitute.seat_id')
        .select('substitute.person_id')
        .where('seat.board_id', '=', boardId)
    )
    .execute();
  return new Set(rows.map(({ person_id }) => person_id));
}
