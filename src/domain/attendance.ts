/** Who was there: members present and people in attendance are two lists, never one. */
import { isId, type PersonId, type SeatId } from './id.ts';
import type { Quorum } from './board.ts';
import type { Stay } from './stay.ts';

/** `expected` is a substitute named for a seat who has not come yet. */
export type AttendanceKind = 'present' | 'inAttendance' | 'apologies' | 'expected';

export type Attendee = {
  /** A person known here, or `guest:` and an id for someone who is not. */
  readonly key: PersonId;
  readonly name: string;
  readonly kind: AttendanceKind;
  readonly office: string | null;
  readonly organisation: string | null;
  readonly sector: string | null;
  readonly post: string | null;
  /** The seat a substitute takes for this meeting, and the member it belongs to. */
  readonly substituteSeatId: SeatId | null;
  readonly substituteFor: string | null;
  /** That member's id: the server adds it, because a journal knows no seats. */
  readonly substituteForId?: PersonId;
};

/** An attendee as the register has them. */
export type Attendance = Attendee & {
  /** Absent for whoever is there throughout. */
  readonly stays?: readonly Stay[];
  /** The member whose arrival ended this substitute's attendance. */
  readonly relievedBy?: string;
};

const GUEST = 'guest:';

/** Q5: keys come from browsers; one that is neither a person's nor a guest's never enters the journal. */
export const isAttendeeKey = (key: string): boolean =>
  isId(key.startsWith(GUEST) ? key.slice(GUEST.length) : key);

export const attendeesOf = <A extends Attendee>(attendees: readonly A[], kind: AttendanceKind) =>
  attendees.filter((attendee) => attendee.kind === kind);

/** Whether they came at all, as a member or otherwise. */
export const hasCome = ({ kind }: Attendee): boolean =>
  kind === 'present' || kind === 'inAttendance';

/** E7: whether they came and have not left. */
export const isHere = (attendance: Attendance): boolean =>
  hasCome(attendance) && (attendance.stays?.at(-1)?.until ?? null) === null;

/** Members, and substitutes in their seats, who are here. */
export const membersHere = (attendees: readonly Attendance[]): readonly Attendance[] =>
  attendeesOf(attendees, 'present').filter(isHere);

/** Whoever is in the chair: the board's chair, while there. */
export const chairAmong = (attendees: readonly Attendance[]): Attendance | undefined =>
  membersHere(attendees).find(({ office }) => office === 'Chair');

/** Q6: quorum counts members who are here, and needs one from each sector the board names. */
export function isQuorate(attendees: readonly Attendance[], quorum: Quorum): boolean {
  const here = membersHere(attendees);
  return (
    here.length >= quorum.members &&
    quorum.sectors.every((sector) => here.some((attendee) => attendee.sector === sector))
  );
}
