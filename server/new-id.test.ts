import { expect, test } from 'vitest';
import { isId } from '#domain/id.ts';
import { newId } from './new-id.ts';

test('ids have the shape of ids, do not repeat, and use every character about as often', () => {
  const ids = Array.from({ length: 5000 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const counts = Map.groupBy(ids.join(''), (character) => character);
  expect(counts.size).toBe(36);
  // 100,000 characters: about 2,778 of each, with a standard deviation of 52.
  for (const [, found] of counts) expect(Math.abs(found.length - 2778)).toBeLessThan(520);
});
