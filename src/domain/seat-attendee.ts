/** People of a board as a register has them, in the words of their seats. */
import type { Attendee, AttendanceKind } from './attendance.ts';
import { printedHolder, type Seat, type Substitute } from './board.ts';

export function holderAttendee<Kind extends AttendanceKind>(
  seat: Seat,
  kind: Kind
): Attendee & { readonly kind: Kind } {
  const { name, office, organisation, post } = printedHolder(seat);
  return {
    key: seat.personId,
    name,
    kind,
    office,
    organisation,
    sector: seat.sector,
    post,
    substituteSeatId: null,
    substituteFor: null
  };
}

/** A substitute in the place of the member whose seat it is. */
export const substituteAttendee = <Kind extends AttendanceKind>(
  seat: Seat,
  substitute: Substitute,
  kind: Kind
): Attendee & { readonly kind: Kind } => ({
  key: substitute.personId,
  name: substitute.name,
  kind,
  office: null,
  organisation: seat.organisation,
  sector: seat.sector,
  post: substitute.post,
  substituteSeatId: seat.id,
  substituteFor: seat.name
});
