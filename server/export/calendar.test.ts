import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCalendar } from '../../tests/support/read-calendar.ts';
import { HOSTILE } from '../../tests/support/sample-records.ts';
import { oneLine } from './printable.ts';
import { meetingsToCalendar, type CalendarMeeting } from './calendar.ts';

const MEETING: CalendarMeeting = {
  meetingId: 'aaaaaaaaaaaaaaaaaaaa',
  title: 'Oversight Board',
  date: '2026-06-11',
  startTime: '14:00',
  endTime: '16:00',
  place: 'Committee Room 2, County Hall',
  isCancelled: false,
  reason: null,
  changes: 0,
  changedAt: '2026-03-12T10:00:00.000Z'
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

test.each([
  ['the Thursday before clocks go forward', '2027-03-25', '14:00', '2027-03-25T14:00:00.000Z'],
  ['the Monday after', '2027-03-29', '14:00', '2027-03-29T13:00:00.000Z'],
  ['the day itself, after the change', '2027-03-28', '14:00', '2027-03-28T13:00:00.000Z'],
  ['the day itself, before it', '2027-03-28', '00:30', '2027-03-28T00:30:00.000Z'],
  ['the Friday before clocks go back', '2026-10-23', '14:00', '2026-10-23T13:00:00.000Z'],
  ['the Monday after that', '2026-10-26', '14:00', '2026-10-26T14:00:00.000Z'],
  ['the hour that comes twice', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
  ['the day itself, after it', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z']
])('[D6] [D7] on %s a meeting on %s at %s is at %s', async (_, date, startTime, start) => {
  const meeting = { ...MEETING, date, startTime, endTime: null };
  expect(readCalendar(await meetingsToCalendar('Board', [meeting]))).toMatchObject([{ start }]);
});

test('[R11] whatever is written in a name or a place is read back as it was, on one line', async () => {
  // What XML forbids is left out, and line breaks become spaces: see printable.ts.
  const text = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(';', ',', '\\', '\n', '\r', ':', '"', 'n', '🙂'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
      ),
      maxLength: 200
    })
    .filter((each) => oneLine(each).trim() !== '');
  await fc.assert(
    fc.asyncProperty(text, text, async (title, place) => {
      const calendar = await meetingsToCalendar(title, [{ ...MEETING, title, place }], {
        linkTo: (id) => `https://record.example/meetings/${id}`
      });
      const [event] = readCalendar(calendar);
      expect(event?.summary).toBe(oneLine(title));
      expect(event?.location).toBe(oneLine(place));
      expect(event?.url).toBe(`https://record.example/meetings/${MEETING.meetingId}`);
    })
  );
});

test('the reader of these tests refuses what it should', async () => {
  const good = await meetingsToCalendar('Board', [MEETING]);
  expect(readCalendar(good)).toHaveLength(1);
  const spoilt = [
    good.replaceAll('\r\n', '\n'),
    good.slice(0, -2),
    good.replace('END:VEVENT\r\n', ''),
    good.replace('SUMMARY:Oversight Board', `SUMMARY:${'x'.repeat(80)}`),
    good.replace('SUMMARY:Oversight Board', 'SUMMARY:a;b'),
    good.replace('DTSTART:20260611T130000Z', 'DTSTART:20260611T130000'),
    good.replace('DTSTART:20260611T130000Z', 'DTSTART:20260631T130000Z'),
    good.replace('SEQUENCE:0', 'SEQUENCE:0\r\nSEQUENCE:1')
  ];
  for (const text of spoilt) {
    expect(text).not.toBe(good);
    expect(() => readCalendar(text)).toThrow();
  }
});

/** Content lines, folded ones joined. */
async function linesOf(meetings: CalendarMeeting[], name = 'Oversight Board'): Promise<string[]> {
  const titled = meetings.map((meeting) => ({ ...meeting, title: name }));
  const calendar = await meetingsToCalendar(name, titled);
  return calendar.replaceAll('\r\n ', '').split(/\r\n|\r|\n/);
}
