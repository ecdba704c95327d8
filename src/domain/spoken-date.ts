/**
 * Dates as they are typed in a hurry: `15/1`, `15 jan`, `next meeting`, `2 weeks`. Rules L3 to L6 of
 * SPEC.md. A date is read only at the end of a line, and only where it stands by itself.
 */
import { addDays, isRealDate, partsOf, weekdayOf } from './civil-date.ts';

export type DateSetting = {
  /** ISO date. */
  readonly today: string;
  readonly nextMeetingOn: string | null;
};

/** Where in the text the date begins, the space and the "by" before it included. */
export type SpokenDate = { readonly from: number; readonly date: string };

/** The due date that ends the text, or null: unreal dates and dates in a sentence are wording. */
export function dateAtEnd(text: string, setting: DateSetting): SpokenDate | null {
  const match = DATE_AT_END.exec(text);
  if (!match?.groups) return null;
  const { marker, phrase = '' } = match.groups;
  const duration = DURATION.exec(phrase);
  const before = text.slice(0, match.index);
  if (marker === undefined ? SENTENCE_GOES_ON.test(before) : IN.test(marker) && !duration)
    return null;
  const date = readDate(phrase, setting);
  return date === null ? null : { from: match.index, date };
}

/** [L6] Words after which a date or a name is part of the sentence: "at the next meeting". */
export const SENTENCE_GOES_ON =
  /(?:^|\s)(?:a|after|an|and|at|before|between|dated|each|every|for|from|in|its|last|next|of|on|or|our|per|since|that|the|their|this|till|to|until|within)$/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAY = WEEKDAYS.join('|');

const SLASHED = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/;
const WRITTEN = new RegExp(
  `^(?:(${WEEKDAY}),?\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\s+(${MONTH})(?:\\s+(\\d{4}))?$`,
  'i'
);
const DURATION = /^(\d{1,3})\s+(day|week|month)s?$/i;
const IN = /^(?:with)?in$/i;

const PHRASE = [
  String.raw`\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?`,
  String.raw`(?:(?:${WEEKDAY}),?\s+)?\d{1,2}(?:st|nd|rd|th)?\s+(?:${MONTH})(?:\s+\d{4})?`,
  String.raw`\d{1,3}\s+(?:day|week|month)s?`,
  String.raw`next\s+meeting|today|tomorrow|${WEEKDAY}`
].join('|');

const DATE_AT_END = new RegExp(
  String.raw`(?:^|\s+)(?:(?<marker>by|due|within|in)\s+(?:the\s+)?)?(?<phrase>${PHRASE})[.,;]?\s*$`,
  'i'
);

function readDate(phrase: string, setting: DateSetting): string | null {
  const said = phrase.toLowerCase().replace(/\s+/g, ' ');
  if (said === 'next meeting') return setting.nextMeetingOn;
  if (said === 'today') return setting.today;
  if (said === 'tomorrow') return addDays(setting.today, 1);
  if (WEEKDAYS.includes(said)) return nextWeekday(said, setting.today);
  // [L4] Round the clock, not 24 July.
  if (said === '24/7') return null;
  const [, slashedDay, slashedMonth, slashedYear] = SLASHED.exec(said) ?? [];
  if (slashedDay !== undefined) {
    return dateOf(Number(slashedDay), Number(slashedMonth), slashedYear, setting.today);
  }
  const [, weekday, day, month, year] = WRITTEN.exec(said) ?? [];
  if (month !== undefined) {
    const date = dateOf(Number(day), MONTHS.indexOf(month.slice(0, 3)) + 1, year, setting.today);
    const agrees = date === null || weekday === undefined || nameOfWeekday(date) === weekday;
    return agrees ? date : null;
  }
  const [, count, unit] = DURATION.exec(said) ?? [];
  if (unit === 'month') return addMonths(setting.today, Number(count));
  return addDays(setting.today, Number(count) * (unit === 'week' ? 7 : 1));
}

/** [L5] Without a year: the next such date, today included. 29 February may be 8 years off. */
function dateOf(
  day: number,
  month: number,
  year: string | undefined,
  today: string
): string | null {
  if (year !== undefined) {
    const date = isoDate(Number(year.length === 2 ? `20${year}` : year), month, day);
    return isRealDate(date) ? date : null;
  }
  const first = partsOf(today).year;
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const date = isoDate(first + ahead, month, day);
    if (isRealDate(date) && date >= today) return date;
  }
  return null;
}

const nameOfWeekday = (date: string): string | undefined => WEEKDAYS[weekdayOf(date) - 1];

/** [L5] Never today, for which there is a word. */
function nextWeekday(name: string, today: string): string {
  const days = (WEEKDAYS.indexOf(name) + 1 - weekdayOf(today) + 7) % 7;
  return addDays(today, days === 0 ? 7 : days);
}

/** The same day so many months later, or the last day of a shorter month. */
function addMonths(date: string, months: number): string {
  const { year, month, day } = partsOf(date);
  const index = month - 1 + months;
  const dates = [day, 30, 29, 28].map((last) =>
    isoDate(year + Math.floor(index / 12), (index % 12) + 1, Math.min(day, last))
  );
  return dates.find(isRealDate) ?? date;
}

const isoDate = (year: number, month: number, day: number): string =>
  [
    String(year).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0')
  ].join('-');
