/**
 * Civil dates are ISO text (`2026-12-10`) and clock times are `HH:MM`, both as read on a wall in
 * London; neither names an instant (see london-time.ts for that). ISO text sorts as dates do, so
 * dates are compared with `<`. Functions that reckon or print throw RangeError for an unreal date
 * or time: what comes from outside is asked `isRealDate` and `isRealTime` first. Rules D1 to D6.
 */
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DAY = 86_400_000;

/** ISO numbers: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export type DateParts = { readonly year: number; readonly month: number; readonly day: number };

/** [D1] The day exists in the calendar: 31 February does not, and neither does year 0050. */
export function isRealDate(value: string): boolean {
  const [, year, month, day] = DATE.exec(value) ?? [];
  return day !== undefined && isoDate(Number(year), Number(month), Number(day)) === value;
}

/** [D1] `00:00` to `23:59`, both digits always written. */
export const isRealTime = (value: string): boolean => TIME.test(value);

/** Year, month (1 to 12) and day of a date. */
export function partsOf(date: string): DateParts {
  if (!isRealDate(date)) throw new RangeError(`Not a real date: ${date}`);
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}

/** The date so many days later, or earlier when `days` is negative. */
export function addDays(date: string, days: number): string {
  const { year, month, day } = partsOf(date);
  return isoDate(year, month, day + days);
}

/** Days from one date to another: 1 from today to tomorrow, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((middayOf(to) - middayOf(from)) / DAY);

export const weekdayOf = (date: string): Weekday =>
  (new Date(middayOf(date)).getUTCDay() || 7) as Weekday;

/** [D3] The second Thursday three months on from a second Thursday; a fifth becomes the last. */
export function sameWeekdayNextQuarter(date: string): string {
  const { year, month, day } = partsOf(date);
  const ordinal = Math.ceil(day / 7);
  const first = isoDate(year, month + 3, 1);
  const daysToWeekday = (weekdayOf(date) - weekdayOf(first) + 7) % 7;
  const found = addDays(first, daysToWeekday + (ordinal - 1) * 7);
  return found.slice(0, 7) === first.slice(0, 7) ? found : addDays(found, -7);
}

/**
 * [D4] The council year a date falls in, as "2021/22". It is reckoned from 1 May: the year legally
 * turns at the annual meeting, which falls in May (Local Government Act 1972, Schedule 12), and a
 * board that meets each quarter has no business between the two.
 */
export function municipalYearOf(date: string): string {
  const { year, month } = partsOf(date);
  const from = month >= 5 ? year : year - 1;
  return `${from}/${String((from + 1) % 100).padStart(2, '0')}`;
}

/** "Thursday 10 December 2026" */
export const longDate = (date: string): string =>
  `${WEEKDAYS[weekdayOf(date) - 1]} ${plainDate(date)}`;

/** "10 December 2026" */
export function plainDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** "10 Dec 2026", for tables */
export function shortDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${day} ${MONTHS[month - 1]?.slice(0, 3)} ${year}`;
}

/** [D5] As screens say it: "2pm", "2:30pm", "midday", "midnight". */
export function screenTime(time: string): string {
  const { hour, minute, half } = clockOf(time);
  if (time === '12:00') return 'midday';
  if (time === '00:00') return 'midnight';
  return minute === '00' ? `${hour}${half}` : `${hour}:${minute}${half}`;
}

/** [D5] As minutes print it: "7.43 pm", "7.00 pm", "12.00 noon". */
export function recordTime(time: string): string {
  const { hour, minute, half } = clockOf(time);
  if (time === '12:00') return '12.00 noon';
  if (time === '00:00') return '12.00 midnight';
  return `${hour}.${minute} ${half}`;
}

/** Months and days may run over (month 13, day 0): the calendar carries them. */
const isoDate = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

function middayOf(date: string): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day, 12);
}

function clockOf(time: string): { hour: number; minute: string; half: 'am' | 'pm' } {
  const [, hours, minute] = TIME.exec(time) ?? [];
  if (hours === undefined || minute === undefined) throw new RangeError(`Not a time: ${time}`);
  return { hour: Number(hours) % 12 || 12, minute, half: Number(hours) < 12 ? 'am' : 'pm' };
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
];
