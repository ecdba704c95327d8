import { expect, test } from 'vitest';
import { HOSTILE } from '../../tests/support/sample-records.ts';
import { meetingsToCalendar, type CalendarMeeting } from './calendar.ts';

const MEETING: CalendarMeeting = {
  meetingId: 'aaaaaaaaaaaaaaaaaaaa',
  date: '2026-06-11',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall',
  isCancelled: false,
  reason: null,
  changes: 0,
  changedAt: '2026-03-12T10:00:00.000Z',
  url: 'https://record.example/meetings/aaaaaaaaaaaaaaaaaaaa'
};

test('a meeting is an event at its instant in UTC, with place and address', async () => {
  const lines = await linesOf([MEETING]);
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:aaaaaaaaaaaaaaaaaaaa@correct-record',
      'SEQUENCE:0',
      'DTSTAMP:20260312T100000Z',
      'DTSTART:20260611T130000Z',
      'DTEND:20260611T150000Z',
      'SUMMARY:Oversight Board',
      'LOCATION:Committee Room 2\\, County Hall',
      'STATUS:CONFIRMED'
    ])
  );
  expect(lines.join()).not.toContain('TZID');
});

test('a changed meeting keeps its UID and raises SEQUENCE, and a cancelled one says so', async () => {
  const cancelled = {
    ...MEETING,
    date: '2026-12-10',
    changes: 2,
    isCancelled: true,
    reason: 'Storm warning.',
    endTime: null
  };
  const lines = await linesOf([cancelled]);
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:aaaaaaaaaaaaaaaaaaaa@correct-record',
      'SEQUENCE:2',
      'DTSTART:20261210T140000Z',
      'SUMMARY:Cancelled: Oversight Board',
      'DESCRIPTION:Storm warning.',
      'STATUS:CANCELLED'
    ])
  );
  expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false);
});

test('a time in the hour that clocks skip still has an event', async () => {
  const lines = await linesOf([
    { ...MEETING, date: '2027-03-28', startTime: '01:30', endTime: null }
  ]);
  expect(lines).toContain('DTSTART:20270328T013000Z');
});

test('the same meetings are the same bytes', async () => {
  const calendar = await meetingsToCalendar('Board', [MEETING]);
  expect(await meetingsToCalendar('Board', [MEETING])).toBe(calendar);
});

test.each([...HOSTILE, 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'a\rATTACH:x', 'a\u2028b'])(
  '[R11] %j in a place, a reason or a name adds no line',
  async (text) => {
    const plain = await linesOf([{ ...MEETING, reason: 'Snow' }]);
    const lines = await linesOf([{ ...MEETING, place: text, reason: text }], text);
    expect(lines.map((line) => line.split(/[:;]/)[0])).toEqual(
      plain.map((line) => line.split(/[:;]/)[0])
    );
  }
);

/** Content lines, folded ones joined. */
async function linesOf(meetings: CalendarMeeting[], name = 'Oversight Board'): Promise<string[]> {
  const calendar = await meetingsToCalendar(name, meetings);
  return calendar.replaceAll('\r\n ', '').split(/\r\n|\r|\n/);
}
