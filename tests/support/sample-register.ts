/** Commands of a made-up register: Ruth's seat is `ruth`, and Tom one of her substitutes. */
import type { Attendance, Attendee } from '#domain/attendance.ts';
import type { AttendanceCommand, Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { idOf } from './sample-meeting.ts';

export const person = <Kind extends Attendee['kind']>(
  key: string,
  kind: Kind,
  given: Partial<Attendee> = {}
): Attendee & { readonly kind: Kind } => ({
  key: idOf(key),
  name: key,
  office: null,
  organisation: null,
  sector: null,
  post: null,
  substituteSeatId: null,
  substituteFor: null,
  ...given,
  kind
});

/** As the server completes them: with the seat's own member. */
export const inSeatOf = (member: string): Partial<Attendee> => ({
  substituteSeatId: idOf(`seat${member}`),
  substituteFor: member,
  substituteForId: idOf(member)
});

export const sendApologies = (member: string, substitute: string | null = null): Command => ({
  type: 'send-apologies',
  attendee: person(member, 'apologies'),
  substitute:
    substitute === null
      ? null
      : person(substitute, 'expected', {
          substituteSeatId: idOf(`seat${member}`),
          substituteFor: member
        })
});

export const arrive = (
  key: string,
  at: string | null = null,
  given: Partial<Attendee> = {}
): Command => ({
  type: 'record-arrival',
  attendee: person(key, given.kind ?? 'present', given),
  at
});

export const depart = (key: string, at: string | null = null): AttendanceCommand => ({
  type: 'record-departure',
  key: idOf(key),
  at
});

/** "ruth: present 14:40-15:00", in the order of the register. */
export const register = ({ attendees }: Proceedings): string[] => attendees.map(lineOf);

const lineOf = ({ name, kind, stays, relievedBy }: Attendance): string =>
  [
    `${name}: ${kind}`,
    ...(stays ?? []).map(({ from, until }) => `${from ?? ''}-${until ?? ''}`),
    ...(relievedBy === undefined ? [] : [`then ${relievedBy}`])
  ].join(' ');
