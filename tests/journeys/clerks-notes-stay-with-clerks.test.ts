/**
 * The clerk notes something under an open item. Everybody else at the meeting, whatever their office,
 * goes where it could be: the document itself over the wire, every page's data, every export and what
 * is told live. The word of the note must be nowhere.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { meetingFor, nobody, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { connected, follow, openLive, type LiveClient } from '../support/follow-live.ts';
import { openBare, openDocument, saved } from '../support/open-document.ts';
import { agendaPaths, logPaths, minutesPaths, textOf } from '../support/read-export.ts';
import { PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { takeSeat } from '../support/take-seat.ts';

const WORD = 'pewterheron';

const EVERYBODY_ELSE = [
  'the chair',
  'the vice-chair',
  'a member',
  'the officer who presents the item',
  'the reference group’s representative',
  'an observer',
  'an unseated substitute',
  'an administrator',
  'nobody at all'
] as const;
type Other = (typeof EVERYBODY_ELSE)[number];

let server: RunningComposition;
let clerk: Client;
let others: Record<Other, Client>;
let boardId: string;
let meetingId: string;
let itemId: string;
const followers = new Map<Other, LiveClient>();

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  others = {
    'the chair': await signIn(server, 'chair'),
    'the vice-chair': await takeSeat(server, 'oversight', 'viceChair', 'vicechair'),
    'a member': await signIn(server, 'member'),
    'the officer who presents the item': await signIn(server, 'officer'),
    'the reference group’s representative': await signIn(server, 'crg'),
    'an observer': await takeSeat(server, 'oversight', 'observer', 'observer'),
    'an unseated substitute': await signIn(server, 'hannah.lockyer'),
    'an administrator': await signIn(server, 'admin'),
    'nobody at all': nobody(server)
  };
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2027-03-11');
  await perform(clerk, meetingId, PUBLISH, START);
  const { proceedings, texts } = await meetingFor(clerk, meetingId);
  itemId =
    proceedings.items.find(
      ({ id }) => texts[id]?.title === 'Assessment against the national benchmarks'
    )?.id ?? '';
  for (const who of EVERYBODY_ELSE) {
    const live = openLive(others[who]);
    followers.set(who, live);
    if ((await connected(live)) === undefined) await follow(live, meetingId);
  }
  const notes = openDocument(clerk, `notes/${itemId}`);
  const minute = openDocument(clerk, `minute/${itemId}`);
  await until(() => notes.provider.synced && minute.provider.synced, 'both are open');
  typeParagraph(notes, `${WORD}: ask again before this is printed`);
  await saved(notes);
  typeParagraph(minute, 'The assessment was noted.');
  await saved(minute);
  await until(
    () => JSON.stringify(followers.get('a member')?.heard).includes('The assessment was noted.'),
    'a member has heard of the minute'
  );
  notes.leave();
  minute.leave();
});

afterAll(async () => {
  for (const { socket } of followers.values()) socket.disconnect();
  await server.stop();
});

describe.each(EVERYBODY_ELSE)('%s', (who) => {
  test('[T8] is turned away from the notes as from a name that nobody has given', async () => {
    const unknown = await openBare(others[who], `notes/${newId()}`).ended;
    const bare = openBare(others[who], `notes/${itemId}`);
    expect(await bare.ended).toEqual(unknown);
    expect(bare.frames).toEqual([]);
  });

  test('[T8] finds the word in no page’s data, no export and nothing told live', async () => {
    for (const path of paths()) {
      expect(await textOf(await others[who].get(path)), path).not.toContain(WORD);
    }
    const live = followers.get(who);
    expect(JSON.stringify([live?.entries, live?.heard])).not.toContain(WORD);
  });
});

test('[T8] the clerk reads the notes again, and not even the clerk’s exports hold them', async () => {
  const notes = openDocument(clerk, `notes/${itemId}`);
  await until(() => notes.provider.synced, 'the notes are open');
  expect(notes.text.toString()).toContain(WORD);
  notes.leave();
  for (const path of paths()) {
    expect(await textOf(await clerk.get(path)), path).not.toContain(WORD);
  }
  expect(await textOf(await clerk.get(`/meetings/${meetingId}/minutes.html`))).toContain(
    'The assessment was noted.'
  );
});

const paths = () => [
  `/api/meetings/${meetingId}`,
  `/api/boards/${boardId}`,
  `/api/boards/${boardId}/actions`,
  ...agendaPaths(meetingId),
  ...minutesPaths(meetingId),
  ...logPaths(boardId)
];
