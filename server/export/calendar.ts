/**
 * Meetings as iCalendar (RFC 5545), to subscribe to. Times are UTC: a time zone by name
 * would need its whole table in the file. A meeting keeps its UID for ever; each change of its
 * arrangements raises SEQUENCE, or calendars keep what they have. Texts go in on one line each: the
 * library writes the calendar's name as it is, line breaks included, and a line is a command here.
 */
import ical, { ICalEventStatus } from 'ical-generator';
import { londonInstant } from '#domain/london-time.ts';
import { isRefusal } from '#domain/refusal.ts';
import { oneLine } from './printable.ts';

export type CalendarMeeting = {
  readonly meetingId: string;
  /** The board's name. */
  readonly title: string;
  /** ISO date, and local (Europe/London) times as HH:MM. */
  readonly date: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly place: string | null;
  readonly isCancelled: boolean;
  /** Why it was postponed or cancelled; null for one that is held as it was called. */
  readonly reason: string | null;
  /** How often the arrangements have changed: 0 for a meeting as first called. */
  readonly changes: number;
  /** UTC instant of the last change. */
  readonly changedAt: string;
};

/** `linkTo` gives the address of a meeting's page, where there is one to give. */
export async function meetingsToCalendar(
  name: string,
  meetings: readonly CalendarMeeting[],
  { linkTo }: { readonly linkTo?: (meetingId: string) => string } = {}
): Promise<string> {
  const calendar = ical({
    name: oneLine(name),
    prodId: { company: 'Correct Record', product: 'Meetings', language: 'EN' },
    ttl: 3600
  });
  for (const meeting of meetings) {
    const title = oneLine(meeting.title);
    calendar.createEvent({
      id: `${meeting.meetingId}@correct-record`,
      sequence: meeting.changes,
      stamp: new Date(meeting.changedAt),
      lastModified: new Date(meeting.changedAt),
      start: instantOf(meeting.date, meeting.startTime),
      end: meeting.endTime === null ? null : instantOf(meeting.date, meeting.endTime),
      summary: meeting.isCancelled ? `Cancelled: ${title}` : title,
      description: meeting.reason === null ? null : oneLine(meeting.reason),
      location: meeting.place === null ? null : oneLine(meeting.place),
      url: linkTo?.(meeting.meetingId) ?? null,
      status: meeting.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED
    });
  }
  // Every line ends with CRLF, the last one too (RFC 5545, 3.1); the library leaves that one out.
  return `${calendar.toString()}\r\n`;
}

/** In the hour that clocks skip, the offset before the skip counts (RFC 5545, 3.3.5): UTC itself. */
function instantOf(date: string, time: string): Date {
  const instant = londonInstant(date, time);
  return new Date(isRefusal(instant) ? `${date}T${time}:00.000Z` : instant);
}
