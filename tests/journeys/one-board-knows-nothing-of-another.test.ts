/**
 * Two boards share a server and some of their people. To everybody else an id of the other board is
 * an id that nobody has: same status, same body, on every route.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { connected, follow, openLive, performLive } from '../support/follow-live.ts';
import { openBare } from '../support/open-document.ts';
import { agendaPaths, calendarPath, logPaths, minutesPaths } from '../support/read-export.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

type Ids = {
  readonly boardId: string;
  readonly meetingId: string;
  readonly itemId: string;
  readonly actionId: string;
};

let server: RunningComposition;
let clerk: Client;
const ids = new Map<'oversight' | 'reference', Ids>();

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  for (const [key, date] of [
    ['oversight', '2026-09-10'],
    ['reference', '2026-08-27']
  ] as const) {
    const board = await boardOf(clerk, key);
    const boardId = board.board.id;
    const meetingId = meetingOn(board, date);
    const { items } = (await meetingFor(clerk, meetingId)).proceedings;
    const log = await clerk.read<{ actions: { id: string }[] }>(`/api/boards/${boardId}/actions`);
    ids.set(key, {
      boardId,
      meetingId,
      itemId: items[0]?.id ?? '',
      actionId: log.actions[0]?.id ?? ''
    });
  }
});

afterAll(() => server.stop());

describe.each([
  ['a member of the reference group alone', 'leonie.castell', 'oversight'],
  ['a member of the oversight board alone', 'member', 'reference'],
  ['an administrator', 'admin', 'oversight']
] as const)('%s', (_, who, key) => {
  let client: Client;
  let foreign: Ids;
  const unknown: Ids = { boardId: newId(), meetingId: newId(), itemId: newId(), actionId: newId() };

  beforeAll(async () => {
    client = await signIn(server, who);
    foreign = ids.get(key) ?? unknown;
  });

  test('gets the answer of an unknown id from every address', async () => {
    for (const path of pathsOf(foreign)) {
      const answer = await said(client.get(path), foreign);
      expect(answer).toEqual(
        await said(client.get(pathsOf(unknown)[pathsOf(foreign).indexOf(path)] ?? ''), unknown)
      );
      expect(answer.status, path).toBe(404);
    }
  });

  test('gets the answer of an unknown id for every command', async () => {
    for (const command of commandsOf(foreign.itemId)) {
      const there = refusalOf(client, foreign.meetingId, command);
      expect(await there).toEqual(await refusalOf(client, unknown.meetingId, command));
      expect(await there).toMatchObject({ refused: 'not-found' });
    }
    const wanted = { date: '2027-01-07', startTime: '10:00' };
    const begun = await said(
      client.post(`/api/boards/${foreign.boardId}/meetings`, wanted),
      foreign
    );
    expect(begun).toEqual(
      await said(client.post(`/api/boards/${unknown.boardId}/meetings`, wanted), unknown)
    );
    expect(begun.status).toBe(404);
  });

  test('gets the answer of an unknown id over both kinds of sockets', async () => {
    const live = openLive(client);
    await connected(live);
    const ask = async (of: Ids) => [
      await follow(live, of.meetingId),
      await new Promise((resolve) =>
        live.socket.emit('follow-board', { boardId: of.boardId }, resolve)
      ),
      await performLive(live, of.meetingId, newId(), { type: 'adjourn' }),
      await new Promise((resolve) =>
        live.socket.emit(
          'change-action',
          { actionId: of.actionId, command: { type: 'accept-action' } },
          resolve
        )
      )
    ];
    const answers = await ask(foreign);
    expect(answers).toEqual(await ask(unknown));
    expect(answers).toEqual(answers.map(() => ({ refused: 'not-found' })));
    live.socket.disconnect();
    for (const [name, other] of documentsOf(foreign).map((each, i) => [
      each,
      documentsOf(unknown)[i]
    ])) {
      const bare = openBare(client, name ?? '');
      expect(await bare.ended).toEqual(await openBare(client, other ?? '').ended);
      expect(bare.frames).toEqual([]);
    }
  });
});

test('somebody who is not signed in gets one answer, whatever there is', async () => {
  const anybody: Client = { ...clerk, get: (path) => fetch(`${server.address}${path}`) };
  const [real, unreal] = [
    ids.get('oversight'),
    { boardId: newId(), meetingId: newId(), itemId: newId(), actionId: newId() }
  ];
  if (!real) throw new Error('no board');
  for (const [index, path] of pathsOf(real).entries()) {
    const answer = await said(anybody.get(path), real);
    expect(answer).toEqual(await said(anybody.get(pathsOf(unreal)[index] ?? ''), unreal));
    expect([401, 404]).toContain(answer.status);
  }
});

test('minutes of another board cannot be approved, and are no different from minutes that are not', async () => {
  const chair = await signIn(server, 'chair');
  const meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2026-12-10');
  await perform(chair, meetingId, START);
  const itemId = (await meetingFor(chair, meetingId)).proceedings.items[1]?.id ?? '';
  const approve = (ofMeetingId: string) =>
    refusalOf(chair, meetingId, { type: 'approve-minutes', ofMeetingId, itemId });
  const refused = await approve(ids.get('reference')?.meetingId ?? '');
  expect(refused).toEqual(await approve(newId()));
  expect(refused.refused).toBe('other-board');
});

/** Status and body, with the ids that were asked for taken out. */
async function said(
  answer: Promise<Response>,
  asked: Ids
): Promise<{ status: number; body: string }> {
  const { status, text } = await answer.then(async (each) => ({
    status: each.status,
    text: await each.text()
  }));
  const body = Object.entries(asked).reduce((all, [name, id]) => all.replaceAll(id, name), text);
  return { status, body };
}

const pathsOf = ({ boardId, meetingId }: Ids): string[] => [
  `/api/boards/${boardId}`,
  `/api/boards/${boardId}/actions`,
  `/api/meetings/${meetingId}`,
  ...agendaPaths(meetingId),
  ...minutesPaths(meetingId),
  ...logPaths(boardId),
  calendarPath(boardId)
];

const documentsOf = ({ boardId, meetingId, itemId }: Ids): string[] => [
  `agenda/${meetingId}`,
  `actions/${boardId}`,
  `minute/${itemId}`,
  `notes/${itemId}`
];

const commandsOf = (itemId: string) => [
  { type: 'open-item', itemId },
  { type: 'publish-agenda' },
  { type: 'recall-minutes' },
  { type: 'withdraw-item', itemId }
];
