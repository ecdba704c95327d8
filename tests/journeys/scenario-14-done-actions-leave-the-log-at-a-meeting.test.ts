/**
 * Acceptance scenario 14: of five actions raised at one meeting, the log of the next shows two that
 * are open, one for the chair to decide, and two that are done, with their evidence, offered for
 * removal; they leave the log when that meeting closes them, and not before.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { ActionLogAtMeeting } from '#protocol/meeting-page.ts';
import { newId } from '#server/new-id.ts';
import { codeOf, meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { connected, openLive } from '../support/follow-live.ts';
import { CLOSE, PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const ACTIONS = ['A1', 'A2', 'A3', 'A4', 'A5'].map((name) => [name, newId()] as const);
const idOf = new Map<string, string>(ACTIONS);
const nameOf = new Map<string, string>(ACTIONS.map(([name, id]) => [id, name]));
const EVIDENCE = new Map([
  ['A1', 'Link provided to the list of reporting centres.'],
  ['A2', 'Link provided to the film.']
]);

let server: RunningComposition;
let clerk: Client;
let member: Client;
let boardId: string;
let first: string;
let next: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  member = await signIn(server, 'member');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  [first, next] = [meetingOn(board, '2026-12-10'), meetingOn(board, '2027-03-11')];
});

afterAll(() => server.stop());

const publish = { ...PUBLISH, shortNoticeReason: 'A test of the log.' };

async function itemAt(meetingId: string, standing: string): Promise<string> {
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  return items.find((item) => item.standing === standing)?.id ?? '';
}

/** Those of the five that are in a list of the log as the next meeting has it. */
async function log(meetingId = next, who = clerk) {
  const said = await who.read<ActionLogAtMeeting>(`/api/meetings/${meetingId}/action-log`);
  const names = (actions: readonly Action[]) => actions.flatMap(({ id }) => nameOf.get(id) ?? []);
  const { done, toDecide, open, overdue } = said.changes;
  return {
    done: names(done),
    toDecide: names(toDecide),
    open: names(open),
    overdue: names(overdue),
    evidence: new Map(Object.entries(said.evidence).map(([id, text]) => [nameOf.get(id), text])),
    since: said.since
  };
}

const close = (itemId: string, ...names: string[]): Command => ({
  type: 'close-actions',
  itemId,
  actionIds: names.map((name) => idOf.get(name) ?? ''),
  as: 'closed'
});

test('five actions are raised at a meeting, one of them by a member for the chair to decide', async () => {
  await perform(clerk, first, { ...START, startedAt: '14:00' });
  const itemId = await itemAt(first, 'minutes');
  const raise = (name: string): Command => ({
    type: 'raise-action',
    actionId: idOf.get(name) ?? '',
    itemId,
    owners: [{ personId: null, name: 'The partnership manager' }],
    dueOn: null
  });
  await perform(clerk, first, ...['A1', 'A2', 'A3', 'A5'].map(raise));
  await perform(member, first, raise('A4'));
  await perform(clerk, first, { ...CLOSE, finishedAt: '15:30' });
});

test('two are reported done with their evidence, and stay on the log', async () => {
  const live = openLive(clerk);
  await connected(live);
  for (const [name, text] of EVIDENCE) {
    const command = { type: 'update-action', rag: 'completed', text } as const;
    const actionId = idOf.get(name) ?? '';
    const said = await live.socket.emitWithAck('change-action', { actionId, command });
    expect(isRefusal(said)).toBe(false);
  }
  live.socket.disconnect();
  expect(await log()).toMatchObject({
    done: ['A1', 'A2'],
    toDecide: ['A4'],
    open: ['A3', 'A5'],
    overdue: [],
    since: '2026-12-10'
  });
  const { evidence } = await log();
  for (const [name, text] of EVIDENCE) expect(evidence.get(name)).toBe(text);
});

test('nobody but the clerk closes them, and nobody before the meeting sits', async () => {
  const itemId = await itemAt(next, 'actionLog');
  expect(await codeOf(clerk, next, close(itemId, 'A1'))).toBe('meeting-not-in-session');
  await perform(clerk, next, publish, { ...START, startedAt: '14:00' });
  for (const who of ['member', 'chair', 'crg', 'officer']) {
    const client = await signIn(server, who);
    expect(await codeOf(client, next, close(itemId, 'A1', 'A2'))).toBe('not-allowed');
  }
  expect((await log()).done).toEqual(['A1', 'A2']);
});

test('what names an action of nowhere or of private business closes nothing', async () => {
  const itemId = await itemAt(next, 'actionLog');
  const others = (ids: string[]): Command =>
    ({ ...close(itemId, 'A1'), actionIds: ids }) as Command;
  const a1 = idOf.get('A1') ?? '';
  expect(await codeOf(clerk, next, others([a1, newId()]))).toBe('not-found');
  const all = await clerk.read<{ actions: Action[] }>(`/api/boards/${boardId}/actions`);
  const secret = all.actions.find(({ part, closedAt }) => part === 'part2' && closedAt === null);
  expect(await codeOf(clerk, next, others([a1, secret?.id ?? '']))).toBe('action-private');
  expect((await log()).done).toEqual(['A1', 'A2']);
});

test('the meeting closes them under the action log, and then they are off it', async () => {
  const itemId = await itemAt(next, 'actionLog');
  await perform(clerk, next, close(itemId, 'A1', 'A2'));
  expect(await log()).toMatchObject({ done: [], toDecide: ['A4'], open: ['A3', 'A5'] });
  const { proceedings } = await meetingFor(member, next);
  expect(proceedings.closedActions.map(({ id }) => nameOf.get(id))).toEqual(['A1', 'A2']);
  const all = await clerk.read<{ actions: Action[] }>(`/api/boards/${boardId}/actions`);
  expect(all.actions.find(({ id }) => id === idOf.get('A1'))).toMatchObject({ state: 'closed' });
  expect(await codeOf(clerk, next, close(itemId, 'A1'))).toBe('action-closed');
});

test('after a restart the meeting still says what it closed', async () => {
  await server.close();
  await server.reopen();
  const { proceedings } = await meetingFor(clerk, next);
  expect(proceedings.closedActions).toHaveLength(2);
});
