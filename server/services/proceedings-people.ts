/**
 * Whether the people and seats that a command names belong to the board: the rules know the meeting
 * alone, and an id may be anybody's. Ids of elsewhere answer as unknown ones do.
 */
import type { Attendee } from '#domain/attendance.ts';
import type { Command } from '#domain/command.ts';
import type { PersonId } from '#domain/id.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { listBoardPeople } from '#server/store/board-people.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { listAllSeats } from '#server/store/seats.ts';

/** Why the command may not name whom it names; undefined when it may. */
export async function namingRefusal(
  db: Db,
  { board, proceedings }: MeetingContext,
  command: Command
): Promise<Refusal | undefined> {
  if (command.type === 'record-attendance') {
    return seatRefusal(db, board.id, proceedings, command.attendee);
  }
  const [field, named] = namedBy(command);
  const ids = named.filter((id) => id !== null);
  if (ids.length === 0) return undefined;
  const known = await listBoardPeople(db, board.id);
  return ids.every((id) => known.has(id)) ? undefined : refuse('not-found', field);
}

function namedBy(command: Command): [field: string, ids: readonly (PersonId | null)[]] {
  switch (command.type) {
    case 'add-item':
    case 'admit-urgent-item':
    case 'set-item-details':
      return ['presenterId', [command.presenterId ?? null]];
    case 'raise-action':
      return ['owners', command.owners.map(({ personId }) => personId)];
    default:
      return ['', []];
  }
}

/** Q7: a substitute sits in a seat of this board, and never while its member is there. */
async function seatRefusal(
  db: Db,
  boardId: string,
  { attendees, arrangements }: Proceedings,
  { key, kind, substituteSeatId }: Attendee
): Promise<Refusal | undefined> {
  const seats = await listAllSeats(db, boardId, arrangements.date);
  const seat = seats.find(({ id }) => id === substituteSeatId);
  if (substituteSeatId !== null && !seat) return refuse('not-found', 'substituteSeatId');
  if (kind !== 'present') return undefined;
  const present = attendees.filter((each) => each.kind === 'present');
  const isMemberThere = present.some((each) => each.key === seat?.personId);
  const isReplaced = present.some((each) =>
    seats.some(({ id, personId }) => id === each.substituteSeatId && personId === key)
  );
  return isMemberThere || isReplaced ? refuse('seat-substituted', 'key') : undefined;
}
