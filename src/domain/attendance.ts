/** Who was there: members present and people in attendance are two lists, never one. */
import { isId, type PersonId, type SeatId } from './id.ts';
import type { Quorum } from './board.ts';

export type AttendanceKind = 'present' | 'inAttendance' | 'apologies';

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
};

const GUEST = 'guest:';

/** Q5: keys come from browsers; one that is neither a person's nor a guest's never enters the journal. */
export const isAttendeeKey = (key: string): boolean =>
  isId(key.startsWith(GUEST) ? key.slice(GUEST.length) : key);

export const attendeesOf = (attendees: readonly Attendee[], kind: AttendanceKind) =>
  attendees.filter((attendee) => attendee.kind === kind);

/** Whoever is in the chair: the board's chair, where present. */
export const chairAmong = (attendees: readonly Attendee[]): Attendee | undefined =>
  attendees.find(({ kind, office }) => kind === 'present' && office === 'Chair');

/** Q6: quorum counts members present, and needs one from each sector the board names. */
export function isQuorate(attendees: readonly Attendee[], quorum: Quorum): boolean {
  const present = attendeesOf(attendees, 'present');
  return (
    present.length >= quorum.members &&
    quorum.sectors.every((sector) => present.some((attendee) => attendee.sector === sector))
  );
}
