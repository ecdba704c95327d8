/**
 * Where minute numbers go on. Minutes are cited for years by number ("minute 19 of 17 February"),
 * so a number once approved never moves: numbers are reckoned only from meetings already held.
 * Rules M1 to M5.
 */
import type { NumberingScheme } from './board.ts';
import { daysBetween, municipalYearOf } from './civil-date.ts';

/** A meeting of the same board that was held before. */
export type EarlierMeeting = {
  readonly date: string;
  /** How many minutes it has. */
  readonly minutes: number;
  /** The number of its first minute, where somebody set it: records that began elsewhere. */
  readonly startedFrom: number | null;
};

/**
 * The number of the first minute of a meeting. `earlier` comes in any order and does not hold the
 * meeting itself; meetings after `meetingDate` do not count.
 */
export function firstMinuteNumber(
  scheme: NumberingScheme,
  meetingDate: string,
  earlier: readonly EarlierMeeting[]
): number {
  if (scheme === 'perMeeting') return 1;
  const year = municipalYearOf(meetingDate);
  return earlier
    .filter(({ date }) => date <= meetingDate)
    .filter(({ date }) => scheme === 'continuous' || municipalYearOf(date) === year)
    .toSorted((a, b) => daysBetween(b.date, a.date))
    .reduce((next, { minutes, startedFrom }) => (startedFrom ?? next) + minutes, 1);
}
