import { expect, test } from 'vitest';
import type { Actor, Role } from '#domain/permission.ts';
import { clockThatMatters, waitingMinutes, type ListedMeeting } from './what-needs-you.ts';

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
