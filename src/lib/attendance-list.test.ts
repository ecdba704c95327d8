import { expect, test } from 'vitest';
import type { Attendance } from '#domain/attendance.ts';
import type { Seat } from '#domain/board.ts';
import { holderAttendee, substituteAttendee } from '#domain/seat-attendee.ts';
import { expectedPeople, freeSubstitutes } from './attendance-list.ts';
import { changeWords, timesWords } from './attendance-words.ts';

const TOM = { personId: 'tom', name: 'Tom Ode', post: null };
const PRIYA = { personId: 'priya', name: 'Priya Nair', post: null };
const seatOf = (personId: string, name: string, substitutes: Seat['substitutes']): Seat => ({
  id: `seat-${personId}`,
  boardId: 'board',
  office: 'member',
  organisation: 'Police',
  sector: 'police',
  personId,
  name,
  post: null,
  startsOn: '2026-01-05',
  endsOn: null,
  substitutes
});
const RUTH = seatOf('ruth', 'Ruth Hale', [TOM, PRIYA]);

const away = holderAttendee(RUTH, 'apologies');
const expected = substituteAttendee(RUTH, TOM, 'expected');
const seated = substituteAttendee(RUTH, TOM, 'present');
const late: Attendance = {
  ...holderAttendee(RUTH, 'present'),
  stays: [{ from: '14:40', until: null }]
};
const relieved: Attendance = {
  ...seated,
  stays: [{ from: null, until: '14:40' }],
  relievedBy: 'Ruth Hale'
};

test('[E3] a substitute who is expected has a row, and is not yet recorded', () => {
  const rows = expectedPeople([RUTH], [away, expected]);
  expect(rows.map(({ name, post, recorded }) => [name, post, recorded])).toEqual([
    ['Ruth Hale', 'Police', 'apologies'],
    ['Tom Ode', 'Named as substitute for Ruth Hale', null]
  ]);
});

test('[Q7] [E6] substitutes are offered while their seat is free and they are not recorded', () => {
  const free = (...attendees: Attendance[]) =>
    freeSubstitutes([RUTH], attendees).map(({ substitute }) => substitute.name);
  expect(free()).toEqual(['Tom Ode', 'Priya Nair']);
  expect(free(away, expected)).toEqual(['Priya Nair']);
  expect(free(seated)).toEqual([]);
  expect(free(late, relieved)).toEqual([]);
});

test('[E9] a register says times as screens do', () => {
  expect(timesWords(away)).toBe('');
  expect(timesWords(late)).toBe('From 2:40pm');
  expect(timesWords(relieved)).toBe('Until 2:40pm, when Ruth Hale arrived');
});

test('[E8] what can be undone is said for everybody it touched', () => {
  expect(changeWords([], [away, expected])).toBe(
    'Ruth Hale: apologies. Tom Ode: expected as substitute.'
  );
  expect(changeWords([away, { ...seated }], [late, relieved])).toBe(
    'Ruth Hale: present, from 2:40pm. Tom Ode: present, until 2:40pm, when Ruth Hale arrived.'
  );
  expect(changeWords([seated, away], [{ ...seated }])).toBe('Ruth Hale: not recorded.');
});
