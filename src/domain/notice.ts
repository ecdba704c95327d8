/**
 * Notice of a meeting, in clear working days: neither the day of publication nor the day of the
 * meeting counts, and neither do weekends, bank holidays and the body's own closure days. Section
 * 100B(3) of the Local Government Act 1972 asks five clear days of councils; no statute defines
 * "clear day", and councils read it as working days. Rules N1 to N7.
 */
import { addDays, daysBetween, weekdayOf } from './civil-date.ts';

/** ISO dates: `BANK_HOLIDAYS` and whatever closure days a body adds to them. */
export type Holidays = ReadonlySet<string>;

export type Notice = {
  /** Clear working days asked for, and those there are. */
  readonly required: number;
  readonly clearDays: number;
  readonly met: boolean;
  /** The last working day on which publishing still gives the notice asked for. */
  readonly latestPublicationDay: string;
};

/** [N1] The notice that publication on a day gives of a meeting. */
export function noticeOf(
  publishedOn: string,
  meetingDate: string,
  required: number,
  holidays: Holidays
): Notice {
  const clearDays = clearWorkingDays(publishedOn, meetingDate, holidays);
  return {
    required,
    clearDays,
    met: clearDays >= required,
    latestPublicationDay: latestPublicationDay(meetingDate, required, holidays)
  };
}

/** [N1] Working days strictly between publication and meeting; 0 when they do not come in order. */
export function clearWorkingDays(
  publishedOn: string,
  meetingDate: string,
  holidays: Holidays
): number {
  const days = Math.max(daysBetween(publishedOn, meetingDate) - 1, 0);
  return Array.from({ length: days }, (_, index) => addDays(publishedOn, index + 1)).filter((day) =>
    isWorkingDay(day, holidays)
  ).length;
}

/** [N3] The last working day with at least so many clear working days before the meeting. */
export const latestPublicationDay = (
  meetingDate: string,
  required: number,
  holidays: Holidays
): string => addWorkingDays(meetingDate, -(required + 1), holidays);

/** [N5] Working days after today up to a last day, that day included; 0 when it is today or past. */
export const workingDaysLeft = (today: string, lastDay: string, holidays: Holidays): number =>
  clearWorkingDays(today, addDays(lastDay, 1), holidays);

/** [N4] The nth working day after a date, or before it when n is negative; the date itself for 0. */
export function addWorkingDays(date: string, n: number, holidays: Holidays): string {
  const step = Math.sign(n);
  let day = date;
  for (let left = Math.abs(n); left > 0;) {
    day = addDays(day, step);
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day;
}

/** [N2] Monday to Friday and no holiday. */
export const isWorkingDay = (date: string, holidays: Holidays): boolean =>
  weekdayOf(date) <= 5 && !holidays.has(date);
