/**
 * Bank holidays in England and Wales, the day off itself: where a holiday falls on a weekend, its
 * substitute. Data, not a rule: holidays are moved and added by proclamation (8 May 2020; 2 and 3
 * June and 19 September 2022; 8 May 2023), so a new year is a new line here, and
 * bank-holiday.test.ts checks it against the customary rules.
 */
const BY_YEAR: Readonly<Record<number, readonly string[]>> = {
  2019: ['01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2020: ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28'],
  2021: ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2022: ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27'],
  2023: ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26'],
  2024: ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26'],
  2025: ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'],
  2026: ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28'],
  2027: ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28'],
  2028: ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']
};

export const BANK_HOLIDAYS: ReadonlySet<string> = new Set(
  Object.entries(BY_YEAR).flatMap(([year, days]) => days.map((day) => `${year}-${day}`))
);

/** [N7] Whether the table reaches a date; beyond it a holiday would be counted as a clear day. */
export const isBankHolidayKnown = (date: string): boolean => Number(date.slice(0, 4)) in BY_YEAR;
