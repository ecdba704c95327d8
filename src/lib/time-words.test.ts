import { expect, test } from 'vitest';
import { timeLeftWords, timeSpentWords } from './time-words.ts';

test('time left is said in whole minutes, and over it in words', () => {
  expect(
    [600, 480, 479, 60, 59, 1, 0, -59, -60, -125].map((seconds) => timeLeftWords(seconds))
  ).toEqual([
    '10 minutes left',
    '8 minutes left',
    '8 minutes left',
    '1 minute left',
    '1 minute left',
    '1 minute left',
    'Time is up',
    'Time is up',
    '1 minute over',
    '2 minutes over'
  ]);
});

test('time spent is said against what the agenda gave', () => {
  expect(timeSpentWords(12 * 60 + 59, 20)).toBe('12 of 20 min');
  expect(timeSpentWords(125, null)).toBe('2 min');
});
