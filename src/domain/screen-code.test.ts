import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScreenCode, SCREEN_CODE_ALPHABET, SCREEN_CODE_LENGTH } from './screen-code.ts';

const code = fc
  .array(fc.constantFrom(...SCREEN_CODE_ALPHABET), {
    minLength: SCREEN_CODE_LENGTH,
    maxLength: SCREEN_CODE_LENGTH
  })
  .map((characters) => characters.join(''));

test('[B6] of characters that are taken for one another a code has at most one', () => {
  for (const alike of ['0ODQ', '1IL', '2Z', '5S', '8B', '6GC', 'UVW', 'MN'])
    expect([...alike].filter((each) => SCREEN_CODE_ALPHABET.includes(each)).length).toBeLessThan(2);
  expect(new Set(SCREEN_CODE_ALPHABET).size).toBe(SCREEN_CODE_ALPHABET.length);
});

test('[B6] capitals, spaces and hyphens do not matter', () => {
  fc.assert(
    fc.property(code, fc.constantFrom(' ', '-', ' - ', '\u00a0', ''), (each, between) => {
      const typed = ` ${each.slice(0, 3).toLowerCase()}${between}${each.slice(3)} `;
      expect(readScreenCode(typed)).toBe(each);
    })
  );
});

test.each(['', '     ', 'A7K4M', 'A7K4MPA', 'A7K4M0', 'A7K4MÄ', "A7K4M'", '７７７７７７'])(
  '[B6] "%s" is no code',
  (typed) => {
    expect(readScreenCode(typed)).toEqual({ refused: 'screen-code-missing', field: 'code' });
  }
);
