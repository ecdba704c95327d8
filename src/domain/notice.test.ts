import { expect, test } from 'vitest';
import { BANK_HOLIDAYS } from './bank-holiday.ts';
import {
  addWorkingDays,
  clearWorkingDays,
  isWorkingDay,
  latestPublicationDay,
  noticeOf,
  workingDaysLeft
} from './notice.ts';

/** Meeting, last day to publish with five clear working days, and what makes the case. */
const FIVE_CLEAR_DAYS = [
  ['2022-06-23', '2022-06-15', 'a front sheet dated 15 June, as it was published'],
  ['2022-12-15', '2022-12-07', 'an ordinary week'],
  ['2022-06-07', '2022-05-26', 'the late May holiday moved to June, and one added'],
  ['2019-04-23', '2019-04-11', 'Easter, when a council had to move its meeting'],
  ['2026-12-14', '2026-12-04', 'a meeting on a Monday'],
  ['2027-01-14', '2027-01-06', 'after New Year'],
  ['2027-12-30', '2027-12-20', 'Christmas on a weekend, with substitute days']
] as const;

test.each(FIVE_CLEAR_DAYS)('[N3] for %s the agenda goes out by %s: %s', (meeting, latest) => {
  expect(latestPublicationDay(meeting, 5, BANK_HOLIDAYS)).toBe(latest);
  expect(clearWorkingDays(latest, meeting, BANK_HOLIDAYS)).toBe(5);
  expect(clearWorkingDays(addWorkingDays(latest, 1, BANK_HOLIDAYS), meeting, BANK_HOLIDAYS)).toBe(
    4
  );
});

test('[N1] neither the day of publication nor that of the meeting counts', () => {
  expect(noticeOf('2022-06-15', '2022-06-23', 5, BANK_HOLIDAYS)).toEqual({
    required: 5,
    clearDays: 5,
    met: true,
    latestPublicationDay: '2022-06-15'
  });
  expect(noticeOf('2022-06-16', '2022-06-23', 5, BANK_HOLIDAYS)).toMatchObject({
    clearDays: 4,
    met: false
  });
});

test('[N1] publication on the day of the meeting or after it gives no notice', () => {
  expect(clearWorkingDays('2022-06-23', '2022-06-23', BANK_HOLIDAYS)).toBe(0);
  expect(clearWorkingDays('2022-07-23', '2022-06-23', BANK_HOLIDAYS)).toBe(0);
});

test('[N2] weekends, bank holidays and a closure day of the body are no working days', () => {
  const holidays = new Set([...BANK_HOLIDAYS, '2026-12-29']);
  const days = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2026-12-29', '2026-12-30'];
  expect(days.filter((day) => isWorkingDay(day, holidays))).toEqual(['2026-12-24', '2026-12-30']);
  expect(latestPublicationDay('2027-01-04', 3, holidays)).toBe('2026-12-23');
  expect(latestPublicationDay('2027-01-04', 3, BANK_HOLIDAYS)).toBe('2026-12-24');
  expect(clearWorkingDays('2026-12-24', '2027-01-04', holidays)).toBe(2);
});

/** Working days from the meeting, and the dates they fall on for two meetings. */
const CYCLE = [
  [-30, '2022-05-10', '2026-11-30'],
  [-25, '2022-05-17', '2026-12-07'],
  [-15, '2022-05-31', '2026-12-21'],
  [-10, '2022-06-09', '2026-12-30'],
  [-6, '2022-06-15', '2027-01-06'],
  [-1, '2022-06-22', '2027-01-13'],
  [0, '2022-06-23', '2027-01-14'],
  [2, '2022-06-27', '2027-01-18'],
  [5, '2022-06-30', '2027-01-21'],
  [8, '2022-07-05', '2027-01-26'],
  [10, '2022-07-07', '2027-01-28']
] as const;

test.each(CYCLE)('[N4] %i working days from the meeting are %s and %s', (n, summer, winter) => {
  expect(addWorkingDays('2022-06-23', n, BANK_HOLIDAYS)).toBe(summer);
  expect(addWorkingDays('2027-01-14', n, BANK_HOLIDAYS)).toBe(winter);
});

test('[N4] counting from a day off starts with the next working day', () => {
  expect(addWorkingDays('2026-12-26', 1, BANK_HOLIDAYS)).toBe('2026-12-29');
  expect(addWorkingDays('2026-12-26', -1, BANK_HOLIDAYS)).toBe('2026-12-24');
});

test('[N5] days left run to the last day, that day included', () => {
  expect(workingDaysLeft('2022-06-13', '2022-06-15', BANK_HOLIDAYS)).toBe(2);
  expect(workingDaysLeft('2022-06-10', '2022-06-13', BANK_HOLIDAYS)).toBe(1);
  expect(workingDaysLeft('2022-06-15', '2022-06-15', BANK_HOLIDAYS)).toBe(0);
  expect(workingDaysLeft('2022-06-16', '2022-06-15', BANK_HOLIDAYS)).toBe(0);
});
