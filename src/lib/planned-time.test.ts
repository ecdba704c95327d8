import { expect, test } from 'vitest';
import type { AgendaItem } from '#domain/agenda.ts';
import { duration, plannedTime } from './planned-time.ts';

const item = (minutes: number | null, status: AgendaItem['status'] = 'accepted'): AgendaItem => ({
  id: 'a'.repeat(20),
  title: 'Communications strategy',
  kind: 'report',
  standing: null,
  purpose: 'decide',
  presenterId: null,
  presenter: null,
  minutesAllotted: minutes,
  part: 'part1',
  ground: null,
  urgentReason: null,
  minuted: true,
  status
});

const TWO_HOURS = { startTime: '14:00', endTime: '16:00' };

test('an over-run is said in words', () => {
  expect(plannedTime([item(80), item(60)], TWO_HOURS)).toEqual({
    words: 'Planned 2 hours 20 minutes. 20 minutes over.',
    isOver: true
  });
});

test('time to spare, and none to spare, are said too', () => {
  expect(plannedTime([item(114)], TWO_HOURS)).toEqual({
    words: 'Planned 1 hour 54 minutes. 6 minutes to spare.',
    isOver: false
  });
  expect(plannedTime([item(120)], TWO_HOURS)).toEqual({
    words: 'Planned 2 hours, all the time there is.',
    isOver: false
  });
});

test('a withdrawn item takes no time, and neither does one without a time', () => {
  expect(plannedTime([item(15), item(30, 'withdrawn'), item(null)], TWO_HOURS).words).toMatch(
    /^Planned 15 minutes\./
  );
});

test('a meeting without a finish time has nothing to be over', () => {
  expect(plannedTime([item(500)], { startTime: '14:00', endTime: null }).words).toBe(
    'Planned 8 hours 20 minutes.'
  );
});

test('an agenda that plans no time says so', () => {
  expect(plannedTime([item(null)], TWO_HOURS).words).toBe('No time is planned yet.');
});

test('one hour and one minute are singular', () => {
  expect(duration(61)).toBe('1 hour 1 minute');
});
