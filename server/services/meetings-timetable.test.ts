import { expect, test } from 'vitest';
import { isRefusal } from '#domain/refusal.ts';
import { nextStep, type StepName } from '#domain/timetable.ts';
import { setClosureDay } from '#server/store/boards.ts';
import {
  circulate,
  granted,
  meetingBegun,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, type SampleBoard, type Who } from '../../tests/support/sample-board.ts';
import { CANCEL, PUBLISH } from '../../tests/support/sample-meeting.ts';

const stepOf = async (board: SampleBoard, meetingId: string, name: StepName, who: Who = 'crg') => {
  const steps = granted(await board.meetings.timetable(board.people[who], meetingId));
  const step = steps.find((each) => each.name === name);
  return step && `${step.on} ${step.status}`;
};

test('[Z1] [Z2] [Z3] a timetable follows the meeting, the one after it and the closure days', async () => {
  const board = await sampleBoard();
  board.time.now = '2026-11-27T09:00:00.000Z';
  const december = await meetingBegun(board);
  expect(await stepOf(board, december, 'agendaPublished')).toBe('2026-12-02 next');
  expect(await stepOf(board, december, 'approval')).toBe('null toCome');

  await setClosureDay(board.db, board.boardId, { date: '2026-12-03', name: 'Office closed' });
  expect(await stepOf(board, december, 'agendaPublished')).toBe('2026-12-01 next');
  const march = await meetingBegun(board, { date: '2027-03-11' });
  expect(await stepOf(board, december, 'approval')).toBe('2027-03-11 toCome');
  expect(await stepOf(board, december, 'nextAgenda')).toBe('2027-03-03 toCome');
  await performAll(board, march, [CANCEL]);
  expect(await stepOf(board, december, 'approval')).toBe('null toCome');

  await performAll(board, december, [PUBLISH]);
  expect(await stepOf(board, december, 'agendaPublished')).toBe('2026-12-01 done');
  expect(await stepOf(board, december, 'meeting')).toBe('2026-12-10 next');
});

test('[Z4] a list and a page say what is next; a meeting of somebody else’s board is not there', async () => {
  const board = await sampleBoard();
  board.time.now = '2026-11-09T09:00:00.000Z';
  const held = await openMeeting(board, [], { date: '2026-11-24' });
  board.time.now = '2026-11-24T18:00:00.000Z';
  await circulate(board, held);
  const coming = await meetingBegun(board);
  const [first, second] = granted(await board.meetings.ofBoard(board.people.crg, board.boardId));
  expect(first).toMatchObject({ id: coming, next: { name: 'finalReports', who: ['officer'] } });
  expect(second).toMatchObject({ id: held, next: { name: 'actionsSent', on: '2026-11-26' } });
  const page = granted(await board.meetings.page(board.people.member, coming));
  expect(nextStep(page.timetable)).toEqual(first?.next);
  expect(isRefusal(await board.meetings.timetable(board.people.stranger, coming))).toBe(true);
});

test('[Z1] the night on which clocks go back is one day of London, as every other', async () => {
  const board = await sampleBoard();
  board.time.now = '2026-10-20T09:00:00.000Z';
  const meetingId = await meetingBegun(board, { date: '2026-11-02' });
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-23 next');
  // Still the 23rd at 22:59 UTC, and the 24th from 23:00 on: clocks go back a night later.
  board.time.now = '2026-10-23T22:59:59.000Z';
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-23 next');
  board.time.now = '2026-10-23T23:00:00.000Z';
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-23 late');
});

test('[Z1] in the week after clocks go back a day begins at midnight UTC again', async () => {
  const board = await sampleBoard();
  board.time.now = '2026-10-26T09:00:00.000Z';
  const meetingId = await meetingBegun(board, { date: '2026-11-03' });
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-26 next');
  board.time.now = '2026-10-26T23:30:00.000Z';
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-26 next');
  board.time.now = '2026-10-27T00:00:00.000Z';
  expect(await stepOf(board, meetingId, 'agendaPublished')).toBe('2026-10-26 late');
});
