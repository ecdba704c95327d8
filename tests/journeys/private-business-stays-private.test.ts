/**
 * A private item is discussed, minuted, resolved and given an action while people without a right
 * to it are in the meeting. Every text in it carries one word that stands nowhere else; wherever
 * such a person can look, that word must not be.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { newId } from '#server/new-id.ts';
import { meetingFor, nobody, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { connected, follow, openLive, type LiveClient } from '../support/follow-live.ts';
import { openBare, openDocument, saved } from '../support/open-document.ts';
import {
  agendaPaths,
  calendarPath,
  logPaths,
  minutesPaths,
  textOf
} from '../support/read-export.ts';
import { PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { takeSeat } from '../support/take-seat.ts';

const WORD = 'quartzlantern';

/** Everybody who may know that there is a private item, or not even that. */
const REFUSED = [
  'the reference group’s representative',
  'an observer',
  'an officer who presents another item',
  'a substitute nobody has seated',
  'an administrator',
  'a member of the reference group alone',
  'nobody at all'
] as const;
type Refused = (typeof REFUSED)[number];

let server: RunningComposition;
let clients: Record<Refused, Client>;
let member: Client;
let presenter: Client;
let boardId: string;
let meetingId: string;
let itemId: string;
const followers = new Map<Refused, LiveClient>();

beforeAll(async () => {
  server = await startComposition();
  const [clerk, chair] = [await signIn(server, 'clerk'), await signIn(server, 'chair')];
  member = await signIn(server, 'member');
  presenter = await signIn(server, 'tomasz.wrona');
  clients = {
    'the reference group’s representative': await signIn(server, 'crg'),
    'an observer': await takeSeat(server, 'oversight', 'observer', 'observer'),
    'an officer who presents another item': await signIn(server, 'officer'),
    'a substitute nobody has seated': await signIn(server, 'hannah.lockyer'),
    'an administrator': await signIn(server, 'admin'),
    'a member of the reference group alone': await signIn(server, 'leonie.castell'),
    'nobody at all': nobody(server)
  };
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2027-03-11');
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  itemId = items.find(({ part }) => part === 'part2')?.id ?? '';

  await wordPrivately(clerk);
  await perform(clerk, meetingId, PUBLISH);
  await perform(chair, meetingId, START);
  for (const who of REFUSED) {
    const live = openLive(clients[who]);
    followers.set(who, live);
    if ((await connected(live)) === undefined) await follow(live, meetingId);
  }
  await minutePrivately(clerk);
});

afterAll(async () => {
  for (const { socket } of followers.values()) socket.disconnect();
  await server.stop();
});

describe.each(REFUSED)('%s', (who) => {
  test('is turned away from its documents as from a name that nobody has given', async () => {
    const unknown = await openBare(clients[who], `minute/${newId()}`).ended;
    for (const kind of ['minute', 'exempt', 'notes']) {
      const bare = openBare(clients[who], `${kind}/${itemId}`);
      expect(await bare.ended).toEqual(unknown);
      expect(bare.frames).toEqual([]);
    }
    expect(unknown.code).toBe(who === 'nobody at all' ? 4401 : 4404);
  });

  test('reads nothing of it over the API', async () => {
    for (const path of ['/api/boards', ...apiPaths()]) {
      expect(await (await clients[who].get(path)).text()).not.toContain(WORD);
    }
  });

  test('reads nothing of it in any export', async () => {
    for (const path of exportPaths()) {
      expect(await textOf(await clients[who].get(path))).not.toContain(WORD);
    }
  });

  test('has heard nothing of it live', () => {
    const live = followers.get(who);
    expect(JSON.stringify([live?.entries, live?.heard])).not.toContain(WORD);
  });

  test('finds nothing of it in the documents that are open to them', async () => {
    for (const name of [`agenda/${meetingId}`, `actions/${boardId}`]) {
      const bare = openBare(clients[who], name);
      const open = openDocument(clients[who], name);
      await until(() => open.provider.synced || open.closedWith() !== undefined, 'it is decided');
      bare.socket.close();
      expect(JSON.stringify(open.doc.toJSON())).not.toContain(WORD);
      expect(Buffer.from(Y.encodeStateAsUpdate(open.doc)).includes(WORD)).toBe(false);
      open.leave();
    }
  });
});

test('those who may see it read the word in every place that was searched for it', async () => {
  for (const path of [`/api/meetings/${meetingId}`, `/api/boards/${boardId}/actions`]) {
    expect(await (await member.get(path)).text()).toContain(WORD);
  }
  for (const path of exportPaths().filter((each) => !each.endsWith('.ics'))) {
    expect(await textOf(await member.get(path)), path).toContain(WORD);
  }
  const open = openDocument(presenter, `minute/${itemId}`);
  await until(() => open.provider.synced, 'the presenter reads it');
  expect(open.text.toString()).toContain(WORD);
  open.leave();
});

test('the representative is told that there is a private item, and why, and where it stands', async () => {
  const crg = clients['the reference group’s representative'];
  const { items } = (await meetingFor(crg, meetingId)).proceedings;
  const item = items.find(({ id }) => id === itemId);
  expect(item).toMatchObject({ title: 'Private item', part: 'part2', presenter: null });
  const agenda = await textOf(await crg.get(`/meetings/${meetingId}/agenda.html`));
  expect(agenda).toContain('Counter Terrorism Local Profile: briefing');
  expect(agenda).toContain('Exempt, paragraph 7: information relating to action taken');
});

async function wordPrivately(clerk: Client): Promise<void> {
  const open = openDocument(clerk, `exempt/${itemId}`);
  await until(() => open.provider.synced, 'the private wording is open');
  const item = open.doc.getMap('items').get(itemId) as Y.Map<Y.Text>;
  item.get('note')?.insert(0, `${WORD} in the note. `);
  await saved(open);
  open.leave();
}

/** Waits until those who may know have heard, so that nobody else can hear it any later. */
async function minutePrivately(clerk: Client): Promise<void> {
  const live = openLive(member);
  await connected(live);
  await follow(live, meetingId);
  const notes = openDocument(clerk, `notes/${itemId}`);
  const minute = openDocument(clerk, `minute/${itemId}`);
  await until(() => notes.provider.synced && minute.provider.synced, 'both are open');
  typeParagraph(notes, `${WORD} in the notes`);
  typeParagraph(minute, `${WORD} in the minute`);
  const [actionId, resolutionId] = [newId(), newId()];
  await perform(
    clerk,
    meetingId,
    { type: 'raise-action', actionId, itemId, owners: [], dueOn: null },
    { type: 'record-resolution', resolutionId, itemId }
  );
  for (const [kind, id] of [
    ['action', actionId],
    ['resolution', resolutionId]
  ] as const) {
    const block = new Y.XmlElement(kind);
    block.setAttribute('id', id);
    block.insert(0, [new Y.XmlText(`${WORD} in the ${kind}`)]);
    minute.text.push([block]);
  }
  await saved(notes);
  await saved(minute);
  const says = (event: string, words: string) =>
    live.heard.some((each) => each.event === event && JSON.stringify(each.said).includes(words));
  await until(
    () =>
      says('minute-text', `${WORD} in the resolution`) && says('action', `${WORD} in the action`),
    'a member has heard of it all'
  );
  live.socket.disconnect();
  notes.leave();
  minute.leave();
}

const apiPaths = () => [
  `/api/meetings/${meetingId}`,
  `/api/boards/${boardId}`,
  `/api/boards/${boardId}/actions`
];

const exportPaths = () => [
  ...agendaPaths(meetingId),
  ...minutesPaths(meetingId),
  ...logPaths(boardId),
  calendarPath(boardId)
];
