import { expect, test } from 'vitest';
import type { Actor, Role } from '#domain/permission.ts';
import type { StepName, TimetableStep } from '#domain/timetable.ts';
import {
  clockThatMatters,
  stepsForYou,
  waitingMinutes,
  type ListedMeeting
} from './what-needs-you.ts';

const boardId = 'b'.repeat(20);
const today = '2026-11-20';

const person = (role: Role): Actor => ({
  personId: 'p'.repeat(20),
  name: 'Ruth Hale',
  isAdministrator: false,
  places: [{ boardId, role }]
});

const meeting = (given: Partial<ListedMeeting>): ListedMeeting => ({
  id: 'm'.repeat(20),
  boardId,
  boardName: 'Oversight Board',
  date: '2026-12-10',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Room 2',
  phase: 'agendaOpen',
  minutesStage: null,
  change: null,
  next: null,
  publishBy: { date: '2026-12-02', daysLeft: 8 },
  ...given
});

test('the clerk is told by when to publish, and how many working days are left', () => {
  expect(clockThatMatters(person('clerk'), [meeting({})], today)).toMatchObject({
    what: 'Publish the agenda by Wednesday 2 December 2026',
    detail: 'Oversight Board meets Thursday 10 December 2026, 2pm. 8 working days left.',
    asks: true
  });
});

test('whoever cannot publish is told when the board meets', () => {
  expect(clockThatMatters(person('member'), [meeting({})], today)).toMatchObject({
    what: 'Oversight Board meets Thursday 10 December 2026, 2pm',
    asks: false
  });
});

test('a meeting in session comes before everything else', () => {
  const live = meeting({ id: 'l'.repeat(20), phase: 'inSession', publishBy: null });
  expect(clockThatMatters(person('clerk'), [meeting({}), live], today)?.what).toBe(
    'Oversight Board is meeting now'
  );
});

test('the agenda that must be published first is named, not that of the first meeting', () => {
  const later = meeting({ date: '2026-12-11', publishBy: { date: '2026-11-27', daysLeft: 5 } });
  expect(clockThatMatters(person('clerk'), [meeting({}), later], today)?.what).toContain(
    '27 November'
  );
});

test('an agenda to publish in the far future gives way to the next date', () => {
  const far = meeting({ date: '2027-03-11', publishBy: { date: '2027-03-03', daysLeft: 70 } });
  expect(clockThatMatters(person('clerk'), [far], today)).toMatchObject({
    what: 'Oversight Board meets Thursday 11 March 2027, 2pm',
    asks: false
  });
});

test('without a meeting to come there is no clock', () => {
  expect(clockThatMatters(person('clerk'), [], today)).toBeNull();
});

test.each([
  ['chair', 'circulated', 'Minutes to approve'],
  ['member', 'circulated', 'Draft minutes to read'],
  ['clerk', 'circulated', 'Waiting to be approved'],
  ['clerk', 'draft', 'Minutes to circulate'],
  ['chair', 'draft', 'Draft minutes to read'],
  ['clerk', 'withChair', 'With the chair'],
  ['chair', 'withChair', 'Minutes to check']
] as const)('for the %s, minutes that are %s are "%s"', (role, minutesStage, words) => {
  const held = { ...meeting({ phase: 'ended', minutesStage }), correctionsBy: null };
  expect(waitingMinutes(person(role), [held], today)).toMatchObject([{ words }]);
});

test('a meeting whose day has passed without being held here is for the clerk to record', () => {
  const past = { ...meeting({ date: '2026-09-10' }), correctionsBy: null };
  expect(waitingMinutes(person('clerk'), [past], today)).toMatchObject([
    { words: 'Minutes to record', href: `/meetings/${past.id}/live` }
  ]);
  expect(waitingMinutes(person('member'), [past], today)).toEqual([]);
  expect(clockThatMatters(person('clerk'), [past], today)).toBeNull();
});

test('a member is not shown minutes that are still being checked, nor approved ones', () => {
  const stages = ['liveNote', 'draft', 'approved'] as const;
  const held = stages.map((minutesStage) => ({
    ...meeting({ phase: 'ended', minutesStage }),
    correctionsBy: null
  }));
  expect(waitingMinutes(person('member'), held, today)).toEqual([]);
});

const step = (name: StepName, on: string, given: Partial<TimetableStep> = {}): TimetableStep => ({
  name,
  on,
  who: ['clerk'],
  isWindow: false,
  status: 'next',
  atChristmas: false,
  ...given
});

test('[Z4] whoever has the next step reads it two weeks before, and nobody else does', () => {
  const next = step('callForItems', '2026-11-30');
  const asked = [meeting({ next })];
  expect(stepsForYou(person('clerk'), asked, today)).toEqual([
    {
      meetingId: 'm'.repeat(20),
      href: `/meetings/${'m'.repeat(20)}`,
      name: 'Ask for items and look at the work programme by 30 November 2026',
      words: 'Oversight Board, 10 December 2026',
      isLate: false
    }
  ]);
  expect(stepsForYou(person('chair'), asked, today)).toEqual([]);
  expect(stepsForYou(person('clerk'), asked, '2026-11-15')).toEqual([]);
});

test('[Z4] steps are asked for soonest first, and a late one says so', () => {
  const meetings = [
    meeting({ id: 'a'.repeat(20), next: step('draftReports', '2026-11-30', { who: ['officer'] }) }),
    meeting({
      id: 'b'.repeat(20),
      next: step('finalReports', '2026-11-19', { who: ['officer'], status: 'late' })
    })
  ];
  expect(
    stepsForYou(person('officer'), meetings, today).map(({ name, isLate }) => [name, isLate])
  ).toEqual([
    ['Send in final reports by 19 November 2026', true],
    ['Send in draft reports by 30 November 2026', false]
  ]);
});

test('[Z4] an agenda with a clock of its own is not asked for twice; one without notice is', () => {
  const next = step('agendaPublished', '2026-12-02');
  expect(stepsForYou(person('clerk'), [meeting({ next })], today)).toEqual([]);
  expect(stepsForYou(person('clerk'), [meeting({ next, publishBy: null })], today)).toHaveLength(1);
});

test('[Z4] minutes say by when they are due', () => {
  const held = {
    ...meeting({
      phase: 'ended',
      minutesStage: 'draft',
      next: step('circulation', '2026-11-27')
    }),
    correctionsBy: null
  };
  expect(waitingMinutes(person('clerk'), [held], today)).toMatchObject([
    { words: 'Minutes to circulate', next: 'Circulate the draft minutes by 27 November 2026' }
  ]);
  expect(stepsForYou(person('clerk'), [held], today)).toEqual([]);
});
