/** Whoever loses a seat or a session loses what is open on their screen with it, within a second. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { granted } from '#server/demo/parts.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn, type BoardJson } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { connected, follow, openLive, type LiveClient } from '../support/follow-live.ts';
import { openBare, openDocument, saved, type OpenDocument } from '../support/open-document.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId } from '../support/take-seat.ts';

const ONE_SECOND = 1000;

let server: RunningComposition;
let clerk: Client;
let board: BoardJson;
let meetingId: string;
let minute: string;
let writer: OpenDocument;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  board = await boardOf(clerk, 'oversight');
  meetingId = meetingOn(board, '2026-12-10');
  await perform(clerk, meetingId, START);
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  minute = `minute/${items.at(-1)?.id}`;
  writer = openDocument(clerk, minute);
  await until(() => writer.provider.synced, 'the clerk writes');
});

afterAll(async () => {
  writer.leave();
  await server.stop();
});

test('a person whose seat is ended is shut out of both kinds of sockets within a second', async () => {
  const { open, live, client } = await atTheMeeting('member');
  const seat = board.seats.find(({ name }) => name === 'Daniel Okonjo');
  const by = await personId(server, 'clerk');
  expect(
    await server.services().seats.endSeat(by, board.board.id, seat?.id ?? '', null)
  ).toBeUndefined();
  await until(() => open.closedWith() === 4403, 'the document is closed', ONE_SECOND);
  await until(() => hears(live, 'access-ended'), 'the meeting is closed', ONE_SECOND);
  await hearsNothingMore(live, open, 'after the seat was ended');
  expect(await openBare(client, minute).ended).toMatchObject({ code: 4404 });
  expect(await follow(live, meetingId)).toEqual({ refused: 'not-found' });
  expect((await client.get(`/api/meetings/${meetingId}`)).status).toBe(404);
  live.socket.disconnect();
});

test('signing out everywhere closes both kinds of sockets of every browser within a second', async () => {
  const [here, there] = [await atTheMeeting('member2'), await atTheMeeting('member2')];
  await server.services().people.signOutEverywhere(await personId(server, 'member2'));
  for (const { open, live, client } of [here, there]) {
    await until(() => open.closedWith() === 4401, 'the document is closed', ONE_SECOND);
    await until(() => live.socket.disconnected, 'the connection is closed', ONE_SECOND);
    await hearsNothingMore(live, open, 'after signing out everywhere');
    expect(await openBare(client, minute).ended).toEqual({ code: 4401, reason: 'signed-out' });
    expect(await connected(openLive(client))).toBe('not-signed-in');
    expect((await client.get(`/api/meetings/${meetingId}`)).status).toBe(401);
  }
});

test('signing out of one browser leaves the others as they are', async () => {
  const [here, there] = [await atTheMeeting('chair'), await atTheMeeting('chair')];
  await here.client.post('/sign-out', {});
  await until(() => here.open.closedWith() === 4401, 'the document is closed', ONE_SECOND);
  await until(() => here.live.socket.disconnected, 'the connection is closed', ONE_SECOND);
  typeParagraph(writer, 'Still heard elsewhere.');
  await until(
    () => there.open.text.toString().includes('Still heard elsewhere.'),
    'the other reads on'
  );
  expect(there.live.socket.connected).toBe(true);
  there.live.socket.disconnect();
  there.open.leave();
});

test('an account that is suspended is shut out, and its password opens nothing', async () => {
  const { open, live } = await atTheMeeting('officer');
  const [admin, officer] = [await personId(server, 'admin'), await personId(server, 'officer')];
  expect(await server.services().accounts.suspend(admin, officer)).toBeUndefined();
  await until(() => open.closedWith() !== undefined, 'the document is closed', ONE_SECOND);
  await until(() => live.socket.disconnected, 'the connection is closed', ONE_SECOND);
  await expect(signIn(server, 'officer')).rejects.toThrow('sign-in-failed');
});

test('when the pen goes back to the clerk, a member writes no more and reads on until it is drafted', async () => {
  const { open, live } = await atTheMeeting('graham.ostler');
  const { settings, name } = granted(
    await server.services().boards.get(await personId(server, 'clerk'), board.board.id)
  ).board;
  const byClerk = { name, settings: { ...settings, minutesWriting: 'clerk' } as const };
  await server
    .services()
    .boards.changeSettings(await personId(server, 'clerk'), board.board.id, byClerk);
  await until(() => open.mayWrite() === false, 'the pen is gone', ONE_SECOND);
  typeParagraph(writer, 'By the clerk alone.');
  await until(() => open.text.toString().includes('By the clerk alone.'), 'the member reads on');
  await perform(clerk, meetingId, { type: 'close-meeting', finishedAt: '16:00' });
  await until(() => open.closedWith() === 4403, 'the draft is the clerk’s', ONE_SECOND);
  live.socket.disconnect();
});

async function atTheMeeting(
  who: string
): Promise<{ client: Client; open: OpenDocument; live: LiveClient }> {
  const client = await signIn(server, who);
  const live = openLive(client);
  await connected(live);
  expect(await follow(live, meetingId)).toBeUndefined();
  const open = openDocument(client, minute);
  await until(() => open.provider.synced, `${who} is at the meeting`);
  return { client, open, live };
}

const hears = ({ heard }: LiveClient, event: string): boolean =>
  heard.some((each) => each.event === event);

/** Something is said and done that everybody else hears of; when they have, so would these have. */
async function hearsNothingMore(
  live: LiveClient,
  open: OpenDocument,
  words: string
): Promise<void> {
  const other = openLive(clerk);
  await connected(other);
  await follow(other, meetingId, (await meetingFor(clerk, meetingId)).proceedings.seq);
  const before = [live.heard.length, live.entries.length];
  typeParagraph(writer, words);
  await saved(writer);
  await perform(clerk, meetingId, { type: 'adjourn' }, { type: 'resume' });
  await until(() => hears(other, 'minute-text') && other.entries.length === 2, 'others have heard');
  expect([live.heard.length, live.entries.length]).toEqual(before);
  expect(open.text.toString()).not.toContain(words);
  other.socket.disconnect();
}
