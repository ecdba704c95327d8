import { expect, test } from 'vitest';
import type { TopicWords } from '#domain/work-programme.ts';
import { newId } from '#server/new-id.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findTopic } from '#server/store/work-programme.ts';
import { makeWorkProgrammes } from './work-programmes.ts';
import { giveOtherBoard, sampleBoard, type Who } from '../../tests/support/sample-board.ts';
import { granted, meetingBegun, performAll } from '../../tests/support/sample-board-meeting.ts';
import { CANCEL } from '../../tests/support/sample-meeting.ts';

const STRATEGY: TopicWords = {
  title: 'Draft strategy',
  lead: 'Partnership manager',
  requestedBy: 'members',
  meetingOn: '2026-12-10'
};

async function planning() {
  const board = await sampleBoard();
  const programmes = makeWorkProgrammes(board);
  const { people, boardId } = board;
  return {
    board,
    programmes,
    add: (who: Who, given: Partial<TopicWords> = {}) =>
      programmes.add(people[who], boardId, { ...STRATEGY, ...given }),
    programme: async (who: Who, year: string | null = null) =>
      granted(await programmes.get(people[who], boardId, year)),
    titlesAt: async (meetingId: string) =>
      ((await loadProceedings(board.db, meetingId))?.proceedings.items ?? [])
        .filter(({ standing, status }) => standing === null && status !== 'withdrawn')
        .map(({ title }) => title)
  };
}

test('[Y14] the clerk plans, everybody at the board reads, and nobody else learns of it', async () => {
  const { board, programmes, add, programme } = await planning();
  const { id } = granted(await add('clerk'));
  for (const who of ['chair', 'member', 'crg', 'officer', 'observer'] as const) {
    expect((await programme(who)).dates).toMatchObject([
      { date: '2026-12-10', topics: [{ title: 'Draft strategy' }] }
    ]);
    expect(await add(who)).toEqual({ refused: 'not-allowed' });
    expect(await programmes.remove(board.people[who], board.boardId, id)).toEqual({
      refused: 'not-allowed'
    });
  }
  for (const who of ['stranger', 'admin'] as const) {
    expect(await programmes.get(board.people[who], board.boardId, null)).toEqual({
      refused: 'not-found'
    });
  }
  const elsewhere = await giveOtherBoard(board);
  const { stranger } = board.people;
  const move = { meetingOn: '2027-03-11' };
  expect(await programmes.change(stranger, elsewhere, id, move)).toEqual({ refused: 'not-found' });
  expect(await programmes.remove(stranger, elsewhere, id)).toEqual({ refused: 'not-found' });
  expect(await findTopic(board.db, id)).toMatchObject(STRATEGY);
});

test('[Y14] a topic is moved, reworded and removed; a year shows its own dates alone', async () => {
  const { board, programmes, add, programme } = await planning();
  const { people, boardId } = board;
  const { id } = granted(await add('clerk'));
  granted(await programmes.change(people.clerk, boardId, id, { meetingOn: '2027-06-10' }));
  expect((await programme('member')).dates).toEqual([]);
  expect(await programme('member', '2027/28')).toMatchObject({
    year: '2027/28',
    years: ['2026/27', '2027/28'],
    dates: [{ date: '2027-06-10', meetingId: null }]
  });
  granted(await programmes.change(people.clerk, boardId, id, { title: 'Final strategy' }));
  expect(await findTopic(board.db, id)).toMatchObject({ title: 'Final strategy' });
  expect(await programmes.change(people.clerk, boardId, id, { title: ' ' })).toEqual({
    refused: 'title-missing',
    field: 'title'
  });
  granted(await programmes.remove(people.clerk, boardId, id));
  expect((await programme('member', '2027/28')).year).toBe('2026/27');
  expect(await programmes.remove(people.clerk, boardId, id)).toEqual({ refused: 'not-found' });
});

test('[Y15] setting up a meeting takes the topics of its date, unless the clerk leaves one', async () => {
  const { board, programmes, add, programme, titlesAt } = await planning();
  granted(await add('clerk'));
  const left = granted(await add('clerk', { title: 'Left for now' }));
  granted(await add('clerk', { title: 'Later', meetingOn: '2027-03-11' }));
  const { people, boardId } = board;
  const { meetingId } = granted(
    await board.proceedings.begin(people.clerk, boardId, {
      date: '2026-12-10',
      startTime: '14:00',
      endTime: null,
      place: null,
      alreadyHeld: false,
      leave: [left.id]
    })
  );
  expect(await titlesAt(meetingId)).toEqual(['Draft strategy']);
  const { dates } = await programme('crg');
  expect(dates[0]).toMatchObject({
    meetingId,
    topics: [{ takenBy: { meetingId } }, { title: 'Left for now', takenBy: null }]
  });
  const taken = dates[0]?.topics[0]?.id ?? '';
  const move = { meetingOn: '2027-03-11' };
  expect(await programmes.change(people.clerk, boardId, taken, move)).toEqual({
    refused: 'topic-taken'
  });
  expect(await programmes.remove(people.clerk, boardId, taken)).toEqual({ refused: 'topic-taken' });
});

test('[Y15] a topic that the agenda gives up can be planned anew, and follows a meeting put off', async () => {
  const { board, programmes, add, programme, titlesAt } = await planning();
  const { people, boardId, db } = board;
  const { id } = granted(await add('clerk'));
  const first = await meetingBegun(board);
  const itemId = (await findTopic(db, id))?.takenBy?.itemId ?? '';
  await performAll(board, first, [{ type: 'withdraw-item', itemId }]);
  expect(await findTopic(db, id)).toMatchObject({ takenBy: null });
  granted(await programmes.change(people.clerk, boardId, id, { meetingOn: '2027-01-14' }));
  const second = await meetingBegun(board, { date: '2027-01-14' });
  await performAll(board, second, [CANCEL]);
  const third = await meetingBegun(board, { date: '2027-03-11' });
  expect(await titlesAt(third)).toEqual(['Draft strategy']);
  expect((await findTopic(db, id))?.takenBy?.meetingId).toBe(third);
  expect((await programme('clerk')).dates.map(({ date }) => date)).toContain('2027-03-11');
});

test('[Y15] a topic of another board, or one that is gone, comes onto no agenda', async () => {
  const { board, programmes } = await planning();
  const elsewhere = await giveOtherBoard(board);
  const theirs = granted(await programmes.add(board.people.stranger, elsewhere, STRATEGY));
  const meetingId = await meetingBegun(board);
  const accept = {
    type: 'accept-item',
    itemId: newId(),
    parkedId: theirs.id,
    title: 'Draft strategy',
    part: 'part1',
    ground: null,
    before: null,
    kind: 'report',
    purpose: null,
    presenterId: null,
    presenter: null,
    minutesAllotted: null,
    minuted: true
  } as const;
  expect(await board.perform('clerk', meetingId, accept)).toEqual({
    refused: 'not-found',
    field: 'parkedId'
  });
});

test('[Y15] setting up the next meeting offers the date that the programme has for it', async () => {
  const { board, add } = await planning();
  await meetingBegun(board);
  const offered = async () =>
    granted(await board.meetings.pattern(board.people.clerk, board.boardId)).date;
  expect(await offered()).toBe('2027-03-11');
  granted(await add('clerk', { meetingOn: '2027-03-18' }));
  granted(await add('clerk', { meetingOn: '2027-06-10' }));
  expect(await offered()).toBe('2027-03-18');
});
