import { expect, test } from 'vitest';
import { isRealDate } from '#domain/civil-date.ts';
import { choiceOf, choicesOf, datePartsOf, isoDateOf, textOf, typedDate } from './form-answers.ts';

function formWith(...fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test('a field that is missing, or sent as a file, is empty', () => {
  const form = formWith(['name', '  Ruth Hale ']);
  form.append('post', new Blob(['x']));
  expect(['name', 'post', 'email'].map((name) => textOf(form, name))).toEqual([
    'Ruth Hale',
    '',
    ''
  ]);
});

test('only answers that were offered are taken', () => {
  const form = formWith(['office', 'emperor'], ['sector', 'police'], ['sector', 'pirates']);
  expect(choiceOf(form, 'office', ['chair', 'clerk'])).toBeUndefined();
  expect(choicesOf(form, 'sector', ['health', 'police'])).toEqual(['police']);
});

test.each([
  [['7', '1', '2027'], '2027-01-07', true],
  [['07', '01', '2027'], '2027-01-07', true],
  [['31', '2', '2027'], '2027-02-31', false],
  [['', '', ''], '-00-00', false],
  [['1', '1', '27'], '27-01-01', false],
  [['1e1', '1', '2027'], '2027-01-1e1', false]
])('a date typed as %j is %s, real: %s', ([day = '', month = '', year = ''], iso, real) => {
  const form = formWith(['on-day', day], ['on-month', month], ['on-year', year]);
  expect(isoDateOf(typedDate(form, 'on'))).toBe(iso);
  expect(isRealDate(iso)).toBe(real);
});

test('a date goes into its boxes and comes out again', () => {
  expect(isoDateOf(datePartsOf('2026-12-09'))).toBe('2026-12-09');
});
