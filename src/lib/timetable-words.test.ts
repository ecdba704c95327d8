import { expect, test } from 'vitest';
import { askWords, nextWords, whoWords } from './timetable-words.ts';

test('whose a step is, is said in words', () => {
  expect(whoWords(['clerk'])).toBe('Clerk');
  expect(whoWords(['chair', 'viceChair', 'clerk', 'officer'])).toBe(
    'Chair, vice-chair, clerk and officers'
  );
  expect(whoWords(['chair', 'viceChair', 'member'])).toBe('Members');
  expect(whoWords([])).toBe('Everybody');
});

test('[Z4] the next step is one sentence with its day and whose it is', () => {
  const step = {
    name: 'agendaPublished',
    on: '2027-01-06',
    who: ['clerk'],
    isWindow: false,
    status: 'late',
    atChristmas: false
  } as const;
  expect(nextWords(step)).toBe('Late: publish the agenda by 6 January 2027. Clerk.');
  expect(nextWords({ ...step, name: 'meeting', who: [] })).toMatch(/^Late: record/);
  expect(nextWords({ ...step, name: 'meeting', who: [], status: 'next' })).toBeNull();
  expect(askWords({ name: 'approval', on: '2027-01-14' })).toBe(
    'Approve the minutes on 14 January 2027'
  );
  expect(askWords({ name: 'approval', on: null })).toBe('Approve the minutes');
});
