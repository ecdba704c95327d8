import { expect, test } from 'vitest';
import { isEmail, nameFromEmail, parseAddressees } from './email.ts';

test.each([
  ['ruth.hale@example.org', true],
  ["o'neil+board@sub.example.co.uk", true],
  ['ruth.hale', false],
  ['ruth@example', false],
  ['ruth@@example.org', false],
  ['ruth hale@example.org', false],
  ['ruth@example.org.', false],
  ['<ruth@example.org>', false],
  ['rüth@example.org', false],
  ['ruth@exаmple.org', false],
  [`${'r'.repeat(250)}@example.org`, false]
])('%s is an address: %s', (value, expected) => {
  expect(isEmail(value)).toBe(expected);
});

test('pasted lists are read with and without names, each address once', () => {
  const pasted = `Ruth Hale <Ruth.Hale@example.org>\n tom.okafor@example.org;
    "Dr Priya Shah" <priya@example.org>, RUTH.HALE@EXAMPLE.ORG`;
  expect(parseAddressees(pasted)).toEqual([
    { name: 'Ruth Hale', email: 'ruth.hale@example.org' },
    { name: 'Tom Okafor', email: 'tom.okafor@example.org' },
    { name: 'Dr Priya Shah', email: 'priya@example.org' }
  ]);
});

test('a list without addresses, or with something else among them, is refused', () => {
  expect(parseAddressees(' \n;, ')).toEqual({ refused: 'email-missing', field: 'emails' });
  expect(parseAddressees('ruth@example.org\nsomebody')).toEqual({
    refused: 'email-malformed',
    field: 'emails'
  });
  const many = Array.from({ length: 201 }, (_, n) => `p${n}@example.org`).join('\n');
  expect(parseAddressees(many)).toEqual({ refused: 'text-too-long', field: 'emails' });
});

test('until people give their name, one is made of their address', () => {
  expect(nameFromEmail('ruth.hale@example.org')).toBe('Ruth Hale');
  expect(nameFromEmail('r_hale-smith@example.org')).toBe('R Hale Smith');
  expect(nameFromEmail('...@example.org')).toBe('...@example.org');
});
