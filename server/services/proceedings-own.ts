/**
 * What people record of themselves, in the server's words: a browser says only who, never under what
 * name or office, because whoever is in the chair has rights by being there.
 */
import type { Attendee } from '#domain/attendance.ts';
import { hasCome } from '#domain/attendance.ts';
import { holdsSeatOn, isMember } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import type { Verb } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { listBoardPeople } from '#server/store/board-people.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { findPerson } from '#server/store/people.ts';
import { listAllSeats } from '#server/store/seats.ts';

/** The command with what the server knows of whom it is about, under the right it is sent by. */
export async function knownCommand(
  db: Db,
  context: MeetingContext,
  command: Command,
  verb: Verb
): Promise<Command | Refusal> {
  if (command.type === 'record-arrival' && verb === 'record-own-attendance') {
    const attendee = await ownArrival(db, context);
    return isRefusal(attendee) ? attendee : { ...command, attendee };
  }
  if (command.type === 'declare-interest') {
    const name = await speakerName(db, context, command.key);
    return name === undefined ? refuse('not-found', 'key') : { ...command, name };
  }
  if (command.type !== 'ask-to-speak') return command;
  const name = await speakerName(db, context, command.personId);
  return name === undefined ? refuse('not-found', 'personId') : { ...command, name };
}

/**
 * [H12] As the register has them, or else as their seat does. A substitute is let in by the register
 * alone: their seat, and all that may be seen from it, is the member's to give.
 */
async function ownArrival(
  db: Db,
  { actor, board, proceedings }: MeetingContext
): Promise<Attendee | Refusal> {
  const recorded = proceedings.attendees.find(({ key }) => key === actor.personId);
  if (recorded && hasCome(recorded)) return asAttendee(recorded, recorded.kind);
  const { date } = proceedings.arrangements;
  const seat = (await listAllSeats(db, board.id, date)).find(
    (each) =>
      each.personId === actor.personId &&
      (isMember(each.office) || each.office === 'crgRepresentative') &&
      holdsSeatOn(each, date)
  );
  if (seat) return holderAttendee(seat, isMember(seat.office) ? 'present' : 'inAttendance');
  return recorded?.kind === 'expected'
    ? asAttendee(recorded, 'present')
    : refuse('not-expected', 'attendee');
}

const asAttendee = (
  { key, name, office, organisation, sector, post, substituteSeatId, substituteFor }: Attendee,
  kind: Attendee['kind']
): Attendee => ({
  key,
  name,
  kind,
  office,
  organisation,
  sector,
  post,
  substituteSeatId,
  substituteFor
});

async function speakerName(
  db: Db,
  { actor, board, proceedings }: MeetingContext,
  personId: string
): Promise<string | undefined> {
  if (personId === actor.personId) return actor.name;
  const recorded = proceedings.attendees.find(({ key }) => key === personId);
  if (recorded) return recorded.name;
  const isKnown = (await listBoardPeople(db, board.id)).has(personId);
  return isKnown ? (await findPerson(db, personId))?.name : undefined;
}
