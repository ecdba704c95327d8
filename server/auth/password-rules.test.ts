import { expect, test } from 'vitest';
import { passwordRefusal } from './password-rules.ts';

const EMAIL = 'ruth.hale@example.org';

test.each([
  ['', 'password-missing'],
  ['tiger lil', 'password-short'],
  ['x'.repeat(201), 'text-too-long'],
  ['Password2026!', 'password-common'],
  ['1234567890123', 'password-common'],
  ['aaaaaaaaaaaa', 'password-common'],
  ['qwertyuiop!1', 'password-common'],
  ['passwordpassword', 'password-common'],
  ['ruth.hale@example.org', 'password-common'],
  ['RuthHale2026', 'password-common']
])('%j is refused: %s', (password, refused) => {
  expect(passwordRefusal(password, EMAIL)).toEqual({ refused, field: 'password' });
});

test.each(['correct horse battery', 'ten letter', 'x8#kk2!pLm', 'ruth likes long walks'])(
  '%j is accepted',
  (password) => {
    expect(passwordRefusal(password, EMAIL)).toBeUndefined();
  }
);

test('length is counted in characters, not in the bytes of an emoji', () => {
  expect(passwordRefusal('🐎🔋📎🐎🔋', EMAIL)?.refused).toBe('password-short');
});
