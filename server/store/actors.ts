/** A person as the rights table sees them: the places they hold on one date. */
import { holdsSeatOn } from '#domain/board.ts';
import type { PersonId } from '#domain/id.ts';
import type { Actor, Place, Role } from '#domain/permission.ts';
import type { Db } from './database.ts';

/**
 * `today` is London's date. Undefined for somebody unknown or suspended: they may do nothing. Asked
 * at every request and whenever anybody comes in, so in two questions and no more.
 */
export async function findActor(
  db: Db,
  personId: PersonId,
  today: string
): Promise<Actor | undefined> {
  const person = await db
    .selectFrom('person')
    .leftJoin('administrator', 'administrator.person_id', 'person.id')
    .select(['person.name', 'person.suspended_at', 'administrator.since as administrator_since'])
    .where('person.id', '=', personId)
    .executeTakeFirst();
  if (!person || person.suspended_at !== null) return undefined;
  return {
    personId,
    name: person.name,
    isAdministrator: person.administrator_since !== null,
    places: await placesOn(db, personId, today)
  };
}

/** A substitute's place lasts while both the naming and the seat they stand in for do. */
async function placesOn(db: Db, personId: PersonId, today: string): Promise<Place[]> {
  const rows = await db
    .selectFrom('seat')
    .select(({ ref, val }) => [
      'board_id',
      ref('office').$castTo<Role>().as('role'),
      'starts_on',
      'ends_on',
      val<string | null>(null).as('named_on'),
      val<string | null>(null).as('named_until')
    ])
    .where('person_id', '=', personId)
    .unionAll(
      db
        .selectFrom('substitute')
        .innerJoin('seat', 'seat.id', 'substitute.seat_id')
        .select(({ ref, val }) => [
          'seat.board_id',
          val<Role>('substitute').as('role'),
          'seat.starts_on',
          'seat.ends_on',
          ref('substitute.starts_on').$castTo<string | null>().as('named_on'),
          'substitute.ends_on as named_until'
        ])
        .where('substitute.person_id', '=', personId)
    )
    .execute();
  return rows
    .filter(
      (row) =>
        holdsSeatOn({ startsOn: row.starts_on, endsOn: row.ends_on }, today) &&
        (row.named_on === null ||
          holdsSeatOn({ startsOn: row.named_on, endsOn: row.named_until }, today))
    )
    .map(({ board_id, role }) => ({ boardId: board_id, role }));
}
