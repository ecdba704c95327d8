import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BANK_HOLIDAYS } from './bank-holiday.ts';
import { weekdayOf } from './civil-date.ts';
import type { MeetingPhase, MinutesStage } from './meeting.ts';
import { clearWorkingDays } from './notice.ts';
import { OFFSET_NAMES, offsetsRefusal, USUAL_OFFSETS } from './timetable-offsets.ts';
import {
  datesOf,
  keptUntil,
  nextStep,
  timetableOf,
  type MeetingProgress,
  type Reckoning
} from './timetable.ts';

const USUAL: Reckoning = {
  noticeDays: 5,
  offsets: USUAL_OFFSETS,
  holidays: BANK_HOLIDAYS
};

const JANUARY = { date: '2027-01-14', nextDate: '2027-04-15', approvedOn: null };

test('[Z1] a council’s meeting of Thursday 23 June 2022 has these dates', () => {
  const dates = { date: '2022-06-23', nextDate: '2022-10-04', approvedOn: '2022-10-04' };
  expect(datesOf(dates, USUAL)).toEqual({
    callForItems: '2022-05-10',
    agendaSetting: '2022-05-17',
    draftReports: '2022-05-31',
    finalReports: '2022-06-09',
    agendaPublished: '2022-06-15',
    supplement: '2022-06-22',
    urgentItems: '2022-06-23',
    meeting: '2022-06-23',
    actionsSent: '2022-06-27',
    draftMinutes: '2022-06-30',
    chairsCheck: '2022-07-05',
    circulation: '2022-07-07',
    corrections: '2022-09-26',
    nextAgenda: '2022-09-26',
    approval: '2022-10-04',
    signing: '2022-10-11'
  });
});

test('[Z1] [Z2] a board’s meeting of Thursday 14 January 2027 has these dates', () => {
  expect(datesOf(JANUARY, USUAL)).toEqual({
    callForItems: '2026-11-30',
    agendaSetting: '2026-12-07',
    draftReports: '2026-12-21',
    finalReports: '2026-12-30',
    agendaPublished: '2027-01-06',
    supplement: '2027-01-13',
    urgentItems: '2027-01-14',
    meeting: '2027-01-14',
    actionsSent: '2027-01-18',
    draftMinutes: '2027-01-21',
    chairsCheck: '2027-01-26',
    circulation: '2027-01-28',
    corrections: '2027-04-07',
    nextAgenda: '2027-04-07',
    approval: '2027-04-15',
    signing: '2027-04-22'
  });
});

test('[Z2] what hangs on the next meeting has no date until that is set', () => {
  const dates = datesOf({ ...JANUARY, nextDate: null }, USUAL);
  const open = Object.entries(dates).filter(([, on]) => on === null);
  expect(open.map(([name]) => name)).toEqual(['corrections', 'nextAgenda', 'approval', 'signing']);
  const approved = { ...JANUARY, nextDate: null, approvedOn: '2027-03-11' };
  expect(datesOf(approved, USUAL).signing).toBe('2027-03-18');
});

test('[Z5] only what falls between Christmas and New Year is marked', () => {
  const steps = stepsOn('2026-11-21');
  expect(steps.filter(({ atChristmas }) => atChristmas).map(({ name }) => name)).toEqual([
    'finalReports'
  ]);
});

test('[Z1] the body’s own distances and closure days count', () => {
  const closed = new Set([...BANK_HOLIDAYS, '2026-12-29', '2026-12-30', '2026-12-31']);
  const offsets = { ...USUAL_OFFSETS, callForItems: 40, signing: 0 };
  const dates = datesOf(JANUARY, { noticeDays: 3, offsets, holidays: closed });
  expect(dates).toMatchObject({
    callForItems: '2026-11-11',
    finalReports: '2026-12-23',
    agendaPublished: '2027-01-08',
    signing: '2027-04-15'
  });
});

/** The last Sundays of March and October, and meetings whose days lie around them. */
test.each([
  ['2027-03-30', '2027-03-18', '2027-03-31', 'clocks go forward on 28 March, at Easter'],
  ['2026-10-27', '2026-10-19', '2026-10-28', 'clocks go back on 25 October'],
  ['2026-03-30', '2026-03-20', '2026-03-31', 'a Monday after clocks went forward'],
  ['2027-11-01', '2027-10-22', '2027-11-02', 'a Monday after clocks went back']
])('[Z1] for %s the agenda is due on %s and a day after is %s: %s', (date, agenda, day) => {
  const offsets = { ...USUAL_OFFSETS, actionsSent: 1 };
  const dates = datesOf({ ...JANUARY, date }, { ...USUAL, offsets });
  expect(dates).toMatchObject({ agendaPublished: agenda, actionsSent: day, meeting: date });
});

test('[Z1] on whatever day a meeting is, its dates are working days in order with the notice asked for', () => {
  const day = fc
    .date({
      min: new Date('2019-05-01'),
      max: new Date('2028-09-30'),
      noInvalidDate: true
    })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 9 }), (date, noticeDays) => {
      const dates = datesOf({ ...JANUARY, date }, { ...USUAL, noticeDays });
      const before = ['callForItems', 'agendaSetting', 'draftReports', 'finalReports'] as const;
      const after = [
        'meeting',
        'actionsSent',
        'draftMinutes',
        'chairsCheck',
        'circulation'
      ] as const;
      const inOrder = [...before, ...after].map((name) => dates[name] ?? '');
      expect(inOrder).toEqual(inOrder.toSorted());
      for (const name of [...before, 'agendaPublished', ...after.slice(1)] as const) {
        expect(weekdayOf(dates[name] ?? '')).toBeLessThanOrEqual(5);
        expect(BANK_HOLIDAYS.has(dates[name] ?? '')).toBe(false);
      }
      const notice = clearWorkingDays(dates.agendaPublished ?? '', date, BANK_HOLIDAYS);
      expect(notice).toBe(noticeDays);
    })
  );
});

test.each<[today: string, MeetingPhase, MinutesStage | null, next: string | undefined]>([
  ['2026-11-21', 'agendaOpen', null, 'next callForItems 2026-11-30'],
  ['2026-11-30', 'agendaOpen', null, 'next callForItems 2026-11-30'],
  ['2026-12-01', 'agendaOpen', null, 'next agendaSetting 2026-12-07'],
  ['2026-12-31', 'agendaOpen', null, 'next agendaPublished 2027-01-06'],
  ['2027-01-07', 'agendaOpen', null, 'late agendaPublished 2027-01-06'],
  ['2026-12-02', 'agendaPublished', null, 'next meeting 2027-01-14'],
  ['2027-01-14', 'inSession', 'liveNote', 'next meeting 2027-01-14'],
  ['2027-01-20', 'agendaPublished', null, 'late meeting 2027-01-14'],
  ['2027-01-14', 'ended', 'draft', 'next actionsSent 2027-01-18'],
  ['2027-01-19', 'ended', 'draft', 'next draftMinutes 2027-01-21'],
  ['2027-01-22', 'ended', 'draft', 'late draftMinutes 2027-01-21'],
  ['2027-01-22', 'ended', 'withChair', 'next chairsCheck 2027-01-26'],
  ['2027-01-29', 'ended', 'withChair', 'late chairsCheck 2027-01-26'],
  ['2027-01-29', 'ended', 'circulated', 'next nextAgenda 2027-04-07'],
  ['2027-04-16', 'ended', 'approved', 'next signing 2027-04-22'],
  ['2027-04-23', 'ended', 'approved', undefined]
])('[Z3] [Z4] on %s, %s with minutes %s, %s', (today, phase, minutesStage, expected) => {
  const step = nextStep(stepsOn(today, { phase, minutesStage }));
  expect(step && `${step.status} ${step.name} ${step.on}`).toBe(expected);
});

test('[Z3] the next agenda that is out has carried the draft, and approval waits for its meeting', () => {
  const progress = { phase: 'ended', minutesStage: 'circulated', nextAgendaIsOut: true } as const;
  expect(nextStep(stepsOn('2027-04-08', progress))).toMatchObject({
    name: 'approval',
    status: 'next',
    who: ['chair', 'viceChair', 'member']
  });
});

test('[Z3] [Z4] at any moment at most one step is next, and nothing done comes after what is to come', () => {
  const phases = fc.constantFrom<MeetingPhase>(
    'agendaOpen',
    'agendaPublished',
    'inSession',
    'adjourned',
    'ended'
  );
  const today = fc.integer({ min: 0, max: 250 }).map((days) => {
    const day = new Date(Date.UTC(2026, 10, 1 + days));
    return day.toISOString().slice(0, 10);
  });
  fc.assert(
    fc.property(phases, today, fc.boolean(), (phase, day, nextAgendaIsOut) => {
      const minutesStage = phase === 'ended' ? 'draft' : null;
      const steps = stepsOn(day, { phase, minutesStage, nextAgendaIsOut });
      const isAsked = ({ status }: { status: string }) => status === 'next' || status === 'late';
      expect(steps.filter(isAsked).length).toBeLessThanOrEqual(1);
      const isOpen = steps.findIndex(isAsked);
      if (isOpen < 0) return;
      const later = steps.slice(isOpen + 1).filter(({ on }) => on !== null && on >= day);
      const settled = later.filter(({ status }) => status === 'done').map(({ name }) => name);
      expect(settled.filter((name) => name !== 'nextAgenda')).toEqual([]);
    })
  );
});

test('[Z4] a cancelled meeting has no timetable', () => {
  expect(stepsOn('2026-12-01', { phase: 'cancelled' })).toEqual([]);
});

test('[Z1] records are kept for six years and background papers for four', () => {
  expect(keptUntil('2022-06-23')).toEqual({ record: '2028-06-23', background: '2026-06-23' });
  expect(keptUntil('2024-02-29')).toEqual({ record: '2030-02-28', background: '2028-02-29' });
});

test('[Z6] distances are whole numbers from 0 to 60, and their steps stay in order', () => {
  expect(offsetsRefusal(USUAL_OFFSETS)).toBeUndefined();
  const refusalOf = (name: keyof typeof USUAL_OFFSETS, days: number) =>
    offsetsRefusal({ ...USUAL_OFFSETS, [name]: days });
  for (const name of OFFSET_NAMES) {
    for (const days of [-1, 61, 1.5, Number.NaN]) {
      expect(refusalOf(name, days)).toEqual({ refused: 'number-unreal', field: name });
    }
  }
  expect(refusalOf('callForItems', 24)).toEqual({
    refused: 'steps-out-of-order',
    field: 'callForItems'
  });
  expect(refusalOf('circulation', 7)).toMatchObject({ field: 'circulation' });
  expect(refusalOf('finalReports', 15)).toBeUndefined();
});

function stepsOn(today: string, progress: Partial<MeetingProgress> = {}) {
  const now: MeetingProgress = {
    phase: 'agendaOpen',
    minutesStage: null,
    nextAgendaIsOut: false,
    ...progress
  };
  return timetableOf(JANUARY, now, USUAL, today);
}
