/** Who is expected at a meeting and how each is recorded, one row for a person. */
import type { Attendee, AttendanceKind } from '#domain/attendance.ts';
import { isMember, printedHolder, type Seat } from '#domain/board.ts';

export type ExpectedPerson = {
  readonly key: string;
  readonly name: string;
  readonly post: string;
  /** What recording them as there means: members are present, everybody else is in attendance. */
  readonly whenThere: AttendanceKind;
  readonly recorded: AttendanceKind | null;
  readonly attendee: (kind: AttendanceKind) => Attendee;
};

/** Seat holders in the order of the membership, then whoever else was recorded. */
export function expectedPeople(
  seats: readonly Seat[],
  attendees: readonly Attendee[]
): ExpectedPerson[] {
  const recorded = new Map(attendees.map((attendee) => [attendee.key, attendee]));
  const holders = seats.map((seat) => holderRow(seat, recorded.get(seat.personId)));
  const known = new Set(holders.map(({ key }) => key));
  const others = attendees.filter(({ key }) => !known.has(key)).map(otherRow);
  return [...new Map([...holders, ...others].map((row) => [row.key, row])).values()];
}

/** A substitute in the place of the member whose seat it is. */
export const substituteAttendee = (
  seat: Seat,
  substitute: { readonly personId: string; readonly name: string; readonly post: string | null }
): Attendee => ({
  key: substitute.personId,
  name: substitute.name,
  kind: 'present',
  office: null,
  organisation: seat.organisation,
  sector: seat.sector,
  post: substitute.post,
  substituteSeatId: seat.id,
  substituteFor: seat.name
});

/** Somebody without a seat: an officer or a guest. */
export const guestAttendee = (key: string, name: string, post: string): Attendee => ({
  key,
  name,
  kind: 'inAttendance',
  office: null,
  organisation: null,
  sector: null,
  post: post || null,
  substituteSeatId: null,
  substituteFor: null
});

function holderRow(seat: Seat, attendee: Attendee | undefined): ExpectedPerson {
  const { office, organisation, post } = printedHolder(seat);
  return {
    key: seat.personId,
    name: seat.name,
    post: [office, post, organisation].filter(Boolean).join(', '),
    whenThere: isMember(seat.office) ? 'present' : 'inAttendance',
    recorded: attendee?.kind ?? null,
    attendee: (kind) => ({
      key: seat.personId,
      name: seat.name,
      kind,
      office,
      organisation,
      sector: seat.sector,
      post,
      substituteSeatId: null,
      substituteFor: null
    })
  };
}

const otherRow = (attendee: Attendee): ExpectedPerson => ({
  key: attendee.key,
  name: attendee.name,
  post: attendee.substituteFor
    ? `Substitute for ${attendee.substituteFor}`
    : [attendee.post, attendee.organisation].filter(Boolean).join(', '),
  whenThere: attendee.substituteFor ? 'present' : 'inAttendance',
  recorded: attendee.kind,
  attendee: (kind) => ({ ...attendee, kind })
});
