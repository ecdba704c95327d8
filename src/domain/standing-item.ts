/** Standing items: business that comes at every meeting, with its usual title, time and nil return. */
import type { Purpose, StandingItem } from './agenda.ts';

export type StandingItemPattern = {
  readonly title: string;
  readonly purpose: Purpose | null;
  readonly minutes: number | null;
  readonly minuted: boolean;
  /** The sentence that records that there was none of it. */
  readonly nilReturn: string | null;
};

export const standingItemOf = (standing: StandingItem): StandingItemPattern => PATTERNS[standing];

export const STANDING_ITEMS: readonly StandingItem[] = [
  'apologies',
  'minutes',
  'urgentBusiness',
  'declarations',
  'actionLog',
  'workProgramme',
  'nextMeeting'
];

const PATTERNS: Record<StandingItem, StandingItemPattern> = {
  apologies: {
    title: 'Apologies for absence',
    purpose: null,
    minutes: 2,
    minuted: false,
    nilReturn: 'There were no apologies for absence.'
  },
  minutes: {
    title: 'Minutes',
    purpose: 'decide',
    minutes: 5,
    minuted: true,
    nilReturn: null
  },
  urgentBusiness: {
    title: 'Items of urgent business',
    purpose: null,
    minutes: null,
    minuted: true,
    nilReturn: 'There were no urgent items of business.'
  },
  declarations: {
    title: 'Declarations of interest',
    purpose: null,
    minutes: 2,
    minuted: true,
    nilReturn: 'There were no interests declared.'
  },
  actionLog: {
    title: 'Action log',
    purpose: 'note',
    minutes: 10,
    minuted: true,
    nilReturn: 'That the status of the Action Log be noted.'
  },
  workProgramme: {
    title: 'Work programme',
    purpose: 'discuss',
    minutes: 5,
    minuted: true,
    nilReturn: null
  },
  nextMeeting: {
    title: 'Date of next meeting',
    purpose: 'note',
    minutes: 2,
    minuted: true,
    nilReturn: null
  }
};
