/** Brings the demonstration's people in by the front door: links, passwords, boards, seats. */
import type { Seat } from '#domain/board.ts';
import type { BoardId, PersonId } from '#domain/id.ts';
import { BOARDS, ORGANISATIONS, type BoardKey, type DemoSeat } from './boards.ts';
import { granted, type DemoParts } from './parts.ts';
import { PEOPLE, type PersonKey } from './people.ts';

export type Cast = {
  readonly people: ReadonlyMap<PersonKey, PersonId>;
  readonly boards: ReadonlyMap<BoardKey, BoardId>;
  /** The seats of each board, held all through the story. */
  readonly seats: ReadonlyMap<BoardKey, readonly Seat[]>;
};

/** A board comes after the one it reports to. */
const BOARD_KEYS: readonly BoardKey[] = ['oversight', 'reference'];

/** Everybody gets the same password. */
export async function castPeople({ services }: DemoParts, password: string): Promise<Cast> {
  const people = new Map<PersonKey, PersonId>();
  const boards = new Map<BoardKey, BoardId>();
  const seats = new Map<BoardKey, readonly Seat[]>();

  const first = granted(await services.invitations.firstAdministratorLink());
  await enter('kofiLindsay', first.path);
  const administrator = getFrom(people, 'kofiLindsay');
  for (const key of BOARD_KEYS) boards.set(key, await createBoard(key));
  // The administrator seats the clerk, who then answers for the board and for everybody else on it.
  for (const key of BOARD_KEYS) await fillSeats(administrator, key, isClerk);
  for (const key of BOARD_KEYS) {
    const { name, settings } = BOARDS[key];
    const clerk = getFrom(people, 'bridgetAmoako');
    granted(await services.boards.changeSettings(clerk, getFrom(boards, key), { name, settings }));
    await fillSeats(clerk, key, (seat) => !isClerk(seat));
    await nameSubstitutes(clerk, key);
    seats.set(key, await listSeats(clerk, key));
  }
  return { people, boards, seats };

  async function createBoard(key: BoardKey): Promise<BoardId> {
    const { name, kind, parent } = BOARDS[key];
    const parentId = parent && getFrom(boards, parent);
    const wanted = { name, kind, parentId };
    return granted(await services.boards.create(administrator, wanted)).boardId;
  }

  async function fillSeats(keeper: PersonId, key: BoardKey, which: (seat: DemoSeat) => boolean) {
    for (const seat of BOARDS[key].seats.filter(which)) {
      const wanted = { ...seatToFill(seat), startsOn: BOARDS[key].seatsFrom };
      const board = getFrom(boards, key);
      const { path } = granted(await services.seats.fillSeat(keeper, board, wanted));
      if (path !== null) await enter(seat.person, path);
    }
  }

  async function nameSubstitutes(keeper: PersonId, key: BoardKey) {
    const filled = await listSeats(keeper, key);
    for (const { person, substitute } of BOARDS[key].seats) {
      const seat = filled.find(({ personId }) => personId === people.get(person));
      if (!seat || !substitute) continue;
      const named = PEOPLE[substitute];
      const board = getFrom(boards, key);
      const { path } = granted(await services.seats.nameSubstitute(keeper, board, seat.id, named));
      if (path !== null) await enter(substitute, path);
    }
  }

  async function listSeats(reader: PersonId, key: BoardKey): Promise<readonly Seat[]> {
    return granted(await services.boards.get(reader, getFrom(boards, key))).seats;
  }

  /** Follows the link, chooses the password, and leaves again. */
  async function enter(key: PersonKey, path: string) {
    const { name, email } = PEOPLE[key];
    const link = path.slice(path.lastIndexOf('/') + 1);
    const { token } = granted(await services.links.follow(link, { name, email, password }));
    const session = await services.people.identify(token);
    if (!session) throw new Error(`${name} followed a link and is not signed in`);
    people.set(key, session.actor.personId);
    await services.people.signOut(session.sessionId, session.actor.personId);
  }
}

const isClerk = ({ office }: DemoSeat): boolean => office === 'clerk';

function seatToFill({ person, office, organisation }: DemoSeat) {
  const { name, email, post } = PEOPLE[person];
  const sector = organisation === null ? 'community' : ORGANISATIONS[organisation];
  return { name, email, post, office, organisation: organisation ?? '', sector };
}

/** For what the story itself has made. */
export function getFrom<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the demonstration has not made ${String(key)}`);
  return value;
}
