/** Filling and ending seats: rules S1 to S4 of SPEC.md. */
import { isMember, type Office, type Seat } from './board.ts';
import { addDays, isRealDate } from './civil-date.ts';
import type { PersonId } from './id.ts';
import { refuse, type Refusal } from './refusal.ts';

/** The kinds of body a seat can speak for; a board's quorum may ask for some of them. */
export const SECTORS = [
  'council',
  'district',
  'police',
  'health',
  'education',
  'probation',
  'prison',
  'voluntary',
  'faith',
  'community'
] as const;

export type Sector = (typeof SECTORS)[number];

export const OFFICES: readonly Office[] = [
  'chair',
  'viceChair',
  'member',
  'crgRepresentative',
  'officer',
  'clerk',
  'observer'
];

export type SeatWanted = {
  readonly office: Office;
  readonly personId: PersonId;
  readonly startsOn: string;
};

/** Why the seat may not be filled; `seats` are all of the board's, past and coming ones included. */
export function fillRefusal(seats: readonly Seat[], wanted: SeatWanted): Refusal | undefined {
  if (!isRealDate(wanted.startsOn)) return refuse('date-unreal', 'startsOn');
  const beside = seats.filter((seat) => isHeldFrom(seat, wanted.startsOn));
  if (beside.some((seat) => seat.personId === wanted.personId)) return refuse('seat-held', 'email');
  if (wanted.office === 'chair' && beside.some((seat) => seat.office === 'chair')) {
    return refuse('chair-seated', 'office');
  }
  return undefined;
}

/**
 * [S3] A last day before the first would undo a seat that counted; the eve of it undoes none. An
 * end already set may move later only as far as the seat could have been filled anew.
 */
export function endRefusal(
  seats: readonly Seat[],
  seat: Seat,
  endsOn: string
): Refusal | undefined {
  if (!isRealDate(endsOn)) return refuse('date-unreal', 'endsOn');
  if (endsOn < addDays(seat.startsOn, -1)) return refuse('ends-too-early', 'endsOn');
  if (seat.endsOn === null || endsOn <= seat.endsOn) return undefined;
  const others = seats.filter(({ id }) => id !== seat.id);
  return fillRefusal(others, { ...seat, startsOn: addDays(seat.endsOn, 1) });
}

/** [S4] Substitutes stand in for the membership, and bring no second voice. */
export function substituteRefusal(
  seats: readonly Seat[],
  seat: Seat,
  { personId, startsOn }: Omit<SeatWanted, 'office'>
): Refusal | undefined {
  if (!isMember(seat.office)) return refuse('no-substitute', 'email');
  if (!isRealDate(startsOn)) return refuse('date-unreal', 'startsOn');
  const holder = seats.find((each) => each.personId === personId && isHeldFrom(each, startsOn));
  return holder ? refuse('seat-held', 'email') : undefined;
}

/** Whether the seat is held on that day or on any later one. */
const isHeldFrom = (seat: Seat, date: string): boolean =>
  seat.endsOn === null || (seat.endsOn >= date && seat.endsOn >= seat.startsOn);
