import { describe, expect, test } from 'vitest';
import { standingItemOf } from '#domain/standing-item.ts';
import { itemTexts } from '#server/record/document-text.ts';
import { readDocument } from '#server/record/stored-document.ts';
import { findDocument } from '#server/store/documents.ts';
import { listMeetings } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import {
  granted,
  meetingBegun,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import {
  MEETING,
  sampleBoard,
  writeTitle,
  type SampleBoard
} from '../../tests/support/sample-board.ts';
import { declare } from '../../tests/support/sample-declaration.ts';
import { addItem, idOf } from '../../tests/support/sample-meeting.ts';

const STANDING = [
  'apologies',
  'minutes',
  'urgentBusiness',
  'declarations',
  'actionLog',
  'workProgramme'
] as const;

async function itemsOf({ db }: SampleBoard, meetingId: string) {
  const loaded = await loadProceedings(db, meetingId);
  if (!loaded) throw new Error('the meeting is not there');
  return loaded.proceedings.items;
}

describe('refusals', () => {
  test('[P3] the clerk alone makes a meeting, and strangers hear that there is no such board', async () => {
    const { proceedings, people, boardId, db } = await sampleBoard();
    for (const who of ['chair', 'member', 'crg', 'officer', 'observer'] as const) {
      expect(await proceedings.begin(people[who], boardId, MEETING)).toEqual({
        refused: 'not-allowed'
      });
    }
    for (const who of ['stranger', 'admin'] as const) {
      expect(await proceedings.begin(people[who], boardId, MEETING)).toEqual({
        refused: 'not-found'
      });
    }
    expect(await proceedings.begin(people.clerk, idOf('nowhere'), MEETING)).toEqual({
      refused: 'not-found'
    });
    expect(await listMeetings(db, boardId)).toEqual([]);
  });

  test('[G8] dates and times are real, and not past unless the meeting has been held already', async () => {
    const { proceedings, people, boardId } = await sampleBoard();
    const begin = (given: object) =>
      proceedings.begin(people.clerk, boardId, { ...MEETING, ...given });
    expect(await begin({ date: '2026-02-31' })).toEqual({ refused: 'date-unreal', field: 'date' });
    expect(await begin({ endTime: '13:00' })).toEqual({ refused: 'time-unreal', field: 'endTime' });
    expect(await begin({ place: 'x'.repeat(1001) })).toEqual({
      refused: 'text-too-long',
      field: 'place'
    });
    expect(await begin({ date: '2026-11-23' })).toEqual({ refused: 'date-in-past', field: 'date' });
    expect(await begin({ date: '2026-11-24' })).toHaveProperty('meetingId');
    expect(await begin({ date: '2026-09-10', alreadyHeld: true })).toHaveProperty('meetingId');
  });
});

test('[G9] a meeting begins with the standing items, each with its documents and its wording', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  const items = await itemsOf(board, meetingId);
  expect(items.map(({ standing }) => standing)).toEqual(STANDING);
  const texts = await readDocument(board.db, `agenda/${meetingId}`, itemTexts);
  for (const { id, standing } of items) {
    const { title, minutes, minuted } = standingItemOf(standing ?? 'apologies');
    expect(items.find((item) => item.id === id)).toMatchObject({
      title,
      minutesAllotted: minutes,
      minuted,
      part: 'part1'
    });
    expect(texts.get(id)).toEqual({ title, note: '', recommendations: [] });
    for (const kind of ['minute', 'notes'] as const) {
      expect(await findDocument(board.db, `${kind}/${id}`)).toMatchObject({
        kind,
        boardId: board.boardId,
        meetingId,
        itemId: id,
        frozenAt: null
      });
    }
    expect(await findDocument(board.db, `exempt/${id}`)).toBeUndefined();
  }
});

test('[G9] what the meeting before put off comes back, under its present title and in its part', async () => {
  const board = await sampleBoard();
  const first = await openMeeting(board, [
    addItem('plan', {
      title: 'The plan',
      presenterId: board.people.officer,
      presenter: 'The officer'
    }),
    addItem('case', { part: 'part2', title: 'A case' }),
    addItem('done')
  ]);
  const standing = (await itemsOf(board, first))[4]?.id ?? '';
  await performAll(
    board,
    first,
    [idOf('plan'), idOf('case'), standing].map((itemId) => ({ type: 'defer-item', itemId }))
  );
  await writeTitle(board, first, idOf('plan'), 'The delivery plan');

  const second = await meetingBegun(board, { date: '2027-03-11' });
  const items = await itemsOf(board, second);
  expect(items.slice(0, 6).map((item) => item.standing)).toEqual(STANDING);
  expect(items.slice(6)).toMatchObject([
    {
      title: 'The delivery plan',
      part: 'part1',
      presenterId: board.people.officer,
      presenter: 'The officer',
      status: 'accepted'
    },
    {
      title: 'A case',
      part: 'part2',
      ground: 'Paragraph 7: prevention of crime.',
      status: 'accepted'
    }
  ]);
  expect(items.map(({ id }) => id)).not.toContain(idOf('plan'));
});

test('[G9] a meeting that is entered late takes nothing from one that was held after it', async () => {
  const board = await sampleBoard();
  const later = await openMeeting(board, [addItem('plan')]);
  await performAll(board, later, [{ type: 'defer-item', itemId: idOf('plan') }]);
  const earlier = await meetingBegun(board, { date: '2026-09-10', alreadyHeld: true });
  expect(await itemsOf(board, earlier)).toHaveLength(STANDING.length);
});

test('the next meeting is offered on the same weekday a quarter on, at the same time and place', async () => {
  const board = await sampleBoard();
  const { meetings, people, boardId } = board;
  expect(await meetings.pattern(people.clerk, boardId)).toEqual({
    date: '2026-12-22',
    startTime: '14:00',
    endTime: '16:00',
    place: null
  });
  // Four weeks after a Saturday the office is closed.
  board.time.now = '2026-11-21T09:00:00.000Z';
  expect(granted(await meetings.pattern(people.clerk, boardId)).date).toBe('2026-12-21');
  await meetingBegun(board);
  const { alreadyHeld: _, ...arrangements } = MEETING;
  expect(await meetings.pattern(people.clerk, boardId)).toEqual({
    ...arrangements,
    date: '2027-03-11'
  });
  board.time.now = '2027-06-11T09:00:00.000Z';
  expect(granted(await meetings.pattern(people.clerk, boardId)).date).toBe('2027-09-09');
  expect(await meetings.pattern(people.stranger, boardId)).toEqual({ refused: 'not-found' });
});

test('[I6] a standing declaration comes along to the next meeting, and others do not', async () => {
  const board = await sampleBoard();
  const { member, clerk } = board.people;
  const first = await meetingBegun(board);
  const declared = { nature: 'A school governor.', name: 'Somebody', key: member } as const;
  const standing = { ...declare('d', 'x', null, { kind: 'nri', standing: true }), ...declared };
  const once = { ...declare('e', 'x', null, { kind: 'nonPecuniary' }), ...declared };
  granted(await board.perform('member', first, standing));
  granted(await board.perform('member', first, once));
  const wanted = { ...MEETING, date: '2027-03-11' };
  const next = granted(await board.proceedings.begin(clerk, board.boardId, wanted)).meetingId;
  const carried = (await loadProceedings(board.db, next))?.proceedings.declarations;
  expect(carried).toMatchObject([{ key: member, kind: 'nri', standing: true }]);
  expect(carried?.[0]?.id).not.toBe(idOf('d'));
});
