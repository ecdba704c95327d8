import { expect, test } from 'vitest';
import { readSessionToken, sessionCookieName } from './cookie.ts';

test.each([
  ['session=abc', 'abc'],
  ['theme=dark; session=abc; other=1', 'abc'],
  ['session="abc"', 'abc'],
  ['session=a%20b', 'a b'],
  ['xsession=no; session=abc', 'abc'],
  ['session=first; session=second', 'first'],
  ['session=', ''],
  ['session', undefined],
  ['session=%E0%A4', undefined],
  ['', undefined],
  [undefined, undefined]
])('in %j the session is %j', (header, token) => {
  expect(readSessionToken(header, false)).toBe(token);
});

test('over https a cookie that a neighbouring site could have planted is not read', () => {
  expect(readSessionToken('session=planted', true)).toBeUndefined();
  expect(readSessionToken('session=planted; __Host-session=own', true)).toBe('own');
  expect(sessionCookieName(true)).toBe('__Host-session');
});
