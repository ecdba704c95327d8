/** The two boards of the demonstration, their settings, seats and substitutes. */
import { USUAL_OFFSETS } from '#domain/timetable-offsets.ts';
import type { Board, BoardSettings, Office } from '#domain/board.ts';
import type { PersonKey } from './people.ts';

export type BoardKey = 'oversight' | 'reference';

export type DemoSeat = {
  readonly person: PersonKey;
  readonly office: Office;
  readonly organisation: OrganisationName | null;
  readonly substitute?: PersonKey;
};

export type DemoBoard = Pick<Board, 'name' | 'kind' | 'settings'> & {
  readonly parent: BoardKey | null;
  /** Date from which the seats are held. */
  readonly seatsFrom: string;
  readonly seats: readonly DemoSeat[];
};

/** Organisations by name, each in one sector. */
export const ORGANISATIONS = {
  'Tarrowshire County Council': 'council',
  'Brindlow Borough Council': 'district',
  'South Tarrow District Council': 'district',
  'Tarrowshire Police': 'police',
  'Tarrowshire Health Partnership': 'health',
  'Tarrowshire Education Forum': 'education',
  'Probation Service, Tarrowshire': 'probation',
  'Tarrowshire Voluntary Action': 'voluntary',
  'Tarrowshire Interfaith Council': 'faith',
  'Community Reference Group': 'community'
} as const;

type OrganisationName = keyof typeof ORGANISATIONS;

const CONTACT = {
  contactName: 'Bridget Amoako',
  contactPost: 'Democratic Services Officer',
  contactEmail: 'clerk@demo.example'
};

const OVERSIGHT_SETTINGS: BoardSettings = {
  accessRegime: 'adopted',
  numbering: 'annual',
  minutesWriting: 'members',
  attribution: 'named',
  noticeDays: 5,
  timetable: USUAL_OFFSETS,
  quorum: { members: 5, sectors: ['police', 'council'] },
  standingItems: [
    'apologies',
    'minutes',
    'urgentBusiness',
    'declarations',
    'actionLog',
    'workProgramme',
    'nextMeeting'
  ],
  strapline: 'Working together to keep Tarrowshire safe',
  opening:
    'The Chair welcomed those present and reminded them that the open part of the meeting was being recorded to help the clerk, and that the recording would be deleted when the minutes were approved.',
  ...CONTACT
};

const REFERENCE_SETTINGS: BoardSettings = {
  accessRegime: 'private',
  numbering: 'perMeeting',
  minutesWriting: 'members',
  attribution: 'chathamHouse',
  noticeDays: 5,
  timetable: USUAL_OFFSETS,
  quorum: { members: 3, sectors: [] },
  standingItems: ['minutes', 'actionLog', 'nextMeeting'],
  strapline: null,
  opening:
    'These notes give the views that were expressed, and say neither who expressed them nor who was there.',
  ...CONTACT
};

export const BOARDS: Record<BoardKey, DemoBoard> = {
  oversight: {
    name: 'Tarrowshire Prevent Oversight Board',
    kind: 'board',
    parent: null,
    settings: OVERSIGHT_SETTINGS,
    seatsFrom: '2025-05-22',
    seats: [
      { person: 'helenaMarsden', office: 'chair', organisation: 'Tarrowshire County Council' },
      {
        person: 'anitaRawal',
        office: 'viceChair',
        organisation: 'Tarrowshire Police',
        substitute: 'neilAbara'
      },
      {
        person: 'catrinBevan',
        office: 'member',
        organisation: 'Tarrowshire Education Forum'
      },
      {
        person: 'simoneCharlery',
        office: 'member',
        organisation: 'Probation Service, Tarrowshire'
      },
      {
        person: 'nasreenHolloway',
        office: 'member',
        organisation: 'Tarrowshire Health Partnership'
      },
      { person: 'danielOkonjo', office: 'member', organisation: 'Brindlow Borough Council' },
      { person: 'grahamOstler', office: 'member', organisation: 'Tarrowshire County Council' },
      { person: 'gurdeepSohal', office: 'member', organisation: 'Tarrowshire Voluntary Action' },
      { person: 'alisonThwaite', office: 'member', organisation: 'Tarrowshire Interfaith Council' },
      {
        person: 'owenTranter',
        office: 'member',
        organisation: 'South Tarrow District Council',
        substitute: 'hannahLockyer'
      },
      {
        person: 'aminaWarsame',
        office: 'crgRepresentative',
        organisation: 'Community Reference Group'
      },
      { person: 'joelHendry', office: 'officer', organisation: 'Tarrowshire County Council' },
      { person: 'tomaszWrona', office: 'officer', organisation: 'Tarrowshire Police' },
      { person: 'bridgetAmoako', office: 'clerk', organisation: 'Tarrowshire County Council' }
    ]
  },
  reference: {
    name: 'Tarrowshire Prevent Community Reference Group',
    kind: 'reference-group',
    parent: 'oversight',
    settings: REFERENCE_SETTINGS,
    seatsFrom: '2025-09-01',
    seats: [
      { person: 'leonieCastell', office: 'chair', organisation: null },
      { person: 'harjitBassan', office: 'member', organisation: null },
      { person: 'kieranMossop', office: 'member', organisation: null },
      { person: 'aminaWarsame', office: 'member', organisation: null },
      { person: 'dorothyWhitcombe', office: 'member', organisation: null },
      { person: 'joelHendry', office: 'officer', organisation: 'Tarrowshire County Council' },
      { person: 'bridgetAmoako', office: 'clerk', organisation: 'Tarrowshire County Council' }
    ]
  }
};
