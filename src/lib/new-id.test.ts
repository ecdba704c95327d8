import { isId } from '#domain/id.ts';
import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('ids have the shape of an id and do not repeat', () => {
  const ids = Array.from({ length: 2000 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect(new Set(ids).size).toBe(2000);
});

test('every letter and digit comes up about as often', () => {
  const counts = new Map<string, number>();
  const letters = Array.from({ length: 3600 }, newId).join('');
  for (const letter of letters) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  expect(counts.size).toBe(36);
  // 2000 expected of each; 1700 to 2300 is nearly seven standard deviations either way.
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(300);
});
