import { expect, test } from 'vitest';
import { firstActive, listFor, listWords, moveActive, optionWords } from './prompt-list.ts';
import type { InsertOption } from './inserts.ts';

const inserts: InsertOption[] = [
  { letter: 'a', label: 'Action', short: 'Action', kind: 'action' },
  { letter: 'r', label: 'Resolution', short: 'Resolution', kind: 'resolution' }
];
const people = [
  { id: 'ruth', name: 'Ruth Hale', post: null },
  { id: 'michael', name: 'Michael Reid', post: null }
];
const setting = { inserts, people, menuOpen: false, drafting: false };
const at = (text: string, changed = {}) => listFor(text, { ...setting, ...changed });

test('a slash and a letter open the menu at the start of a line and after a space', () => {
  expect(at('/a')).toMatchObject({ kind: 'inserts', from: 0, options: [inserts[0]] });
  expect(at('Agreed to send it /r')).toMatchObject({ from: 18, options: [inserts[1]] });
  expect(at('/act')).toMatchObject({ options: [inserts[0]] });
});

test.each(['/', '/ ', 'and/or', '2026/27', 'by 15/1', '/1', 'agreed/', '/around', '/a '])(
  '"%s" opens nothing',
  (text) => {
    expect(at(text)).toBeNull();
  }
);

test('in a line that is becoming a record a slash is only a slash', () => {
  expect(at('Send it /a', { drafting: true })).toBeNull();
});

test('the key opens the whole menu wherever the caret is', () => {
  expect(at('agreed to send it', { menuOpen: true })).toEqual({
    kind: 'inserts',
    query: '',
    from: 17,
    options: inserts
  });
});

test('@ lists people, fewer with every letter, and closes when nobody fits', () => {
  expect(at('Send it @')).toMatchObject({ kind: 'people', from: 8, options: people });
  expect(at('Send it @mi')).toMatchObject({ from: 8, options: [people[1]] });
  expect(at('(@ruth h')).toMatchObject({ options: [people[0]] });
  expect(at('@mi 15')).toBeNull();
  expect(at('@mi next')).toBeNull();
  expect(at('clerk@mi')).toBeNull();
});

test('after a bare @ nobody is picked until an arrow or a letter says who', () => {
  const bare = at('@');
  const typed = at('@r');
  if (!bare || !typed) throw new Error('both lists are open');
  expect(firstActive(bare)).toBeNull();
  expect(firstActive(typed)).toBe(0);
  expect(moveActive(null, 2, 1)).toBe(0);
  expect(moveActive(null, 2, -1)).toBe(1);
});

test('the arrows go round', () => {
  expect(moveActive(1, 2, 1)).toBe(0);
  expect(moveActive(0, 2, -1)).toBe(1);
});

test('a list says how many it holds and where one is', () => {
  const menu = at('', { menuOpen: true });
  const one = at('@mi');
  const bare = at('@');
  if (!menu || !one || !bare) throw new Error('all lists are open');
  expect(listWords(menu, 0)).toBe('2 options. Action, 1 of 2');
  expect(optionWords(menu, 1)).toBe('Resolution, 2 of 2');
  expect(listWords(one, 0)).toBe('1 option. Michael Reid, 1 of 1');
  expect(listWords(bare, null)).toBe('2 options');
});
