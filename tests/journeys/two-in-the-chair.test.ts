/** Two people run one meeting over Socket.IO, and others try to. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { replay } from '#domain/apply.ts';
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { until } from '../support/document-server.ts';
import {
  connected,
  follow,
  openLive,
  performLive,
  type LiveClient
} from '../support/follow-live.ts';
import { PUBLISH } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const MOVED = { refused: 'meeting-moved', field: 'leaving' };
const UNDONE = { refused: 'meeting-moved', field: 'seq' };

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let member: Client;
let meetingId: string;
const open: LiveClient[] = [];

beforeAll(async () => {
  server = await startComposition();
  [clerk, chair, member] = [
    await signIn(server, 'clerk'),
    await signIn(server, 'chair'),
    await signIn(server, 'member')
  ];
  meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2027-03-11');
  await perform(clerk, meetingId, PUBLISH);
  await perform(chair, meetingId, { type: 'start-meeting', startedAt: '14:00' });
});

afterAll(async () => {
  open.forEach(({ socket }) => socket.disconnect());
  await server.stop();
});

let items: readonly string[];
beforeEach(async () => {
  const state = await stateNow();
  items = state.items.filter(({ part }) => part === 'part1').map(({ id }) => id);
  await perform(clerk, meetingId, { type: 'open-item', itemId: itemAt(0) });
});

const stateNow = async (): Promise<Proceedings> => (await meetingFor(clerk, meetingId)).proceedings;
const itemAt = (place: number): string => items[place] ?? '';

async function line(client: Client): Promise<LiveClient> {
  const live = openLive(client);
  open.push(live);
  expect(await connected(live)).toBeUndefined();
  expect(await follow(live, meetingId, (await stateNow()).seq)).toBeUndefined();
  return live;
}

const moveOn = (from: number): Command => ({
  type: 'open-item',
  itemId: itemAt(from + 1),
  leaving: itemAt(from)
});

test('[H1] [H2] two press next at once, then undo at once: one of each is kept, and both see the same', async () => {
  const [one, two] = [await line(chair), await line(clerk)];
  const begun = await stateNow();
  const pressed = await Promise.all(
    [one, two].map((live) => performLive(live, meetingId, newId(), moveOn(0)))
  );
  expect(pressed.filter(isRefusal)).toEqual([MOVED]);
  const moved = await stateNow();
  expect(moved).toMatchObject({ seq: begun.seq + 1, currentItemId: itemAt(1) });

  const seq = moved.lastMove?.seq;
  const undone = await Promise.all(
    [one, two].map((live) => performLive(live, meetingId, newId(), { type: 'undo-move', seq }))
  );
  expect(undone.filter(isRefusal)).toEqual([UNDONE]);
  await until(() => [one, two].every(({ entries }) => entries.length === 2), 'both heard');
  for (const { entries } of [one, two]) {
    expect(entries.reduce((state, entry) => replay(state, entry), begun)).toEqual(await stateNow());
  }
  expect((await stateNow()).currentItemId).toBe(itemAt(0));
});

test('[J3] a press that is sent again after its answer was lost moves nothing twice', async () => {
  const live = await line(chair);
  const commandId = newId();
  const kept = await performLive(live, meetingId, commandId, moveOn(0));
  await performLive(live, meetingId, newId(), moveOn(1));
  expect(await performLive(live, meetingId, commandId, moveOn(0))).toEqual(kept);
  expect((await stateNow()).currentItemId).toBe(itemAt(2));
});

test('[H1] [H2] presses that arrive in another order than they were made are refused', async () => {
  const live = await line(chair);
  const { seq } = await stateNow();
  const undo = { type: 'undo-move', seq: seq + 1 };
  expect(await performLive(live, meetingId, newId(), undo)).toEqual(UNDONE);
  expect(await performLive(live, meetingId, newId(), moveOn(1))).toEqual(MOVED);
  expect(await performLive(live, meetingId, newId(), moveOn(0))).toEqual({ seq: seq + 1 });
  expect((await stateNow()).currentItemId).toBe(itemAt(1));
});

test('[P4] a member who sends the chair’s commands past the page is refused each, and it is noted', async () => {
  const live = await line(member);
  const begun = await stateNow();
  const itemId = itemAt(0);
  const { lastMove } = begun;
  const commands: readonly Command[] = [
    moveOn(0),
    { type: 'undo-move', seq: lastMove?.seq ?? 1 },
    { type: 'agree-item', itemId, resolutionIds: [newId()], withChanges: false },
    { type: 'undo-agreement', itemId },
    { type: 'confirm-wording', itemId },
    { type: 'leave-undecided', itemId },
    { type: 'call-speaker', itemId, personId: newId() },
    { type: 'ask-to-speak', itemId, personId: newId(), name: 'Somebody else' },
    { type: 'adjourn', until: '23:59' },
    { type: 'close-meeting', finishedAt: null }
  ];
  for (const command of commands) {
    expect(await performLive(live, meetingId, newId(), command), command.type).toEqual({
      refused: 'not-allowed'
    });
  }
  expect(await stateNow()).toEqual(begun);
  const noted = await server
    .db()
    .selectFrom('audit_event')
    .select('detail')
    .where('kind', '=', 'command-refused')
    .execute();
  for (const { type } of commands) {
    expect(
      noted.some(({ detail }) => detail.includes(type)),
      type
    ).toBe(true);
  }
});

test('[H1] whatever two people press, however late their view, the meeting moves by one item at a time', async () => {
  const press = fc.record({
    behind: fc.integer({ min: 0, max: 3 }),
    does: fc.constantFrom('next', 'undo')
  });
  const live = await line(chair);
  await fc.assert(
    fc.asyncProperty(fc.array(press, { maxLength: 8 }), async (presses) => {
      await perform(clerk, meetingId, { type: 'open-item', itemId: itemAt(0) });
      const seen = [await stateNow()];
      for (const { behind, does } of presses) {
        const view = seen.at(-1 - Math.min(behind, seen.length - 1));
        const now = seen.at(-1);
        const from = items.indexOf(view?.currentItemId ?? '');
        if (from + 1 >= items.length) continue;
        const command =
          does === 'next' ? moveOn(from) : { type: 'undo-move', seq: view?.lastMove?.seq ?? 1 };
        const said = await performLive(live, meetingId, newId(), command);
        const after = await stateNow();
        const moved =
          items.indexOf(after.currentItemId ?? '') - items.indexOf(now?.currentItemId ?? '');
        const isFresh =
          does === 'next'
            ? view?.currentItemId === now?.currentItemId
            : view?.lastMove !== null && view?.lastMove?.seq === now?.lastMove?.seq;
        expect(isRefusal(said)).toBe(!isFresh);
        if (isRefusal(said)) expect(after).toEqual(now);
        else if (does === 'next') expect(moved).toBe(1);
        seen.push(after);
      }
    }),
    { numRuns: 12 }
  );
});

test('[H2] [H10] the server is restarted, and the move can still be undone, with whoever waits to speak', async () => {
  const { seats } = await boardOf(clerk, 'oversight');
  const personId = seats.find(({ name }) => name === 'Daniel Okonjo')?.personId ?? '';
  await perform(member, meetingId, {
    type: 'ask-to-speak',
    itemId: itemAt(0),
    personId,
    name: 'Anything'
  });
  await perform(chair, meetingId, moveOn(0));
  const before = await stateNow();
  await server.close();
  await server.reopen();
  const after = await stateNow();
  expect(after).toEqual(before);
  await perform(chair, meetingId, { type: 'undo-move', seq: after.lastMove?.seq ?? 0 });
  const { currentItemId, speakers } = await stateNow();
  expect(currentItemId).toBe(itemAt(0));
  expect(speakers.map((speaker) => speaker.personId)).toEqual([personId]);
});
