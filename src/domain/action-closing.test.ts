import { expect, test } from 'vitest';
import type { Action } from './action.ts';
import { actionChanges } from './action-changes.ts';
import type { Command } from './command.ts';
import {
  addItem,
  after,
  CIRCULATE,
  CLOSE,
  idOf,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const action = (id: string, given: Partial<Action> = {}): Action => ({
  id,
  boardId: 'board',
  number: 1,
  part: 'part1',
  presenterId: null,
  meetingId: null,
  itemId: null,
  wording: id,
  owners: [],
  dueOn: null,
  slips: 0,
  state: 'open',
  rag: 'noInformation',
  raisedAt: '2022-02-17T19:20:00.000Z',
  closedAt: null,
  ...given
});
const ids = (actions: readonly Action[]) => actions.map(({ id }) => id);

test('[Y9] what was raised from the day of the last meeting on is opened since, in local time', () => {
  const all = [
    action('before', { raisedAt: '2022-02-16T23:59:00.000Z' }),
    action('then'),
    // A quarter past midnight of the next day in London.
    action('summer', { raisedAt: '2022-06-22T23:15:00.000Z', state: 'closed' })
  ];
  expect(ids(actionChanges(all, '2022-02-17', '2022-06-23').opened)).toEqual(['then', 'summer']);
  expect(ids(actionChanges(all, '2022-06-23', '2022-06-23').opened)).toEqual(['summer']);
  expect(ids(actionChanges(all, null, '2022-06-23').opened)).toHaveLength(3);
});

test('[Y9] done ones are offered for removal, proposed ones are the chair’s to decide, and only open ones are overdue', () => {
  const all = [
    action('done', { state: 'done', dueOn: '2022-01-01' }),
    action('open'),
    action('late', { dueOn: '2022-06-22' }),
    action('today', { dueOn: '2022-06-23' }),
    action('proposed', { state: 'proposed', dueOn: '2022-01-01' }),
    action('closed', { state: 'closed' }),
    action('dropped', { state: 'noLongerRequired' })
  ];
  const { done, overdue, toDecide, open } = actionChanges(all, '2022-02-17', '2022-06-23');
  expect([done, overdue, toDecide, open].map(ids)).toEqual([
    ['done'],
    ['late'],
    ['proposed'],
    ['open', 'late', 'today']
  ]);
});

const close = (item: string, ...actions: string[]): Command => ({
  type: 'close-actions',
  itemId: idOf(item),
  actionIds: actions.map(idOf),
  as: 'closed'
});

test('[Y10] actions are closed while the meeting’s minutes can be written, under an item that is there', () => {
  const published = after([addItem('log'), PUBLISH]);
  expect(said(published, close('log', 'a'))).toBe('meeting-not-in-session');
  const sitting = after([START], published);
  expect(said(sitting, close('log', 'a', 'b', 'a'))).toEqual(['actions-closed']);
  expect(said(sitting, close('nothing', 'a'))).toBe('not-found');
  expect(said(sitting, close('log'))).toBe('malformed');
  const draft = after([close('log', 'a', 'b', 'a'), CLOSE], sitting);
  expect(draft.closedActions).toEqual([
    { id: idOf('a'), itemId: idOf('log'), as: 'closed' },
    { id: idOf('b'), itemId: idOf('log'), as: 'closed' }
  ]);
  expect(said(draft, close('log', 'c'))).toEqual(['actions-closed']);
  expect(said(after([CIRCULATE], draft), close('log', 'c'))).toBe('minutes-locked');
});
