import { expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import { changeWords, dueWords, ownerWords, slipWords, stateWords } from './action-words.ts';

const action: Action = {
  id: 'a'.repeat(20),
  boardId: 'b'.repeat(20),
  number: 14,
  part: 'part1',
  presenterId: null,
  meetingId: null,
  itemId: null,
  wording: 'Send the list of centres.',
  owners: [{ personId: null, name: 'District councils' }],
  dueOn: '2026-11-21',
  slips: 0,
  state: 'open',
  rag: 'noInformation',
  raisedAt: '2026-09-10T13:00:00.000Z',
  closedAt: null
};

test.each([
  ['2026-11-13', '8 days overdue'],
  ['2026-11-20', '1 day overdue'],
  ['2026-11-21', 'Due today'],
  ['2026-11-22', 'Due tomorrow'],
  ['2026-12-05', 'Due in 14 days'],
  ['2026-12-06', 'Due 6 December 2026'],
  [null, 'No date']
])('on 21 November an action due %s says "%s"', (dueOn, words) => {
  expect(dueWords({ ...action, dueOn }, '2026-11-21')).toBe(words);
});

test('an action that is done is never overdue, whatever its date', () => {
  const done: Action = { ...action, state: 'done', dueOn: '2026-11-13' };
  expect(dueWords(done, '2026-11-21')).toBe('Due 13 November 2026');
});

test('dates that moved are counted in words', () => {
  expect([0, 1, 2, 3].map(slipWords)).toEqual([
    '',
    'Date moved once',
    'Date moved twice',
    'Date moved 3 times'
  ]);
});

test('a closed action says when, by the clock in London', () => {
  const closed: Action = { ...action, state: 'closed', closedAt: '2026-06-30T23:30:00.000Z' };
  expect(stateWords(closed)).toBe('Closed, 1 July 2026');
});

test('an action without an owner says so', () => {
  expect(ownerWords({ ...action, owners: [] })).toBe('No owner yet');
});

test('the history says what was done, in words', () => {
  expect(changeWords({ type: 'reschedule-action', dueOn: '2027-01-14', reason: 'Held up' })).toBe(
    'Due date set to 14 January 2027'
  );
  expect(changeWords({ type: 'reschedule-action', dueOn: null, reason: '' })).toBe(
    'Due date taken away'
  );
  expect(changeWords({ type: 'assign-action', owners: action.owners })).toBe(
    'Given to District councils'
  );
  expect(changeWords({ type: 'close-action', as: 'noLongerRequired', text: '' })).toBe(
    'No longer required'
  );
});
