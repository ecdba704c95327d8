import { expect, test } from 'vitest';
import { resolutionsFrom } from './resolution-wording.ts';

const BOARD = 'Countywide Prevent Oversight Board';

test.each([
  ['That the report be noted.', 'That the report be noted.'],
  ['1.1 That members note our approach', 'That members note our approach.'],
  ['1. that the plan be approved;', 'That the plan be approved.'],
  ['(a) note the results; and', 'That the Board note the results.'],
  ['b) To agree the dates, and', 'That the Board agree the dates.'],
  ['(ii) Notes the report', 'That the Board note the report.'],
  ['A letter be sent to each school.', 'A letter be sent to each school.'],
  ['That the e.g. rule of 2.8 hold', 'That the e.g. rule of 2.8 hold.'],
  ['Support for families be widened', 'Support for families be widened.'],
  ['Notebooks be bought', 'Notebooks be bought.']
])('[T5] "%s" is resolved as "%s"', (recommendation, resolution) => {
  expect(resolutionsFrom([recommendation], BOARD)).toEqual([resolution]);
});

test('[T5] each recommendation is one resolution, and empty ones are none', () => {
  expect(resolutionsFrom(['That A.', ' ', '2.', 'That B'], BOARD)).toEqual(['That A.', 'That B.']);
  expect(resolutionsFrom(['note it'], 'Community Reference Group')).toEqual([
    'That the Group note it.'
  ]);
  expect(resolutionsFrom(['note it'], 'Prevent in Wharfshire')).toEqual([
    'That the meeting note it.'
  ]);
});
