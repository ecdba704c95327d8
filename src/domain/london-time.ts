/**
 * Between the wall clock in London and instants (UTC, ISO 8601 text). Summer time is what the
 * engine's own time zone table says of Europe/London, so a change of the law needs no release.
 */
import { isRealDate, isRealTime } from './civil-date.ts';
import type { Moment } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

const MINUTE = 60_000;

/** Summer time first: of the hour that comes twice in October, the first is meant. [D7] */
const OFFSETS = [60 * MINUTE, 0];

/**
 * The instant at which London's clocks show this date and time. [D6] refuses the hour that does
 * not exist, when clocks go forward on the last Sunday of March.
 */
export function londonInstant(date: string, time: string): string | Refusal {
  if (!isRealDate(date)) return refuse('date-unreal');
  if (!isRealTime(time)) return refuse('time-unreal');
  const asUtc = Date.parse(`${date}T${time}:00.000Z`);
  const found = OFFSETS.map((offset) => new Date(asUtc - offset).toISOString()).find(
    (instant) => londonDateOf(instant) === date && londonTimeOf(instant) === time
  );
  return found ?? refuse('time-unreal');
}

/** The date in London at an instant; RangeError if it is none. */
export function londonDateOf(instant: string): string {
  const { year, month, day } = wallClock(instant);
  return `${year}-${month}-${day}`;
}

/** The time in London at an instant, HH:MM; seconds are dropped. */
export function londonTimeOf(instant: string): string {
  const { hour, minute } = wallClock(instant);
  return `${hour}:${minute}`;
}

/** An instant as the rules want it: with the date and time it is in London. */
export const momentOf = (at: string): Moment => ({
  at,
  today: londonDateOf(at),
  time: londonTimeOf(at)
});

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit'
});

const wallClock = (instant: string): Partial<Record<Intl.DateTimeFormatPartTypes, string>> =>
  Object.fromEntries(
    LONDON.formatToParts(new Date(instant)).map(({ type, value }) => [type, value])
  );
