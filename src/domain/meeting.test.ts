import { expect, test } from 'vitest';
import { callingRefusal, modeOf } from './meeting.ts';

const CLOCKS_GO_FORWARD = '2027-03-28';

test.each([
  ['a start in the hour that is skipped', '01:30', null, 'startTime'],
  ['an end in it', '00:30', '01:59', 'endTime']
])('[D6] no meeting is called for %s', (_, startTime, endTime, field) => {
  const arrangements = { date: CLOCKS_GO_FORWARD, startTime, endTime, place: null };
  expect(callingRefusal(arrangements)).toEqual({ refused: 'time-unreal', field });
  expect(callingRefusal({ ...arrangements, date: '2027-03-21' })).toBeUndefined();
});

test('[D6] a meeting may sit through that hour', () => {
  const arrangements = {
    date: CLOCKS_GO_FORWARD,
    startTime: '00:30',
    endTime: '02:00',
    place: null
  };
  expect(callingRefusal(arrangements)).toBeUndefined();
});

test('[G8] what is no date at all is said before anything about clocks', () => {
  const arrangements = { date: '2027-02-31', startTime: '01:30', endTime: null, place: null };
  expect(callingRefusal(arrangements)).toEqual({ refused: 'date-unreal', field: 'date' });
});

test.each([
  ['agendaOpen', 'agenda'],
  ['agendaPublished', 'agenda'],
  ['inSession', 'live'],
  ['adjourned', 'live'],
  ['ended', 'minutes'],
  ['cancelled', 'agenda']
] as const)('a meeting that is %s opens in its %s', (phase, mode) => {
  expect(modeOf({ phase })).toBe(mode);
});
