/**
 * The timetable of a meeting: every date that hangs on its own, counted back and forward in the
 * body's working days, who does what by then, and what of it is done. Five clear days of notice
 * come from section 100B(3) of the Local Government Act 1972, and how long records are kept from
 * sections 100C and 100D; the other distances are custom, and settings of the body. Rules Z1 to Z5.
 */
import type { Office } from './board.ts';
import { addDays, partsOf } from './civil-date.ts';
import type { MeetingPhase, MinutesStage } from './meeting.ts';
import { addWorkingDays, latestPublicationDay, type Holidays } from './notice.ts';
import type { TimetableOffsets } from './timetable-offsets.ts';

export type StepName =
  | 'callForItems'
  | 'agendaSetting'
  | 'draftReports'
  | 'finalReports'
  | 'agendaPublished'
  | 'supplement'
  | 'urgentItems'
  | 'meeting'
  | 'actionsSent'
  | 'draftMinutes'
  | 'chairsCheck'
  | 'circulation'
  | 'corrections'
  | 'nextAgenda'
  | 'approval'
  | 'signing';

/** `over`: nothing records whether it was done, and its time has passed. */
export type StepStatus = 'done' | 'over' | 'late' | 'next' | 'toCome';

export type TimetableStep = {
  readonly name: StepName;
  /** ISO date; null until the next meeting is set. */
  readonly on: string | null;
  /** Whose it is; nobody in particular for the meeting itself. */
  readonly who: readonly Office[];
  /** A time in which something may still come, not a thing that somebody has to do. */
  readonly isWindow: boolean;
  readonly status: StepStatus;
  /** [Z5] Between Christmas and New Year, when few are at work. */
  readonly atChristmas: boolean;
};

export type MeetingDates = {
  readonly date: string;
  /** Of the board's next meeting; null while none is set. */
  readonly nextDate: string | null;
  /** ISO date of the meeting that approved the minutes; null until one has. */
  readonly approvedOn: string | null;
};

/** How far the meeting, and the agenda of the one after it, have come. */
export type MeetingProgress = {
  readonly phase: MeetingPhase;
  readonly minutesStage: MinutesStage | null;
  readonly nextAgendaIsOut: boolean;
};

/** How the body counts. */
export type Reckoning = {
  readonly noticeDays: number;
  readonly offsets: TimetableOffsets;
  readonly holidays: Holidays;
};

/** In order of their dates; empty for a meeting that is not held. */
export function timetableOf(
  dates: MeetingDates,
  progress: MeetingProgress,
  reckoning: Reckoning,
  today: string
): readonly TimetableStep[] {
  if (progress.phase === 'cancelled') return [];
  const on = datesOf(dates, reckoning);
  let hasNext = false;
  return STEPS.map(({ name, who, isWindow = false }) => {
    const step = { name, on: on[name], who, isWindow, atChristmas: isAtChristmas(on[name]) };
    const settled = settledStatus(step, progress, today);
    if (settled) return { ...step, status: settled };
    if (hasNext || isWindow) return { ...step, status: 'toCome' };
    hasNext = true;
    return { ...step, status: step.on !== null && step.on < today ? 'late' : 'next' };
  });
}

/** [Z4] What has to be done next; undefined when nothing has. */
export const nextStep = (steps: readonly TimetableStep[]): TimetableStep | undefined =>
  steps.find(({ status }) => status === 'next' || status === 'late');

/** [Z1] [Z2] The date of every step. */
export function datesOf(
  { date, nextDate, approvedOn }: MeetingDates,
  { noticeDays, offsets, holidays }: Reckoning
): Readonly<Record<StepName, string | null>> {
  const after = (days: number) => addWorkingDays(date, days, holidays);
  const agendaFor = (meeting: string) => latestPublicationDay(meeting, noticeDays, holidays);
  const approval = approvedOn ?? nextDate;
  const nextAgenda = nextDate === null ? null : agendaFor(nextDate);
  return {
    callForItems: after(-offsets.callForItems),
    agendaSetting: after(-offsets.agendaSetting),
    draftReports: after(-offsets.draftReports),
    finalReports: after(-offsets.finalReports),
    agendaPublished: agendaFor(date),
    supplement: after(-1),
    urgentItems: date,
    meeting: date,
    actionsSent: after(offsets.actionsSent),
    draftMinutes: after(offsets.draftMinutes),
    chairsCheck: after(offsets.chairsCheck),
    circulation: after(offsets.circulation),
    corrections: nextAgenda,
    nextAgenda,
    approval,
    signing: approval === null ? null : addWorkingDays(approval, offsets.signing, holidays)
  };
}

/** The last days on which papers of a meeting must be kept: six years, and four for background papers. */
export const keptUntil = (
  date: string
): { readonly record: string; readonly background: string } => ({
  record: yearsLater(date, 6),
  background: yearsLater(date, 4)
});

type Step = { readonly name: StepName; readonly who: readonly Office[]; readonly isWindow?: true };

const STEPS: readonly Step[] = [
  { name: 'callForItems', who: ['clerk'] },
  { name: 'agendaSetting', who: ['chair', 'viceChair', 'clerk', 'officer'] },
  { name: 'draftReports', who: ['officer'] },
  { name: 'finalReports', who: ['officer'] },
  { name: 'agendaPublished', who: ['clerk'] },
  { name: 'supplement', who: ['clerk'], isWindow: true },
  { name: 'urgentItems', who: ['chair'], isWindow: true },
  { name: 'meeting', who: [] },
  { name: 'actionsSent', who: ['clerk'] },
  { name: 'draftMinutes', who: ['clerk'] },
  { name: 'chairsCheck', who: ['chair'] },
  { name: 'circulation', who: ['clerk'] },
  { name: 'corrections', who: ['chair', 'viceChair', 'member'], isWindow: true },
  { name: 'nextAgenda', who: ['clerk'] },
  { name: 'approval', who: ['chair', 'viceChair', 'member'] },
  { name: 'signing', who: ['chair', 'clerk'] }
];

/** [Z3] Done where the meeting's own record says so, over where nothing would and its time has passed. */
function settledStatus(
  { name, on }: Pick<TimetableStep, 'name' | 'on'>,
  { phase, minutesStage, nextAgendaIsOut }: MeetingProgress,
  today: string
): 'done' | 'over' | null {
  const isOut = phase !== 'agendaOpen';
  const hasEnded = phase === 'ended';
  const isCirculated = minutesStage === 'circulated' || minutesStage === 'approved';
  const isApproved = minutesStage === 'approved';
  const done = (is: boolean) => (is ? 'done' : null);
  const over = (is: boolean) => (is || (on !== null && on < today) ? 'over' : null);
  switch (name) {
    case 'callForItems':
    case 'agendaSetting':
    case 'draftReports':
    case 'finalReports':
      return over(isOut);
    case 'agendaPublished':
      return done(isOut);
    case 'supplement':
      return over(phase !== 'agendaOpen' && phase !== 'agendaPublished');
    case 'urgentItems':
      return over(hasEnded);
    case 'meeting':
      return done(hasEnded);
    case 'actionsSent':
      return over(false);
    case 'draftMinutes':
      return done(isCirculated || minutesStage === 'withChair');
    case 'chairsCheck':
    case 'circulation':
      return done(isCirculated);
    case 'corrections':
      return over(isApproved);
    case 'nextAgenda':
      return done(nextAgendaIsOut || isApproved);
    case 'approval':
      return done(isApproved);
    case 'signing':
      return over(false);
  }
}

const isAtChristmas = (on: string | null): boolean => {
  const day = on?.slice(5) ?? '';
  return day >= '12-24' || day === '01-01';
};

/** 29 February becomes the 28th where the later year has none. */
function yearsLater(date: string, years: number): string {
  const { year, month, day } = partsOf(date);
  const isLeapDay = month === 2 && day === 29;
  const first = `${String(year + years).padStart(4, '0')}-${date.slice(5, 7)}-01`;
  const isLeapYear = addDays(`${first.slice(0, 4)}-02-28`, 1).endsWith('02-29');
  return addDays(first, (isLeapDay && !isLeapYear ? 28 : day) - 1);
}
