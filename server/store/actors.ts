/** A person as the rights table sees them: the places they hold on one date. */
import { holdsSeatOn } from '#domain/board.ts';
import type { PersonId } from '#domain/id.ts';
import type { Actor, Place } from '#domain/permission.ts';
import { isAdministrator } from './administrators.ts';
import type { Db } from './database.ts';
import { findPerson } from './people.ts';

/** `today` is London's date. Undefined for somebody unknown or suspended: they may do nothing. */
export async function findActor(
  db: Db,
  personId: PersonId,
  today: string
): Promise<Actor | undefined> {
  const person = await findPerson(db, personId);
  if (!person || person.suspendedAt !== null) return undefined;
  return {
    personId,
    name: person.name,
    isAdministrator: await isAdministrator(db, personId),
    places: [
      ...(await seatsOn(db, personId, today)),
      ...(await substitutionsOn(db, personId, today))
    ]
  };
}

async function seatsOn(db: Db, personId: PersonId, today: string): Promise<Place[]> {
  const rows = await db
    .selectFrom('seat')
    .select(['board_id', 'office', 'starts_on', 'ends_on'])
    .where('person_id', '=', personId)
    .execute();
  return rows
    .filter((row) => holdsSeatOn({ startsOn: row.starts_on, endsOn: row.ends_on }, today))
    .map(({ board_id, office }) => ({ boardId: board_id, role: office }));
}

/** A substitute's place lasts while both the naming and the seat they stand in for do. */
async function substitutionsOn(db: Db, personId: PersonId, today: string): Promise<Place[]> {
  const rows = await db
    .selectFrom('substitute')
    .innerJoin('seat', 'seat.id', 'substitute.seat_id')
    .select([
      'seat.board_id',
      'substitute.starts_on',
      'substitute.ends_on',
      'seat.starts_on as seat_starts_on',
      'seat.ends_on as seat_ends_on'
    ])
    .where('substitute.person_id', '=', personId)
    .execute();
  return rows
    .filter(
      (row) =>
        holdsSeatOn({ startsOn: row.starts_on, endsOn: row.ends_on }, today) &&
        holdsSeatOn({ startsOn: row.seat_starts_on, endsOn: row.seat_ends_on }, today)
    )
    .map(({ board_id }) => ({ boardId: board_id, role: 'substitute' }));
}
