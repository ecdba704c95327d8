/** A meeting as two people follow it over Socket.IO, and what others may try on that connection. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { replay } from '#domain/apply.ts';
import type { Entry, Proceedings } from '#domain/proceedings.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, nobody, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { until } from '../support/document-server.ts';
import {
  connected,
  follow,
  openLive,
  performLive,
  untyped,
  type LiveClient
} from '../support/follow-live.ts';
import { openBare } from '../support/open-document.ts';
import { PUBLISH } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { DEMO_PASSWORD, startDemoServer } from '../support/start-server.ts';

let server: RunningComposition;
let chair: Client;
let crg: Client;
let meetingId: string;
let begun: Proceedings;
const open: LiveClient[] = [];

beforeAll(async () => {
  server = await startComposition();
  const clerk = await signIn(server, 'clerk');
  chair = await signIn(server, 'chair');
  crg = await signIn(server, 'crg');
  meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2027-03-11');
  await perform(clerk, meetingId, PUBLISH);
  await perform(chair, meetingId, { type: 'start-meeting', startedAt: '14:00' });
});

afterAll(async () => {
  open.forEach(({ socket }) => socket.disconnect());
  await server.stop();
});

beforeEach(async () => {
  begun = (await meetingFor(crg, meetingId)).proceedings;
});

test('entries reach everybody in the order they were kept, and replay to what the server has', async () => {
  const [one, two] = [await following(chair), await following(crg)];
  const [first, second] = begun.items;
  const commands = [second, first].flatMap((item) => [
    { type: 'open-item', itemId: item?.id },
    { type: 'adjourn' },
    { type: 'resume' }
  ]);
  const kept = await Promise.all(
    commands.map((each) => performLive(one, meetingId, newId(), each))
  );
  expect(kept).toEqual(commands.map((_, index) => ({ seq: begun.seq + index + 1 })));
  await until(
    () => [one, two].every(({ entries }) => entries.length === commands.length),
    'both heard'
  );
  const seqs = commands.map((_, index) => begun.seq + index + 1);
  for (const { entries } of [one, two]) expect(entries.map(({ seq }) => seq)).toEqual(seqs);
  expect(replayed(two.entries)).toEqual((await meetingFor(crg, meetingId)).proceedings);
});

test('who was away asks for what they missed, and lacks nothing', async () => {
  const away = await following(crg);
  await perform(chair, meetingId, { type: 'adjourn' });
  await until(() => away.entries.length === 1, 'the first is heard');
  away.socket.disconnect();
  await perform(
    chair,
    meetingId,
    { type: 'resume' },
    { type: 'open-item', itemId: begun.items[2]?.id ?? '' }
  );
  const back = openLive(crg, { transport: 'polling' });
  open.push(back);
  await connected(back);
  await follow(back, meetingId, away.entries.at(-1)?.seq);
  expect(back.entries.map(({ seq }) => seq)).toEqual([begun.seq + 2, begun.seq + 3]);
  const { proceedings } = await meetingFor(crg, meetingId);
  expect(replayed([...away.entries, ...back.entries])).toEqual(proceedings);
});

test('what is done about a private item has its number and nothing else', async () => {
  const [insider, outsider] = [await following(chair), await following(crg)];
  const itemId = begun.items.find(({ part }) => part === 'part2')?.id ?? '';
  const command = { type: 'raise-action', actionId: newId(), itemId, owners: [], dueOn: null };
  await performLive(insider, meetingId, newId(), command);
  await performLive(insider, meetingId, newId(), { type: 'adjourn' });
  await performLive(insider, meetingId, newId(), { type: 'resume' });
  await until(() => [insider, outsider].every(({ entries }) => entries.length === 3), 'both heard');
  expect(insider.entries[0]?.command).toEqual(command);
  expect(outsider.entries[0]).toMatchObject({ seq: begun.seq + 1, command: { type: 'withheld' } });
  expect(outsider.entries.map(({ seq }) => seq)).toEqual(insider.entries.map(({ seq }) => seq));
  expect(outsider.heard.filter(({ event }) => event === 'action')).toEqual([]);
});

test('a command sent twice under one name is kept once, over either way in', async () => {
  const live = await following(chair);
  const commandId = newId();
  const command = { type: 'adjourn' } as const;
  const first = await performLive(live, meetingId, commandId, command);
  expect(await performLive(live, meetingId, commandId, command)).toEqual(first);
  await perform(chair, meetingId, { ...command, commandId });
  await performLive(live, meetingId, newId(), { type: 'resume' });
  await until(() => live.entries.length === 2, 'two entries and no more');
  expect((await meetingFor(chair, meetingId)).proceedings.seq).toBe(begun.seq + 2);
});

test('two people who press the same button at once: one is kept, the other hears why not', async () => {
  const [one, two] = [await following(chair), await following(await signIn(server, 'clerk'))];
  const said = await Promise.all(
    [one, two].map((live) => performLive(live, meetingId, newId(), { type: 'adjourn' }))
  );
  expect(said).toContainEqual({ seq: begun.seq + 1 });
  expect(said).toContainEqual({ refused: 'meeting-not-in-session' });
  await perform(chair, meetingId, { type: 'resume' });
});

test('malformed messages are answered and harm nobody', async () => {
  const live = await following(crg);
  for (const sent of [
    null,
    7,
    'x',
    [],
    {},
    { meetingId },
    { meetingId, commandId: 'c', command: { type: 'constructor' } }
  ]) {
    for (const event of ['perform', 'follow-meeting', 'follow-board', 'change-action']) {
      const answer = await new Promise((resolve) => untyped(live).emit(event, sent, resolve));
      expect(answer).toHaveProperty('refused');
    }
  }
  // Without a function for the answer, and an event that nobody knows.
  untyped(live).emit('perform', {});
  untyped(live).emit('no-such-event', {}, 'not a function');
  expect(await performLive(live, meetingId, newId(), { type: 'adjourn' })).toEqual({
    refused: 'not-allowed'
  });
});

test('a message too large ends its own connection and no other', async () => {
  const [large, other] = [await following(crg), await following(chair)];
  untyped(large).emit('perform', { meetingId, commandId: 'c', command: 'x'.repeat(600 * 1024) });
  await until(() => large.socket.disconnected, 'the sender is cut off');
  expect(await performLive(other, meetingId, newId(), { type: 'adjourn' })).toEqual({
    seq: begun.seq + 1
  });
  expect(await performLive(other, meetingId, newId(), { type: 'resume' })).toEqual({
    seq: begun.seq + 2
  });
});

test('oversize and unreadable frames to a document end that connection with their code', async () => {
  const name = `minute/${begun.items[0]?.id}`;
  for (const [frame, code] of [
    [new Uint8Array(300 * 1024), 4413],
    [new Uint8Array(2 * 1024 * 1024), 1009],
    [new Uint8Array(), 4400],
    [Uint8Array.of(9, 9, 9), 4400],
    ['words', 4400]
  ] as const) {
    const { socket, ended } = openBare(chair, name);
    socket.once('open', () => socket.send(frame));
    expect((await ended).code).toBe(code);
  }
});

describe.each([
  ['another site', 'https://evil.example'],
  ['a neighbour whose name begins with ours', null],
  ['a page with no origin of its own', 'null']
])('%s', (_, given) => {
  const origin = () => given ?? `${server.address}.evil.example`;

  test('cannot open either kind of socket in the name of somebody signed in', async () => {
    for (const transport of ['websocket', 'polling'] as const) {
      const live = openLive(chair, { origin: origin(), transport });
      expect(await connected(live)).toBeDefined();
      live.socket.disconnect();
    }
    const bare = openBare(chair, `agenda/${meetingId}`, { origin: origin() });
    expect(await bare.ended).toEqual({ code: 0, reason: 'Unexpected server response: 403' });
    expect(bare.frames).toEqual([]);
  });
});

test('our own origin opens both', async () => {
  const live = openLive(chair, { origin: server.address });
  expect(await connected(live)).toBeUndefined();
  live.socket.disconnect();
  const { socket, frames } = openBare(chair, `agenda/${meetingId}`, { origin: server.address });
  await until(() => frames.length > 0, 'the document answers');
  socket.close();
});

test('nobody opens either kind without having signed in', async () => {
  expect(await connected(openLive(nobody(server)))).toBe('not-signed-in');
  expect(await connected(openLive({ ...chair, cookie: 'session=made.up' }))).toBe('not-signed-in');
  expect((await openBare(nobody(server), `agenda/${meetingId}`).ended).code).toBe(4401);
});

test('where WebSockets are blocked, the production server is followed by long polling', async () => {
  const process = await startDemoServer();
  try {
    const clerk = await signIn(process, 'clerk', DEMO_PASSWORD);
    const id = meetingOn(await boardOf(clerk, 'oversight'), '2026-12-10');
    const { seq } = (await meetingFor(clerk, id)).proceedings;
    const live = openLive(clerk, { transport: 'polling' });
    expect(await connected(live)).toBeUndefined();
    await follow(live, id, seq);
    await performLive(live, id, newId(), { type: 'start-meeting' });
    await perform(clerk, id, { type: 'adjourn' }, { type: 'resume' });
    await until(() => live.entries.length === 3, 'everything is heard');
    live.socket.disconnect();
    expect((await clerk.get('/healthz')).status).toBe(200);
  } finally {
    await process.stop();
  }
});

async function following(client: Client): Promise<LiveClient> {
  const live = openLive(client);
  open.push(live);
  await connected(live);
  expect(await follow(live, meetingId, begun.seq)).toBeUndefined();
  return live;
}

const replayed = (entries: readonly Entry[]): Proceedings =>
  entries.reduce((state, entry) => replay(state, entry), begun);
