import { expect, test } from 'vitest';
import { BANK_HOLIDAYS, isBankHolidayKnown } from './bank-holiday.ts';
import { addDays, weekdayOf } from './civil-date.ts';

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028];

/** Moved and added by proclamation. */
const MOVED: Record<string, string> = { '2020-05-04': '2020-05-08', '2022-05-30': '2022-06-02' };
const ADDED = ['2022-06-03', '2022-09-19', '2023-05-08'];

test.each(YEARS)(
  '[N7] the table of %i is the customary days with those moved and added',
  (year) => {
    const expected = [...customaryDays(year), ...ADDED.filter((day) => day.startsWith(`${year}`))];
    const listed = [...BANK_HOLIDAYS].filter((day) => day.startsWith(`${year}`));
    expect(listed).toEqual(expected.toSorted());
  }
);

test('[N7] every day off is a weekday, so no substitute was forgotten', () => {
  expect([...BANK_HOLIDAYS].filter((day) => weekdayOf(day) > 5)).toEqual([]);
});

test('[N7] the table says how far it reaches', () => {
  expect(isBankHolidayKnown('2018-12-31')).toBe(false);
  expect(isBankHolidayKnown('2019-01-01')).toBe(true);
  expect(isBankHolidayKnown('2028-12-31')).toBe(true);
  expect(isBankHolidayKnown('2029-01-01')).toBe(false);
});

function customaryDays(year: number): string[] {
  const easter = easterSunday(year);
  return [
    afterWeekend(`${year}-01-01`),
    addDays(easter, -2),
    addDays(easter, 1),
    mondayOnOrAfter(`${year}-05-01`),
    mondayOnOrAfter(`${year}-05-25`),
    mondayOnOrAfter(`${year}-08-25`),
    ...christmasDays(year)
  ].map((day) => MOVED[day] ?? day);
}

function afterWeekend(date: string): string {
  return weekdayOf(date) <= 5 ? date : mondayOnOrAfter(date);
}

function mondayOnOrAfter(date: string): string {
  return addDays(date, (8 - weekdayOf(date)) % 7);
}

/** The 25th and 26th; where one is on a weekend, the next weekday that is not the other's. */
function christmasDays(year: number): string[] {
  const [christmas, boxing] = [`${year}-12-25`, `${year}-12-26`];
  if (weekdayOf(christmas) === 5) return [christmas, `${year}-12-28`];
  if (weekdayOf(christmas) === 6) return [`${year}-12-27`, `${year}-12-28`];
  if (weekdayOf(christmas) === 7) return [boxing, `${year}-12-27`];
  return [christmas, boxing];
}

/** The Gregorian computus (Butcher, 1876). */
function easterSunday(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return addDays(`${year}-0${month}-01`, day - 1);
}
