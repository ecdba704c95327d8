/** Who is expected at a meeting and how each is recorded, one row for a person. */
import {
  hasCome,
  isHere,
  type Attendance,
  type Attendee,
  type AttendanceKind
} from '#domain/attendance.ts';
import { isMember, type Seat, type Substitute } from '#domain/board.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { timesWords } from './attendance-words.ts';

export type ExpectedPerson = {
  readonly key: string;
  readonly name: string;
  readonly post: string;
  /** What recording them as there means: members are present, everybody else is in attendance. */
  readonly whenThere: 'present' | 'inAttendance';
  /** Null while they are not recorded, and of a substitute who is only expected. */
  readonly recorded: AttendanceKind | null;
  /** "From 2:40pm"; empty for whoever is there throughout. */
  readonly times: string;
  readonly isHere: boolean;
  readonly hasCome: boolean;
  /** A substitute whose member has arrived: nothing more is recorded of them. */
  readonly isRelieved: boolean;
  readonly attendee: (kind: AttendanceKind) => Attendee;
};

/** Seat holders in the order of the membership, then whoever else was recorded. */
export function expectedPeople(
  seats: readonly Seat[],
  attendees: readonly Attendance[]
): ExpectedPerson[] {
  const recorded = new Map(attendees.map((attendee) => [attendee.key, attendee]));
  const holders = seats.map((seat) => holderRow(seat, recorded.get(seat.personId)));
  const known = new Set(holders.map(({ key }) => key));
  const others = attendees.filter(({ key }) => !known.has(key)).map(otherRow);
  return [...new Map([...holders, ...others].map((row) => [row.key, row])).values()];
}

/** Substitutes who could still be recorded, each with the seat they would take. */
export const freeSubstitutes = (
  seats: readonly Seat[],
  attendees: readonly Attendance[]
): { readonly seat: Seat; readonly substitute: Substitute }[] =>
  seats
    .filter(
      (seat) =>
        !attendees.some(
          ({ key, kind, substituteSeatId }) =>
            kind === 'present' && (key === seat.personId || substituteSeatId === seat.id)
        )
    )
    .flatMap((seat) => seat.substitutes.map((substitute) => ({ seat, substitute })))
    .filter(({ substitute }) => !attendees.some(({ key }) => key === substitute.personId));

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

function holderRow(seat: Seat, attendance: Attendance | undefined): ExpectedPerson {
  const { office, organisation, post } = holderAttendee(seat, 'present');
  return {
    key: seat.personId,
    name: seat.name,
    post: [office, post, organisation].filter(Boolean).join(', '),
    whenThere: isMember(seat.office) ? 'present' : 'inAttendance',
    attendee: (kind) => holderAttendee(seat, kind),
    ...standing(attendance)
  };
}

function otherRow(attendance: Attendance): ExpectedPerson {
  const { key, name, kind, post, organisation, substituteFor } = attendance;
  const named = kind === 'expected' ? 'Named as substitute for' : 'Substitute for';
  return {
    key,
    name,
    post: substituteFor
      ? `${named} ${substituteFor}`
      : [post, organisation].filter(Boolean).join(', '),
    whenThere: substituteFor ? 'present' : 'inAttendance',
    attendee: (recorded) => ({ ...attendance, kind: recorded }),
    ...standing(attendance)
  };
}

const standing = (attendance: Attendance | undefined) => ({
  recorded: !attendance || attendance.kind === 'expected' ? null : attendance.kind,
  times: attendance ? timesWords(attendance) : '',
  isHere: attendance !== undefined && isHere(attendance),
  hasCome: attendance !== undefined && hasCome(attendance),
  isRelieved: attendance?.relievedBy !== undefined
});
