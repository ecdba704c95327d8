/**
 * Programs of people at the board, and of people at another, send what they like about a vote: each
 * is refused with its code and audited, and the vote stays as it was.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isMember, type Seat } from '#domain/board.ts';
import { isRefusal } from '#domain/refusal.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import {
  connected,
  openLive,
  performLive,
  untyped,
  type LiveClient
} from '../support/follow-live.ts';
import { START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const PEOPLE = ['chair', 'member', 'member2', 'crg', 'officer', 'leonie.castell'] as const;
type Who = (typeof PEOPLE)[number];

let server: RunningComposition;
let clerk: Client;
let seats: readonly Seat[];
let meetingId: string;
let itemId: string;
let about: { readonly voteId: string; readonly itemId: string };
const lines = new Map<Who, LiveClient>();

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  const board = await boardOf(clerk, 'oversight');
  meetingId = meetingOn(board, '2026-12-10');
  seats = board.seats;
  itemId = (await meetingFor(clerk, meetingId)).proceedings.items[5]?.id ?? '';
  const present = seats
    .filter(({ office }) => isMember(office))
    .map(
      (seat) => ({ type: 'record-attendance', attendee: holderAttendee(seat, 'present') }) as const
    );
  await perform(clerk, meetingId, START, { type: 'open-item', itemId }, ...present);
  for (const who of PEOPLE) {
    const live = openLive(await signIn(server, who));
    await connected(live);
    lines.set(who, live);
  }
});

afterAll(async () => {
  for (const { socket } of lines.values()) socket.close();
  await server.stop();
});

beforeEach(async () => {
  const { votes } = (await meetingFor(clerk, meetingId)).proceedings;
  const open = votes.find(({ status }) => status === 'open');
  if (open) await perform(clerk, meetingId, { type: 'abandon-vote', voteId: open.id, itemId });
  about = { voteId: newId(), itemId };
});

const openVote = (method: 'hands' | 'by-name') =>
  perform(clerk, meetingId, { type: 'open-vote', ...about, question: null, method });

const keyOf = (name: string): string => seats.find((seat) => seat.name === name)?.personId ?? '';

const by = (who: Who): LiveClient => {
  const live = lines.get(who);
  if (!live) throw new Error(`${who} has no line`);
  return live;
};

/** What somebody's own program is answered; `accepted` where it was kept. */
async function answer(who: Who, command: object, at = meetingId, id = newId()): Promise<string> {
  const said = await performLive(by(who), at, id, command);
  return isRefusal(said) ? said.refused : 'accepted';
}

const seqNow = async (): Promise<number> => (await meetingFor(clerk, meetingId)).proceedings.seq;

const refusalsKept = async (): Promise<number> => {
  const { count } = await server
    .db()
    .selectFrom('audit_event')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'command-refused')
    .executeTakeFirstOrThrow();
  return Number(count);
};

const cast = (name: string, choice: unknown = 'for') => ({
  type: 'cast-vote',
  ...about,
  key: keyOf(name),
  choice
});

test('[V1] [V2] a member runs no vote, and nobody votes for another or without a vote', async () => {
  await openVote('by-name');
  const [seq, audited] = [await seqNow(), await refusalsKept()];
  const attempts: [Who, object][] = [
    ['member', { type: 'open-vote', ...about, voteId: newId(), question: null, method: 'hands' }],
    ['member', { type: 'record-count', ...about, for: 9, against: 0, abstained: 0 }],
    ['member', { type: 'close-vote', ...about }],
    ['member', { type: 'abandon-vote', ...about }],
    ['member', cast('Catrin Bevan')],
    ['chair', cast('Daniel Okonjo')],
    ['member', { type: 'casting-vote', ...about, key: keyOf('Daniel Okonjo'), choice: 'for' }],
    ['member', { type: 'require-recorded', ...about, key: keyOf('Catrin Bevan'), choice: 'for' }],
    ['crg', cast('Daniel Okonjo')],
    ['crg', { ...cast('Daniel Okonjo'), key: seatOf('crgRepresentative') }],
    ['officer', { ...cast('Daniel Okonjo'), key: seatOf('officer') }]
  ];
  for (const [who, command] of attempts) {
    expect(await answer(who, command), `${who} ${JSON.stringify(command)}`).toBe('not-allowed');
  }
  expect(await seqNow()).toBe(seq);
  expect(await refusalsKept()).toBe(audited + attempts.length);
});

const seatOf = (office: Seat['office']): string =>
  seats.find((seat) => seat.office === office)?.personId ?? '';

test('[V3] [J3] who votes twice has one vote, however it is sent', async () => {
  await openVote('by-name');
  const id = newId();
  const answers = await Promise.all([
    answer('member', cast('Daniel Okonjo', 'for'), meetingId, id),
    answer('member', cast('Daniel Okonjo', 'for'), meetingId, id),
    answer('member', cast('Daniel Okonjo', 'for'))
  ]);
  expect(answers).toEqual(Array(3).fill('accepted'));
  await perform(clerk, meetingId, { type: 'close-vote', ...about });
  const { votes } = (await meetingFor(clerk, meetingId)).proceedings;
  expect(votes.at(-1)).toMatchObject({ count: { for: 1, against: 0, abstained: 0 } });
});

test('[V10] a vote after it closed is refused, also at a later item', async () => {
  await openVote('by-name');
  expect(await answer('member', cast('Daniel Okonjo'))).toBe('accepted');
  await perform(clerk, meetingId, { type: 'close-vote', ...about });
  const seq = await seqNow();
  expect(await answer('member2', cast('Catrin Bevan'))).toBe('vote-closed');
  expect(await answer('member', cast('Daniel Okonjo', 'against'))).toBe('vote-closed');
  expect(await answer('chair', { type: 'close-vote', ...about })).toBe('vote-closed');
  expect(await seqNow()).toBe(seq);
});

test('[P14] to people of another board neither the vote nor its meeting exists', async () => {
  await openVote('by-name');
  const seq = await seqNow();
  const stranger = { ...cast('Daniel Okonjo'), key: newId() };
  for (const command of [cast('Daniel Okonjo'), stranger, { type: 'close-vote', ...about }]) {
    expect(await answer('leonie.castell', command)).toBe('not-found');
    expect(await answer('member', command, newId())).toBe('not-found');
  }
  expect(await seqNow()).toBe(seq);
});

test('[J7] what is no vote is malformed, and the line goes on', async () => {
  await openVote('by-name');
  const seq = await seqNow();
  const { type, ...rest } = cast('Daniel Okonjo');
  for (const command of [
    { type, ...rest, choice: 'perhaps' },
    { type, ...rest, choice: ['for', 'for'] },
    { type, ...rest, key: null },
    { type, ...rest, voteId: 'x' },
    { type: 'record-count', ...about, for: -1, against: 0, abstained: 0 },
    { type: 'record-count', ...about, for: 1e9, against: 0, abstained: 0 },
    { type: 'record-count', ...about, for: 1.5, against: 0, abstained: 0 },
    { type: 'record-count', ...about, for: '5', against: 0 },
    { type: 'open-vote', ...about, question: null, method: 'secret' },
    { type: 'casting-vote', ...about, key: keyOf('Daniel Okonjo'), choice: 'abstained' }
  ]) {
    expect(await answer('chair', command), JSON.stringify(command)).toBe('malformed');
  }
  untyped(by('member')).emit('perform', { meetingId, commandId: newId(), command: rest });
  expect(await seqNow()).toBe(seq);
  expect(await answer('member', cast('Daniel Okonjo'))).toBe('accepted');
});
