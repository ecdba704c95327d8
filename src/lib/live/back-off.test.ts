import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('never waits less than half a second or more than fifteen', () => {
  fc.assert(
    fc.property(fc.nat(5000), chance, (attempts, by) => {
      const pause = backOff(attempts, by);
      expect(pause).toBeGreaterThanOrEqual(500);
      expect(pause).toBeLessThanOrEqual(15_000);
    })
  );
});

test('chance decides over the whole span, which doubles with each failure up to the longest', () => {
  expect([0, 1, 2, 3, 4, 5].map((attempts) => backOff(attempts, 0))).toEqual(Array(6).fill(500));
  expect([0, 1, 2, 3, 4, 5].map((attempts) => Math.round(backOff(attempts, 1 - 1e-9)))).toEqual([
    1000, 2000, 4000, 8000, 15_000, 15_000
  ]);
});

test('five hundred who lose the same server come back spread over the span', () => {
  const pauses = Array.from({ length: 500 }, (_, index) => backOff(2, (index * 0.618034) % 1));
  const tenths = Map.groupBy(pauses, (pause) => Math.floor((pause - 500) / 350));
  expect(tenths.size).toBe(10);
  for (const [, together] of tenths) expect(together.length).toBeLessThan(60);
});
