import { expect, test } from 'vitest';
import { firstMinuteNumber, type EarlierMeeting } from './numbering.ts';

const FEBRUARY: EarlierMeeting = { date: '2022-02-17', minutes: 5, startedFrom: 16 };
const APRIL: EarlierMeeting = { date: '2022-04-07', minutes: 4, startedFrom: null };

test('[M1] a board with no earlier meeting begins at 1', () => {
  expect(firstMinuteNumber('annual', '2022-06-23', [])).toBe(1);
  expect(firstMinuteNumber('continuous', '2022-06-23', [])).toBe(1);
});

test('[M2] annual numbers go on within the municipal year, from where the records began', () => {
  expect(firstMinuteNumber('annual', '2022-04-07', [FEBRUARY])).toBe(21);
  expect(firstMinuteNumber('annual', '2022-04-28', [APRIL, FEBRUARY])).toBe(25);
});

test('[M2] annual numbers begin again at 1 in the next municipal year', () => {
  expect(firstMinuteNumber('annual', '2022-06-23', [FEBRUARY])).toBe(1);
  expect(firstMinuteNumber('annual', '2022-06-23', [FEBRUARY, APRIL])).toBe(1);
});

test('[M3] continuous numbers go on across years', () => {
  expect(firstMinuteNumber('continuous', '2022-06-23', [FEBRUARY])).toBe(21);
  expect(firstMinuteNumber('continuous', '2022-06-23', [APRIL, FEBRUARY])).toBe(25);
});

test('[M4] numbers per meeting always begin at 1', () => {
  expect(firstMinuteNumber('perMeeting', '2022-04-07', [FEBRUARY])).toBe(1);
});

test('[M5] a meeting that was begun from a set number carries the count from there', () => {
  const restarted = { ...APRIL, startedFrom: 40 };
  expect(firstMinuteNumber('annual', '2022-04-28', [restarted, FEBRUARY])).toBe(44);
});

test('[M5] later meetings do not count, and one without minutes uses up no number', () => {
  const later = { date: '2022-04-29', minutes: 9, startedFrom: null };
  const cancelled = { date: '2022-03-10', minutes: 0, startedFrom: null };
  expect(firstMinuteNumber('annual', '2022-04-07', [later, FEBRUARY, cancelled])).toBe(21);
});
