import { getSchema } from '@tiptap/core';
import { expect, test } from 'vitest';
import { placeAfter } from './reading-place.ts';
import { minuteNodes } from './schema.ts';

const schema = getSchema(minuteNodes(null));
const doc = (...lines: string[]) =>
  schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('paragraph', null, schema.text(line)))
  );

const before = doc('one', 'two', 'three');

test('a block keeps its place through changes below it', () => {
  expect(placeAfter(before, doc('one', 'two', 'three', 'four'), 5)).toBe(5);
  expect(placeAfter(before, before, 5)).toBe(5);
});

test('a block is found again below what came in or went above it', () => {
  expect(placeAfter(before, doc('zero', 'one', 'two', 'three'), 5)).toBe(11);
  expect(placeAfter(before, doc('one one', 'two', 'three'), 5)).toBe(9);
  expect(placeAfter(before, doc('two', 'three'), 5)).toBe(0);
  expect(placeAfter(before, doc('one', 'one', 'two', 'three'), 5)).toBe(10);
});

test('a block that itself was rewritten has no place', () => {
  expect(placeAfter(before, doc('one', 'other', 'three'), 5)).toBe(5);
  expect(placeAfter(before, doc('other', 'third'), 5)).toBeNull();
});
