import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  isRealDate,
  isRealTime,
  longDate,
  municipalYearOf,
  plainDate,
  recordTime,
  sameWeekdayNextQuarter,
  screenTime,
  shortDate,
  weekdayOf
} from './civil-date.ts';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test.each([
  ['2026-12-10', true],
  ['2024-02-29', true],
  ['2100-02-29', false],
  ['2026-02-31', false],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['0050-01-01', false],
  ['2026-12-1', false],
  ['2026-12-10T00:00', false],
  ['', false]
])('[D1] whether %s is a real date: %s', (date, real) => {
  expect(isRealDate(date)).toBe(real);
});

test.each([
  ['00:00', true],
  ['23:59', true],
  ['24:00', false],
  ['7:00', false],
  ['19:60', false],
  ['19:00:00', false]
])('[D1] whether %s is a real time: %s', (time, real) => {
  expect(isRealTime(time)).toBe(real);
});

test('[D1] an unreal date or time is never reckoned with', () => {
  expect(() => addDays('2026-02-31', 1)).toThrow(RangeError);
  expect(() => longDate('soon')).toThrow(RangeError);
  expect(() => recordTime('25:00')).toThrow(RangeError);
});

test('[D2] adding days and counting days between undo each other', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
      expect(daysBetween(date, addDays(date, days))).toBe(days);
    })
  );
});

test('[D2] ISO dates sort as days do', () => {
  fc.assert(
    fc.property(anyDate, anyDate, (a, b) => {
      expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
    })
  );
});

test.each([
  ['second Thursday', '2026-12-10', '2027-03-11'],
  ['third Thursday', '2026-10-15', '2027-01-21'],
  ['fifth Monday to a month with five', '2026-08-31', '2026-11-30'],
  ['fifth Thursday to a month with four', '2026-10-29', '2027-01-28'],
  ['first Sunday', '2027-08-01', '2027-11-07']
])('[D3] three months on from a %s, %s, is %s', (_, date, expected) => {
  expect(sameWeekdayNextQuarter(date)).toBe(expected);
});

test('[D3] the next quarterly date is the same weekday, in the third month on', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const next = sameWeekdayNextQuarter(date);
      const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(weekdayOf(next)).toBe(weekdayOf(date));
      expect(months(next) - months(date)).toBe(3);
    })
  );
});

test.each([
  ['2022-02-17', '2021/22'],
  ['2022-04-30', '2021/22'],
  ['2022-05-01', '2022/23'],
  ['2000-04-30', '1999/00'],
  ['2099-06-01', '2099/00']
])('[D4] %s falls in municipal year %s', (date, year) => {
  expect(municipalYearOf(date)).toBe(year);
});

test('[D5] dates are written the UK way', () => {
  expect(longDate('2026-12-10')).toBe('Thursday 10 December 2026');
  expect(plainDate('2022-06-05')).toBe('5 June 2022');
  expect(shortDate('2026-09-01')).toBe('1 Sep 2026');
});

test.each([
  ['14:00', '2pm', '2.00 pm'],
  ['14:30', '2:30pm', '2.30 pm'],
  ['19:43', '7:43pm', '7.43 pm'],
  ['09:05', '9:05am', '9.05 am'],
  ['12:00', 'midday', '12.00 noon'],
  ['12:30', '12:30pm', '12.30 pm'],
  ['00:00', 'midnight', '12.00 midnight'],
  ['00:15', '12:15am', '12.15 am']
])('[D5] %s is "%s" on screens and "%s" in minutes', (time, onScreen, inMinutes) => {
  expect(screenTime(time)).toBe(onScreen);
  expect(recordTime(time)).toBe(inMinutes);
});
