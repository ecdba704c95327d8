import { expect, test } from 'vitest';
import { isRefusal } from '#domain/refusal.ts';
import { setSuspended } from '#server/store/people.ts';
import { endSeat } from '#server/store/seats.ts';
import { meetingBegun, openMeeting, performAll } from '../../tests/support/sample-board-meeting.ts';
import {
  giveOtherBoard,
  sampleBoard,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { addItem, CANCEL, postponeTo } from '../../tests/support/sample-meeting.ts';

const HOME = '203.0.113.7';

async function tokenFor({ calendars, people }: SampleBoard, who: Who): Promise<string> {
  const { path } = await calendars.make(people[who]);
  return /^\/calendar\/([a-z0-9]{20}\.[A-Za-z0-9_-]{43})\.ics$/.exec(path)?.[1] ?? '';
}

async function read({ calendars }: SampleBoard, token: string, address = HOME) {
  const feed = await calendars.read(token, address);
  return isRefusal(feed) ? feed.refused : feed.meetings;
}

test('[Z7] a person’s calendar has the meetings of the boards they have a place at, and no others', async () => {
  const board = await sampleBoard();
  const mine = await meetingBegun(board);
  const otherBoard = await giveOtherBoard(board);
  await board.proceedings.begin(board.people.stranger, otherBoard, {
    date: '2026-12-15',
    startTime: '10:00',
    endTime: null,
    place: 'Elsewhere',
    alreadyHeld: false
  });
  const token = await tokenFor(board, 'crg');
  expect(await read(board, token)).toMatchObject([{ meetingId: mine, title: 'Oversight Board' }]);
  expect(await read(board, await tokenFor(board, 'admin'))).toEqual([]);
});

test('[Z7] the secret is kept as a hash alone, and an address that was replaced or ended opens nothing', async () => {
  const board = await sampleBoard();
  await meetingBegun(board);
  const first = await tokenFor(board, 'member');
  const [row] = await board.db.selectFrom('calendar_feed').selectAll().execute();
  const [id = '', secret = ''] = first.split('.');
  expect(row?.id).toBe(id);
  expect(Buffer.from(row?.secret_hash ?? []).length).toBe(32);
  expect(JSON.stringify(row)).not.toContain(secret);
  expect(Buffer.from(row?.secret_hash ?? []).equals(Buffer.from(secret, 'base64url'))).toBe(false);

  const second = await tokenFor(board, 'member');
  expect(await read(board, first)).toBe('not-found');
  expect(await read(board, second)).toHaveLength(1);
  const other = second.replace(/\.(.)/, (_, first: string) => `.${first === 'A' ? 'B' : 'A'}`);
  expect(await read(board, other)).toBe('not-found');
  expect(await board.calendars.mine(board.people.member)).toEqual({
    madeAt: board.time.now,
    readAt: board.time.now
  });
  await board.calendars.end(board.people.member);
  expect(await read(board, second)).toBe('not-found');
  expect(await board.calendars.mine(board.people.member)).toBeNull();
  const kinds = await board.db.selectFrom('audit_event').select('kind').execute();
  expect(kinds.map(({ kind }) => kind).filter((kind) => kind.startsWith('calendar'))).toEqual([
    'calendar-made',
    'calendar-made',
    'calendar-ended'
  ]);
});

test('[Z8] a place that ends leaves the calendar the same day, and a suspended person’s opens nothing', async () => {
  const board = await sampleBoard();
  await meetingBegun(board);
  const token = await tokenFor(board, 'member');
  await endSeat(board.db, board.seats.member, '2026-11-23', board.people.clerk);
  expect(await read(board, token)).toEqual([]);
  const chair = await tokenFor(board, 'chair');
  expect(await read(board, chair)).toHaveLength(1);
  await setSuspended(board.db, board.people.chair, board.time.now);
  expect(await read(board, chair)).toBe('not-found');
});

test('[Z8] it says title, time and place alone: no reason, no agenda, nothing private', async () => {
  const board = await sampleBoard();
  const meetingId = await openMeeting(board, [
    addItem('a', { part: 'part2', title: 'Hidden words', ground: 'Secret ground' })
  ]);
  const cancelled = await meetingBegun(board, { date: '2027-03-11' });
  await performAll(board, cancelled, [{ ...CANCEL, reason: 'Somebody is ill' }]);
  const meetings = await read(board, await tokenFor(board, 'chair'));
  expect(meetings).toHaveLength(2);
  for (const words of ['Hidden', 'Secret', 'ill', 'member']) {
    expect(JSON.stringify(meetings)).not.toContain(words);
  }
  expect(meetings).toContainEqual(expect.objectContaining({ meetingId, reason: null }));
});

test('[Z9] each change of the arrangements raises the sequence, and nothing else does', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  const token = await tokenFor(board, 'observer');
  const now = async () => {
    const meetings = await read(board, token);
    const [meeting] = typeof meetings === 'string' ? [] : meetings;
    return [meeting?.date, meeting?.place, meeting?.changes, meeting?.isCancelled];
  };
  expect(await now()).toEqual(['2026-12-10', 'County Hall', 0, false]);
  const words = '{"type":"cancel-meeting"}';
  await performAll(board, meetingId, [addItem('a', { title: words })]);
  expect(await now()).toEqual(['2026-12-10', 'County Hall', 0, false]);
  const arrangements = { date: '2026-12-10', startTime: '14:30', endTime: '16:00' };
  await performAll(board, meetingId, [
    { type: 'set-arrangements', ...arrangements, place: 'Town Hall' }
  ]);
  expect(await now()).toEqual(['2026-12-10', 'Town Hall', 1, false]);
  await performAll(board, meetingId, [postponeTo('2027-01-14')]);
  await performAll(board, meetingId, [CANCEL]);
  expect(await now()).toEqual(['2027-01-14', 'County Hall', 3, true]);
});

test('[Z7] guessing is slowed down for each network, and a reader who knows the address is not', async () => {
  const board = await sampleBoard();
  const token = await tokenFor(board, 'member');
  const guess = `${'a'.repeat(20)}.${'b'.repeat(43)}`;
  for (let tries = 0; tries < 30; tries += 1) {
    expect(await read(board, guess)).toBe('not-found');
  }
  expect(await read(board, guess)).toBe('too-many-tries');
  expect(await read(board, token)).toBe('too-many-tries');
  expect(await read(board, token, '198.51.100.1')).toEqual([]);
});

test('[Z7] one address is read thirty times in a quarter of an hour and no more', async () => {
  const board = await sampleBoard();
  const token = await tokenFor(board, 'member');
  for (let reads = 0; reads < 30; reads += 1) expect(await read(board, token)).toEqual([]);
  expect(await read(board, token)).toBe('too-many-tries');
  board.time.now = new Date(Date.parse(board.time.now) + 15 * 60_000).toISOString();
  expect(await read(board, token)).toEqual([]);
});
