/** Boards: anything that meets and keeps minutes; who holds its seats, and how it does things. */
import type { AttributionPolicy } from './attribution.ts';
import type { BoardId, PersonId, SeatId } from './id.ts';
import type { PrintedPerson } from './record.ts';
import type { StandingItem } from './agenda.ts';
import { USUAL_OFFSETS, type TimetableOffsets } from './timetable-offsets.ts';

export type BoardKind = 'board' | 'reference-group';

/** Whether the access-to-information rules bind by law, by adoption, or not at all. */
export type AccessRegime = 'statutory' | 'adopted' | 'private';

export type NumberingScheme = 'annual' | 'continuous' | 'perMeeting';

/** Who may write the live note while the meeting is in session. */
export type MinutesWriting = 'members' | 'clerk';

export type Office =
  'chair' | 'viceChair' | 'member' | 'crgRepresentative' | 'officer' | 'clerk' | 'observer';

export type Quorum = {
  /** Least number of members present. */
  readonly members: number;
  /** Sectors of which at least one member must be present. */
  readonly sectors: readonly string[];
};

export type BoardSettings = {
  readonly accessRegime: AccessRegime;
  readonly numbering: NumberingScheme;
  readonly minutesWriting: MinutesWriting;
  /** Of the records of meetings made from now on. */
  readonly attribution: AttributionPolicy;
  /** Clear working days between publication of the agenda and the meeting. */
  readonly noticeDays: number;
  /** How far from its meetings it does each thing. */
  readonly timetable: TimetableOffsets;
  readonly quorum: Quorum;
  readonly standingItems: readonly StandingItem[];
  /** Printed above the title of the board's documents. */
  readonly strapline: string | null;
  /** Unnumbered statement before the first minute. */
  readonly opening: string | null;
  readonly contactName: string;
  readonly contactPost: string;
  readonly contactEmail: string;
};

export type Board = {
  readonly id: BoardId;
  readonly name: string;
  readonly kind: BoardKind;
  /** The board this one reports to, such as the board of a reference group. */
  readonly parentId: BoardId | null;
  readonly settings: BoardSettings;
};

export type Seat = {
  readonly id: SeatId;
  readonly boardId: BoardId;
  readonly office: Office;
  readonly organisation: string | null;
  readonly sector: string | null;
  readonly personId: PersonId;
  readonly name: string;
  readonly post: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly substitutes: readonly Substitute[];
};

export type Substitute = {
  readonly personId: PersonId;
  readonly name: string;
  readonly post: string | null;
};

/** Offices whose holders are the membership; the others attend, advise or watch. */
const MEMBER_OFFICES: readonly Office[] = ['chair', 'viceChair', 'member'];

export const isMember = (office: Office): boolean => MEMBER_OFFICES.includes(office);

/** A seat counts from its first day to its last, both included. */
export const holdsSeatOn = (seat: { startsOn: string; endsOn: string | null }, date: string) =>
  seat.startsOn <= date && (seat.endsOn === null || date <= seat.endsOn);

const OFFICE_WORDS: Record<Office, string | null> = {
  chair: 'Chair',
  viceChair: 'Vice-Chair',
  member: null,
  crgRepresentative: 'CRG representative',
  officer: null,
  clerk: null,
  observer: 'Observer'
};

/** A seat's holder as a record prints them. */
export const printedHolder = (seat: Seat): PrintedPerson => ({
  name: seat.name,
  office: OFFICE_WORDS[seat.office],
  organisation: seat.organisation,
  post: seat.post,
  substituteFor: null
});

export const defaultSettings = (kind: BoardKind): BoardSettings => ({
  accessRegime: kind === 'board' ? 'adopted' : 'private',
  numbering: 'annual',
  minutesWriting: 'members',
  attribution: kind === 'reference-group' ? 'chathamHouse' : 'named',
  noticeDays: 5,
  timetable: USUAL_OFFSETS,
  quorum: { members: 3, sectors: [] },
  standingItems: [
    'apologies',
    'minutes',
    'urgentBusiness',
    'declarations',
    'actionLog',
    'workProgramme'
  ],
  strapline: null,
  opening: null,
  contactName: '',
  contactPost: 'Democratic Services Officer',
  contactEmail: ''
});
