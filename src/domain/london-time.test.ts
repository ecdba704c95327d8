import fc from 'fast-check';
import { expect, test } from 'vitest';
import { londonDateOf, londonInstant, londonTimeOf } from './london-time.ts';
import { isRefusal } from './refusal.ts';

test.each([
  ['winter', '2026-12-10', '14:00', '2026-12-10T14:00:00.000Z'],
  ['summer', '2022-06-23', '19:00', '2022-06-23T18:00:00.000Z'],
  ['the last minute before clocks go forward', '2027-03-28', '00:59', '2027-03-28T00:59:00.000Z'],
  ['the first minute after clocks go forward', '2027-03-28', '02:00', '2027-03-28T01:00:00.000Z'],
  ['a summer midnight', '2026-07-01', '00:00', '2026-06-30T23:00:00.000Z']
])('[D6] %s: %s %s in London is %s', (_, date, time, instant) => {
  expect(londonInstant(date, time)).toBe(instant);
  expect(londonDateOf(instant)).toBe(date);
  expect(londonTimeOf(instant)).toBe(time);
});

test.each(['01:00', '01:30', '01:59'])('[D6] %s does not exist when clocks go forward', (time) => {
  expect(londonInstant('2027-03-28', time)).toEqual({ refused: 'time-unreal' });
});

test('[D7] of the hour that comes twice in October, the first is meant', () => {
  expect(londonInstant('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(londonTimeOf('2026-10-25T01:30:00.000Z')).toBe('01:30');
});

test('[D1] unreal dates and times are refused', () => {
  expect(londonInstant('2026-02-31', '14:00')).toEqual({ refused: 'date-unreal' });
  expect(londonInstant('2026-02-28', '24:00')).toEqual({ refused: 'time-unreal' });
});

test('[D6] what London clocks show leads back to an instant that they show the same at', () => {
  const instants = fc.date({
    min: new Date('2019-01-01'),
    max: new Date('2037-12-31'),
    noInvalidDate: true
  });
  fc.assert(
    fc.property(instants, (date) => {
      const instant = date.toISOString();
      const found = londonInstant(londonDateOf(instant), londonTimeOf(instant));
      if (isRefusal(found)) throw new Error(`refused ${instant}`);
      expect(londonDateOf(found)).toBe(londonDateOf(instant));
      expect(londonTimeOf(found)).toBe(londonTimeOf(instant));
    })
  );
});
