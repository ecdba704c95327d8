/**
 * Acceptance scenario 13: in the answer to a member's question lies a promise. The clerk selects it;
 * an action is proposed with those words, under the minute's number, for whoever made the promise and
 * without a date, and "Link provided" becomes the evidence that it is done.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import { ownerOf, possibleActions, promiseFrom } from '#domain/possible-action.ts';
import { newId } from '#server/new-id.ts';
import { minuteOf } from '#server/record/document-text.ts';
import * as Y from 'yjs';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { connected, openLive } from '../support/follow-live.ts';
import { openDocument, saved } from '../support/open-document.ts';
import { logPaths, textOf } from '../support/read-export.ts';
import { PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const PROMISE = 'agreed to send a list of all locations to Members outside the meeting';
const TITLE = 'Assessment against the national benchmarks';

let server: RunningComposition;
let clerk: Client;
let boardId: string;
let meetingId: string;
let itemId: string;
let minuteNumber: number;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  const board = await boardOf(clerk, 'oversight');
  boardId = board.board.id;
  meetingId = meetingOn(board, '2027-03-11');
  await perform(clerk, meetingId, PUBLISH, START);
  const { proceedings, texts, firstMinuteNumber } = await meetingFor(clerk, meetingId);
  itemId = proceedings.items.find(({ id }) => texts[id]?.title === TITLE)?.id ?? '';
  const minuted = proceedings.items.filter((item) => item.minuted);
  minuteNumber = firstMinuteNumber + minuted.findIndex(({ id }) => id === itemId);
});

afterAll(() => server.stop());

test('[T7] scenario 13: the words selected are an action of their minute, and its evidence is kept', async () => {
  const { seats } = await boardOf(clerk, 'oversight');
  const who = seats.find(({ name }) => name === 'Daniel Okonjo');
  const paragraph = `Simone Charlery asked what the centres were. ${who?.name} explained that they would be revamped and ${PROMISE}. Link provided - https://council.example/centres`;
  const minute = openDocument(clerk, `minute/${itemId}`);
  await until(() => minute.provider.synced, 'the minute is open');
  typeParagraph(minute, paragraph);
  await saved(minute);

  const at = paragraph.indexOf(PROMISE);
  const selected = promiseFrom(paragraph, { from: at, to: at + PROMISE.length });
  const people = seats.map(({ personId, name }) => ({ id: personId, name, post: null }));
  const owner = ownerOf(selected, people);
  expect(selected).toMatchObject({
    text: PROMISE,
    evidence: 'Link provided - https://council.example/centres'
  });
  expect(owner?.name).toBe('Daniel Okonjo');

  expect(possibleActions(minuteOf(minute.doc))).toMatchObject([{ text: PROMISE }]);
  const actionId = newId();
  await perform(clerk, meetingId, {
    type: 'raise-action',
    actionId,
    itemId,
    owners: [{ personId: owner?.id ?? null, name: owner?.name ?? '' }],
    dueOn: null
  });
  const block = new Y.XmlElement('action');
  block.setAttribute('id', actionId);
  block.insert(0, [new Y.XmlText(selected.text)]);
  minute.text.push([block]);
  await saved(minute);
  expect(possibleActions(minuteOf(minute.doc))).toEqual([]);
  minute.leave();

  await expect.poll(async () => (await action(actionId))?.wording).toBe(PROMISE);
  expect(await action(actionId)).toMatchObject({
    itemId,
    dueOn: null,
    state: 'open',
    owners: [{ personId: who?.personId, name: 'Daniel Okonjo' }]
  });

  const live = openLive(clerk);
  await connected(live);
  const command = { type: 'update-action', rag: 'completed', text: selected.evidence };
  expect(await live.socket.emitWithAck('change-action', { actionId, command })).toEqual({
    ok: true
  });
  live.socket.disconnect();
  const [csv = ''] = logPaths(boardId);
  const line = (await textOf(await clerk.get(csv)))
    .split('\r\n')
    .find((each) => each.includes(PROMISE));
  expect(line?.split(',')).toEqual(expect.arrayContaining([PROMISE, String(minuteNumber), 'Done']));
  expect(line).toContain('Link provided - https://council.example/centres');
});

const action = async (id: string): Promise<Action | undefined> =>
  (await clerk.read<{ actions: Action[] }>(`/api/boards/${boardId}/actions`)).actions.find(
    (each) => each.id === id
  );
