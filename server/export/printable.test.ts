import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut } from '#domain/lay-out.ts';
import { HOSTILE, ILLEGAL_TEXT, hostileMinutes } from '../../tests/support/sample-records.ts';
import { legalText, printable } from './printable.ts';

test('[R11] only what XML 1.0 forbids is taken out of a text', () => {
  expect(legalText(ILLEGAL_TEXT)).toBe('abcdef');
  expect(legalText('a\tb\nc\r\nd')).toBe('a\tb\nc\r\nd');
  for (const hostile of HOSTILE) expect(legalText(hostile)).toBe(hostile);
});

test('[R11] whatever is typed, what is left is well-formed and has no control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const legal = legalText(text);
      expect(legal.isWellFormed()).toBe(true);
      expect(legal).not.toMatch(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u);
      expect(legalText(legal)).toBe(legal);
    })
  );
});

test('[R11] a printed text is one line: no break in it passes for one of the record', () => {
  const layout = layOut(hostileMinutes(['one\r\n\r\n two\u2028three\tfour']));
  const texts = JSON.stringify(printable(layout));
  expect(texts).toContain('one two three four');
  expect(texts).not.toMatch(/\\[rnt]|\u2028/);
});

test('a layout of legal text is printed as it is', () => {
  const layout = layOut(hostileMinutes());
  expect(printable(layout)).toEqual(layout);
});
