import { expect, test } from 'vitest';
import {
  granted,
  circulate,
  meetingBegun,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import {
  sampleBoard,
  writeMinute,
  type SampleBoard,
  type Who
} from '../../tests/support/sample-board.ts';
import { addItem, attend, CLOSE, idOf, PUBLISH } from '../../tests/support/sample-meeting.ts';

const pageFor = async (board: SampleBoard, who: Who, meetingId: string) =>
  granted(await board.meetings.page(board.people[who], meetingId));

test('[N3] [N5] a list says until when the agenda must be out, where notice is asked', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  const [summary] = granted(await board.meetings.ofBoard(board.people.crg, board.boardId));
  expect(summary).toMatchObject({ id: meetingId, publishBy: { date: '2026-12-02', daysLeft: 6 } });
  await performAll(board, meetingId, [PUBLISH]);
  expect(
    granted(await board.meetings.ofBoard(board.people.crg, board.boardId))[0]?.publishBy
  ).toBeNull();

  const private_ = await sampleBoard('private');
  const quiet = await meetingBegun(private_);
  expect((await pageFor(private_, 'clerk', quiet)).notice).toBeNull();
  expect(
    granted(await private_.meetings.ofBoard(private_.people.clerk, private_.boardId))[0]?.publishBy
  ).toBeNull();
});

test('meetings to come are those not held yet, soonest first, on boards the person is at', async () => {
  const board = await sampleBoard();
  const later = await meetingBegun(board, { date: '2027-03-11' });
  const sooner = await meetingBegun(board);
  const held = await openMeeting(board, [], { date: '2026-12-03' });
  await circulate(board, held);
  const coming = await board.meetings.comingUp(board.people.crg);
  expect(coming.map(({ id }) => id)).toEqual([sooner, later]);
  expect(await board.meetings.comingUp(board.people.stranger)).toEqual([]);
});

test('[P6] [P7] who reads and writes the minutes goes from everybody, to clerk and chair, to nobody', async () => {
  const board = await sampleBoard();
  const meetingId = await openMeeting(board, [addItem('a'), addItem('b', { part: 'part2' })]);
  await performAll(board, meetingId, [attend('x', { key: board.people.chair, office: 'Chair' })]);
  await writeMinute(board.db, idOf('a'), 'Open words.');
  await writeMinute(board.db, idOf('b'), 'Private words.');
  const reads = async (who: Who) => {
    const { minutes } = await pageFor(board, who, meetingId);
    return [idOf('a'), idOf('b')].map((id) => (minutes[id]?.length ? 'Y' : '.')).join('');
  };
  const writes = async (who: Who) => {
    const { writable } = await pageFor(board, who, meetingId);
    return [idOf('a'), idOf('b')].map((id) => (writable.includes(id) ? 'Y' : '.')).join('');
  };
  const everybody = [
    'chair',
    'vice',
    'member',
    'clerk',
    'crg',
    'officer',
    'observer',
    'substitute'
  ] as const;
  const all = async (of: (who: Who) => Promise<string>) =>
    (await Promise.all(everybody.map(of))).join(' ');

  expect(await all(reads)).toBe('YY YY YY YY Y. Y. Y. Y.');
  expect(await all(writes)).toBe('YY YY YY YY Y. .. .. ..');
  await performAll(board, meetingId, [CLOSE]);
  expect(await all(reads)).toBe('YY .. .. YY .. .. .. ..');
  expect(await all(writes)).toBe('YY .. .. YY .. .. .. ..');
  expect(await board.records.minutes(board.people.member, meetingId)).toEqual({
    refused: 'not-found'
  });
  await performAll(board, meetingId, [{ type: 'circulate-minutes', correctionsBy: '2027-01-08' }]);
  expect(await all(reads)).toBe('YY YY YY YY Y. Y. Y. Y.');
  expect(await all(writes)).toBe('.. .. .. .. .. .. .. ..');
  const shown = granted(await board.records.minutes(board.people.crg, meetingId)).record.minutes;
  expect(JSON.stringify(shown)).toContain('Open words.');
  expect(JSON.stringify(shown)).not.toContain('Private words.');
});

test('[P8] a substitute sees and writes private business while they have the seat', async () => {
  const board = await sampleBoard();
  const meetingId = await openMeeting(board, [addItem('b', { part: 'part2' })]);
  const { substitute } = board.people;
  const seat = {
    key: substitute,
    substituteSeatId: board.seats.member,
    substituteFor: 'The member'
  };
  expect((await pageFor(board, 'substitute', meetingId)).seesPart2).toEqual([]);
  await performAll(board, meetingId, [attend('x', seat)]);
  expect(await pageFor(board, 'substitute', meetingId)).toMatchObject({ seesPart2: [idOf('b')] });
  expect((await pageFor(board, 'substitute', meetingId)).writable).toContain(idOf('b'));
  board.announced.length = 0;
  await performAll(board, meetingId, [{ type: 'clear-attendance', key: substitute }]);
  expect((await pageFor(board, 'substitute', meetingId)).seesPart2).toEqual([]);
  expect(board.announced.map(({ type }) => type)).toContain('rights-changed');
});

test('[P11] an officer sees the private item they present, until somebody else presents it', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  const presented = { presenterId: board.people.officer, presenter: 'The officer' };
  await performAll(board, meetingId, [addItem('b', { part: 'part2', ...presented })]);
  expect((await pageFor(board, 'officer', meetingId)).seesPart2).toEqual([idOf('b')]);
  board.announced.length = 0;
  await performAll(board, meetingId, [
    { type: 'set-item-details', itemId: idOf('b'), presenterId: board.people.member }
  ]);
  expect((await pageFor(board, 'officer', meetingId)).seesPart2).toEqual([]);
  expect(board.announced.map(({ type }) => type)).toContain('rights-changed');
});

test('[C3] circulated minutes wait for the next meeting until they are approved', async () => {
  const board = await sampleBoard();
  const first = await openMeeting(board, []);
  await circulate(board, first);
  const second = await openMeeting(board, [addItem('b')], { date: '2027-03-11' });
  const waiting = async () => (await pageFor(board, 'chair', second)).awaiting;
  expect(await waiting()).toEqual([{ meetingId: first, date: '2026-12-10' }]);
  granted(
    await board.perform('chair', second, {
      type: 'approve-minutes',
      ofMeetingId: first,
      itemId: idOf('b')
    })
  );
  expect(await waiting()).toEqual([]);
});

test('[D3] "next meeting" is the next in the diary, or else a quarter on', async () => {
  const board = await sampleBoard();
  const first = await meetingBegun(board);
  expect((await pageFor(board, 'clerk', first)).nextMeetingOn).toBe('2027-03-11');
  await meetingBegun(board, { date: '2027-06-10' });
  await meetingBegun(board, { date: '2027-02-04' });
  expect((await pageFor(board, 'clerk', first)).nextMeetingOn).toBe('2027-02-04');
});
