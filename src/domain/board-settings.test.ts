import { expect, test } from 'vitest';
import { defaultSettings } from './board.ts';
import { boardNameRefusal, settingsRefusal } from './board-settings.ts';

const SETTINGS = defaultSettings('board');

test('[S5] a board has a name', () => {
  expect(boardNameRefusal('  ')).toEqual({ refused: 'name-missing', field: 'name' });
  expect(boardNameRefusal('x'.repeat(201))?.refused).toBe('text-too-long');
  expect(boardNameRefusal('Countywide Prevent Oversight Board')).toBeUndefined();
});

test('[S6] what a new board starts with will do', () => {
  expect(settingsRefusal(SETTINGS)).toBeUndefined();
  expect(settingsRefusal(defaultSettings('reference-group'))).toBeUndefined();
});

test.each([-1, 31, 2.5, Number.NaN])('[S6] notice of %d days is refused', (noticeDays) => {
  expect(settingsRefusal({ ...SETTINGS, noticeDays })).toEqual({
    refused: 'number-unreal',
    field: 'noticeDays'
  });
});

test.each([0, 100, Number.NaN])('[S6] a quorum of %d members is refused', (members) => {
  expect(settingsRefusal({ ...SETTINGS, quorum: { members, sectors: [] } })).toEqual({
    refused: 'number-unreal',
    field: 'quorumMembers'
  });
});

test('[S6] the contact has an address that people can write to, or none', () => {
  expect(settingsRefusal({ ...SETTINGS, contactEmail: 'the clerk' })?.field).toBe('contactEmail');
  expect(settingsRefusal({ ...SETTINGS, contactEmail: 'clerk@example.org' })).toBeUndefined();
});

test('[S6] long wording is refused by the name of its field', () => {
  expect(settingsRefusal({ ...SETTINGS, opening: 'x'.repeat(4001) })?.field).toBe('opening');
  expect(settingsRefusal({ ...SETTINGS, strapline: 'x'.repeat(201) })?.field).toBe('strapline');
});
