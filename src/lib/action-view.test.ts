import { expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import { ownersIn, readView, rowsIn, sortedBy, viewQuery, type LogRow } from './action-view.ts';

const ME = 'm'.repeat(20);
const today = '2026-11-21';

const row = (number: number, given: Partial<Action>): LogRow => ({
  action: {
    id: String(number).padStart(20, 'a'),
    boardId: 'b'.repeat(20),
    number,
    part: 'part1',
    presenterId: null,
    meetingId: null,
    itemId: null,
    wording: `Action ${number}`,
    owners: [],
    dueOn: null,
    slips: 0,
    state: 'open',
    rag: 'noInformation',
    raisedAt: '2026-09-10T13:00:00.000Z',
    closedAt: null,
    ...given
  },
  latestUpdate: null,
  source: null
});

const me = { personId: ME, name: 'Ruth Hale' };
const councils = { personId: null, name: 'District councils' };

const rows = [
  row(1, { state: 'closed', rag: 'completed', owners: [me] }),
  row(2, { dueOn: '2026-11-13', rag: 'onSchedule', owners: [councils] }),
  row(3, { dueOn: '2027-03-11', rag: 'behindOrNotHappening', owners: [me, councils] }),
  row(4, { state: 'proposed', dueOn: '2026-11-20' }),
  row(5, { state: 'done', dueOn: '2026-10-01', rag: 'completed' })
];

const shown = (query: string) =>
  rowsIn(rows, readView(new URLSearchParams(query)), { me: ME, today }).map(
    ({ action }) => action.number
  );

test('the usual view has what is still to be done, by number', () => {
  expect(shown('')).toEqual([2, 3, 4]);
});

test.each([
  ['show=mine', [3]],
  ['show=overdue', [2, 4]],
  ['show=closed', [1, 5]],
  ['show=all', [1, 2, 3, 4, 5]],
  ['show=all&rag=completed', [1, 5]],
  [`show=all&owner=${ME}`, [1, 3]],
  ['owner=District+councils', [2, 3]]
])('"%s" shows %j', (query, numbers) => {
  expect(shown(query)).toEqual(numbers);
});

test('by due date, actions without one come last', () => {
  expect(shown('show=all&sort=due')).toEqual([5, 2, 4, 3, 1]);
});

test('by status, what goes worst comes first and what is over comes last', () => {
  expect(shown('show=all&sort=status')).toEqual([3, 4, 2, 1, 5]);
});

test('what an address says in words nobody knows is passed over', () => {
  expect(shown('show=everything&rag=purple&sort=colour')).toEqual(shown(''));
});

test('a view survives its own address', () => {
  const query = '?show=all&owner=District+councils&rag=completed&sort=due&order=descending';
  expect(viewQuery(readView(new URLSearchParams(query)))).toBe(query);
  expect(viewQuery(readView(new URLSearchParams()))).toBe('');
});

test('choosing the heading that already sorts turns the order round', () => {
  const byDue = sortedBy(readView(new URLSearchParams()), 'due');
  expect(byDue.descending).toBe(false);
  expect(sortedBy(byDue, 'due').descending).toBe(true);
  expect(sortedBy(sortedBy(byDue, 'due'), 'owner').descending).toBe(false);
});

test('each owner is offered once, by name', () => {
  expect(ownersIn(rows).map(({ name }) => name)).toEqual(['District councils', 'Ruth Hale']);
});
