import { expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { newId } from '#server/new-id.ts';
import { findAction } from '#server/store/actions.ts';
import { makeActionLogs } from './action-logs.ts';
import { giveOtherBoard, sampleBoard, type SampleBoard } from '../../tests/support/sample-board.ts';
import { granted, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import { addItem, idOf } from '../../tests/support/sample-meeting.ts';

const close = (itemId: string, ...actionIds: string[]): Command => ({
  type: 'close-actions',
  itemId,
  actionIds,
  as: 'closed'
});

async function logged(board: SampleBoard, personId: string, boardId: string): Promise<string> {
  const id = newId();
  const owners = [{ personId: null, name: 'District councils' }];
  granted(
    await board.actions.add(personId, boardId, { id, wording: 'Do it', owners, dueOn: null })
  );
  return id;
}

test('[Y10] a meeting closes no action of another board, and none of what was named with it', async () => {
  const board = await sampleBoard();
  const { people, boardId, db } = board;
  const ours = await logged(board, people.clerk, boardId);
  const theirs = await logged(board, people.stranger, await giveOtherBoard(board));
  await openMeeting(board, [addItem('log')]);
  const meetingId = await openMeeting(board, [addItem('log2')], { date: '2027-03-11' });
  expect(await board.perform('clerk', meetingId, close(idOf('log2'), ours, theirs))).toEqual({
    refused: 'not-found',
    field: 'actionIds'
  });
  for (const id of [ours, theirs])
    expect(await findAction(db, id)).toMatchObject({ state: 'open' });
  granted(await board.perform('clerk', meetingId, close(idOf('log2'), ours)));
  expect(await findAction(db, ours)).toMatchObject({ state: 'closed' });
  const { updates } = granted(await board.actions.get(people.member, ours));
  expect(updates[0]).toMatchObject({ text: 'Agreed at the meeting of 11 March 2027.' });
});

test('[Y9] the log at a meeting is for those who see the agenda, and holds what they may see', async () => {
  const board = await sampleBoard();
  const { people, db } = board;
  const logs = makeActionLogs(board);
  const meetingId = await openMeeting(board, [addItem('open'), addItem('case', { part: 'part2' })]);
  const raise = (item: string): Command => ({
    type: 'raise-action',
    actionId: idOf(`of${item}`),
    itemId: idOf(item),
    owners: [{ personId: null, name: 'District councils' }],
    dueOn: null
  });
  granted(await board.perform('clerk', meetingId, raise('open')));
  granted(await board.perform('clerk', meetingId, raise('case')));
  const openFor = async (personId: string) =>
    granted(await logs.atMeeting(personId, meetingId)).changes.open.map(({ id }) => id);
  expect(await openFor(people.member)).toEqual([idOf('ofopen'), idOf('ofcase')]);
  expect(await openFor(people.crg)).toEqual([idOf('ofopen')]);
  expect(await logs.atMeeting(people.stranger, meetingId)).toEqual({ refused: 'not-found' });
  expect(await board.perform('clerk', meetingId, close(idOf('open'), idOf('ofcase')))).toEqual({
    refused: 'action-private',
    field: 'actionIds'
  });
  granted(await board.perform('clerk', meetingId, close(idOf('case'), idOf('ofcase'))));
  expect(await findAction(db, idOf('ofcase'))).toMatchObject({ state: 'closed' });
  const crg = granted(await board.proceedings.stateFor(people.crg, meetingId));
  expect(crg.closedActions).toEqual([]);
});
