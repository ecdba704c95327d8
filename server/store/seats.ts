/** The places at a board: who holds them from when to when, and who is named to stand in. */
import { holdsSeatOn, type Seat, type Substitute } from '#domain/board.ts';
import type { BoardId, PersonId, SeatId } from '#domain/id.ts';
import type { Db } from './database.ts';

export type SeatRow = Pick<
  Seat,
  'id' | 'boardId' | 'office' | 'personId' | 'post' | 'startsOn' | 'endsOn'
> & { readonly organisationId: string | null };

/** Seats held on that date, with the substitutes named for them then; chair first, then by name. */
export async function listSeats(db: Db, boardId: BoardId, onDate: string): Promise<Seat[]> {
  return (await listAllSeats(db, boardId, onDate)).filter((seat) => holdsSeatOn(seat, onDate));
}

/** Past and coming seats as well; substitutes are those named on that date. */
export async function listAllSeats(db: Db, boardId: BoardId, onDate: string): Promise<Seat[]> {
  const rows = await db
    .selectFrom('seat')
    .innerJoin('person', 'person.id', 'seat.person_id')
    .leftJoin('organisation', 'organisation.id', 'seat.organisation_id')
    .select([
      'seat.id',
      'seat.office',
      'seat.post',
      'seat.starts_on',
      'seat.ends_on',
      'seat.person_id',
      'person.name',
      'person.post as person_post',
      'organisation.name as organisation',
      'organisation.sector'
    ])
    .where('seat.board_id', '=', boardId)
    .orderBy('person.name')
    .orderBy('seat.starts_on')
    .execute();
  const substitutes = await substitutesOn(db, boardId, onDate);
  const seats = rows.map((row): Seat => ({
    id: row.id,
    boardId,
    office: row.office,
    organisation: row.organisation,
    sector: row.sector,
    personId: row.person_id,
    name: row.name,
    post: row.post ?? row.person_post,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    substitutes: substitutes.get(row.id) ?? []
  }));
  return seats.sort((a, b) => PRECEDENCE.indexOf(a.office) - PRECEDENCE.indexOf(b.office));
}

const PRECEDENCE: readonly Seat['office'][] = [
  'chair',
  'viceChair',
  'member',
  'crgRepresentative',
  'officer',
  'clerk',
  'observer'
];

async function substitutesOn(
  db: Db,
  boardId: BoardId,
  onDate: string
): Promise<Map<SeatId, Substitute[]>> {
  const rows = await db
    .selectFrom('substitute')
    .innerJoin('seat', 'seat.id', 'substitute.seat_id')
    .innerJoin('person', 'person.id', 'substitute.person_id')
    .select([
      'substitute.seat_id',
      'substitute.starts_on',
      'substitute.ends_on',
      'person.id',
      'person.name',
      'person.post'
    ])
    .where('seat.board_id', '=', boardId)
    .orderBy('person.name')
    .execute();
  const current = rows.filter((row) =>
    holdsSeatOn({ startsOn: row.starts_on, endsOn: row.ends_on }, onDate)
  );
  return new Map(
    [...Map.groupBy(current, ({ seat_id }) => seat_id)].map(([seatId, named]) => [
      seatId,
      named.map(({ id, name, post }) => ({ personId: id, name, post }))
    ])
  );
}

/** Where a person sits or will sit, whatever the board; seats that are over are left out. */
export async function listBoardsOf(db: Db, personId: PersonId, today: string): Promise<BoardId[]> {
  const rows = await db
    .selectFrom('seat')
    .select(['board_id', 'starts_on', 'ends_on'])
    .where('person_id', '=', personId)
    .union(
      db
        .selectFrom('substitute')
        .innerJoin('seat', 'seat.id', 'substitute.seat_id')
        .select(['seat.board_id', 'substitute.starts_on', 'substitute.ends_on'])
        .where('substitute.person_id', '=', personId)
    )
    .execute();
  const open = rows.filter(({ ends_on }) => ends_on === null || ends_on >= today);
  return [...new Set(open.map(({ board_id }) => board_id))];
}

export async function insertSeat(db: Db, seat: SeatRow, at: string): Promise<void> {
  await db
    .insertInto('seat')
    .values({
      id: seat.id,
      board_id: seat.boardId,
      office: seat.office,
      organisation_id: seat.organisationId,
      person_id: seat.personId,
      post: seat.post,
      starts_on: seat.startsOn,
      ends_on: seat.endsOn,
      ended_by: null,
      created_at: at
    })
    .execute();
}

/** `endsOn` is the last day on which the seat counts. */
export async function endSeat(
  db: Db,
  seatId: SeatId,
  endsOn: string,
  endedBy: PersonId
): Promise<void> {
  await db
    .updateTable('seat')
    .set({ ends_on: endsOn, ended_by: endedBy })
    .where('id', '=', seatId)
    .execute();
}

/** Naming a former substitute anew starts a new period. */
export async function addSubstitute(
  db: Db,
  seatId: SeatId,
  personId: PersonId,
  startsOn: string
): Promise<void> {
  await db
    .insertInto('substitute')
    .values({ seat_id: seatId, person_id: personId, starts_on: startsOn, ends_on: null })
    .onConflict((conflict) =>
      conflict.columns(['seat_id', 'person_id']).doUpdateSet({ starts_on: startsOn, ends_on: null })
    )
    .execute();
}

export async function endSubstitute(
  db: Db,
  seatId: SeatId,
  personId: PersonId,
  endsOn: string
): Promise<void> {
  await db
    .updateTable('substitute')
    .set({ ends_on: endsOn })
    .where('seat_id', '=', seatId)
    .where('person_id', '=', personId)
    .execute();
}
