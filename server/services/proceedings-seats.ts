/**
 * What the seats of a board say to a command about attendance. The rules know the meeting alone, so
 * that a substitute's member and a sender's own name come from here, and are kept with the entry.
 */
import { isHere, type Attendee } from '#domain/attendance.ts';
import { holdsSeatOn, isMember, type Seat } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { holderAttendee, substituteAttendee } from '#domain/seat-attendee.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { listAllSeats } from '#server/store/seats.ts';

/** The command as it is to be kept, or why the seats do not allow it. */
export async function seatedCommand(
  db: Db,
  { board, proceedings }: MeetingContext,
  command: Command
): Promise<Command | Refusal> {
  switch (command.type) {
    case 'record-attendance':
    case 'record-arrival': {
      const seats = await listAllSeats(db, board.id, proceedings.arrangements.date);
      const attendee =
        outsiderRefusal(seats, proceedings, command.attendee) ??
        seatedAttendee(seats, proceedings, command.attendee);
      return isRefusal(attendee) ? attendee : { ...command, attendee };
    }
    case 'send-apologies': {
      const seats = await listAllSeats(db, board.id, proceedings.arrangements.date);
      return seatedApologies(seats, proceedings, command);
    }
    default:
      return command;
  }
}

/**
 * V2: whoever is present counts for the quorum and votes, so that of the people known here only the
 * membership is ever present, and everybody else in attendance.
 */
function outsiderRefusal(
  seats: readonly Seat[],
  { arrangements }: Proceedings,
  { key, kind, substituteSeatId }: Attendee
): Refusal | undefined {
  if (kind !== 'present' || substituteSeatId !== null) return undefined;
  const held = seats.filter(
    (seat) => seat.personId === key && holdsSeatOn(seat, arrangements.date)
  );
  const isOutsider = held.length > 0 && !held.some(({ office }) => isMember(office));
  return isOutsider ? refuse('not-member', 'kind') : undefined;
}

/** Q7: a substitute sits in a seat of this board, and never while its member is there. */
function seatedAttendee(
  seats: readonly Seat[],
  { attendees }: Proceedings,
  attendee: Attendee
): Attendee | Refusal {
  const { key, kind, substituteSeatId } = attendee;
  const seat = seats.find(({ id }) => id === substituteSeatId);
  if (substituteSeatId !== null && !seat) return refuse('not-found', 'substituteSeatId');
  const named = seat ? { ...attendee, substituteForId: seat.personId } : attendee;
  if (kind !== 'present') return named;
  const present = attendees.filter((each) => each.kind === 'present');
  const member = present.find((each) => each.key === seat?.personId);
  if (member) return refuse(isHere(member) ? 'seat-substituted' : 'seat-returned', 'key');
  // Journals begun before arrivals were recorded do not say whose seat a substitute took.
  const isHeldUnnamed = present.some(
    (each) =>
      each.substituteForId === undefined &&
      seats.some(({ id, personId }) => id === each.substituteSeatId && personId === key)
  );
  return isHeldUnnamed ? refuse('seat-substituted', 'key') : named;
}

/** E1, E2: in the words of the seat, whatever the sender's browser says of them. */
function seatedApologies(
  seats: readonly Seat[],
  { arrangements }: Proceedings,
  command: Extract<Command, { type: 'send-apologies' }>
): Command | Refusal {
  const seat = seats.find(
    (each) =>
      each.personId === command.attendee.key &&
      isMember(each.office) &&
      holdsSeatOn(each, arrangements.date)
  );
  if (!seat) return refuse('not-found', 'attendee');
  const attendee = holderAttendee(seat, 'apologies');
  if (!command.substitute) return { ...command, attendee };
  const { key } = command.substitute;
  const substitute = seat.substitutes.find(({ personId }) => personId === key);
  if (!substitute) return refuse('not-found', 'substitute');
  return { ...command, attendee, substitute: substituteAttendee(seat, substitute, 'expected') };
}
