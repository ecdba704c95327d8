import { expect, test } from 'vitest';
import { refuse } from '#domain/refusal.ts';
import { sentenceFor, sentenceForCode } from './words.ts';

test('a refusal about a field is said in the words of that field', () => {
  expect(sentenceFor(refuse('date-unreal'))).toBe('The date must be a real date');
  expect(sentenceFor(refuse('date-unreal', 'endsOn'))).toMatch(/^The last day must be/);
  expect(sentenceFor(refuse('not-found', 'endsOn'))).toBe(sentenceFor(refuse('not-found')));
});

test.each([null, '', 'nonsense', 'constructor', '__proto__', '<script>'])(
  'a page’s address cannot put words in our mouth: %j',
  (code) => {
    expect(sentenceForCode(code)).toBeUndefined();
  }
);

test('a code in a page’s address is the sentence it stands for', () => {
  expect(sentenceForCode('sign-in-failed')).toBe(sentenceFor(refuse('sign-in-failed')));
});
