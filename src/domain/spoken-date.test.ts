import { expect, test } from 'vitest';
import fc from 'fast-check';
import { addDays, plainDate } from './civil-date.ts';
import { dateAtEnd } from './spoken-date.ts';

/** A Thursday. */
const today = '2026-12-10';
const setting = { today, nextMeetingOn: '2027-03-11' };
const dueOf = (text: string) => dateAtEnd(text, setting)?.date ?? null;

test.each([
  ['15/1', '2027-01-15'],
  ['15/1/27', '2027-01-15'],
  ['15/01/2028', '2028-01-15'],
  ['15 jan', '2027-01-15'],
  ['15th January', '2027-01-15'],
  ['15 January 2027', '2027-01-15'],
  ['friday 15 jan', '2027-01-15'],
  ['next meeting', '2027-03-11'],
  ['2 weeks', '2026-12-24'],
  ['10 days', '2026-12-20'],
  ['3 months', '2027-03-10'],
  ['today', '2026-12-10'],
  ['tomorrow', '2026-12-11'],
  ['Friday', '2026-12-11']
])('[L4] "%s" at the end of a line is a due date', (phrase, date) => {
  expect(dueOf(`Send list of centres ${phrase}`)).toBe(date);
  expect(dueOf(phrase)).toBe(date);
  expect(dueOf(`Send list of centres ${phrase}.`)).toBe(date);
});

test('[L5] a date without a year is the next one, today included', () => {
  expect(dueOf('Send it 9/12')).toBe('2027-12-09');
  expect(dueOf('Send it 10/12')).toBe('2026-12-10');
  expect(dueOf('Send it 29 feb')).toBe('2028-02-29');
  expect(dueOf('Send it Thursday')).toBe('2026-12-17');
});

test.each(['31/2', '31 February', '29/2/27', '0/1', '15/13', 'Monday 15 January 2027', '24/7'])(
  '[L4] "%s" is no day, so it is wording',
  (phrase) => {
    expect(dueOf(`Send list ${phrase}`)).toBeNull();
  }
);

test('[L4] "next meeting" is wording while no next meeting is set', () => {
  expect(dateAtEnd('Send list next meeting', { today, nextMeetingOn: null })).toBeNull();
});

test('[L6] "by" goes with the date, and "within" with a length of time', () => {
  expect(dateAtEnd('Send list by the 15 January', setting)).toEqual({
    from: 9,
    date: '2027-01-15'
  });
  expect(dateAtEnd('Send list within 2 weeks', setting)).toEqual({ from: 9, date: '2026-12-24' });
});

test.each([
  'Report back to the next meeting',
  'Meet on Friday',
  'Circulate the minutes of 15 January',
  'Run the stall for 2 weeks',
  'Sum up progress since last Friday',
  'Change the budget for 2026/27',
  'See minute 15/1 and 16'
])('[L6] in "%s" the date is part of the sentence', (line) => {
  expect(dateAtEnd(line, setting)).toBeNull();
});

test('[L5] a day written without its year is found within a year of today', () => {
  const days = fc.integer({ min: 0, max: 364 });
  const starts = fc.integer({ min: 0, max: 4000 });
  fc.assert(
    fc.property(starts, days, (start, ahead) => {
      const from = addDays('2026-01-01', start);
      const date = addDays(from, ahead);
      const written = plainDate(date).replace(/ \d{4}$/, '');
      expect(dateAtEnd(written, { today: from, nextMeetingOn: null })?.date).toBe(date);
    })
  );
});
