import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { AGREED_AS_IT_STANDS } from '#domain/decision.ts';
import { plainText, type MinuteBlock } from '#domain/minute-text.ts';
import { readMinute } from '#server/record/document-text.ts';
import { granted, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import {
  sampleBoard,
  writeIntoBlock,
  writeMinute,
  writeRecommendations,
  type SampleBoard
} from '../../tests/support/sample-board.ts';
import { addItem, idOf, resolve } from '../../tests/support/sample-meeting.ts';

const WORDS = ['That the plan be adopted.', 'That it be reviewed in March.'];

const agree = (item: string, ...ids: string[]): Command => ({
  type: 'agree-item',
  itemId: idOf(item),
  resolutionIds: ids.map(idOf),
  withChanges: false
});
const undo = (item: string): Command => ({ type: 'undo-agreement', itemId: idOf(item) });

async function begin(...items: readonly Parameters<typeof addItem>[]) {
  const board = await sampleBoard();
  const meetingId = await openMeeting(
    board,
    items.map((item) => addItem(...item))
  );
  return { board, meetingId };
}

const linesOf = (blocks: readonly MinuteBlock[]) =>
  blocks.map((block) => `${block.kind}: ${'runs' in block ? plainText(block.runs) : ''}`);
const minuteOf = async ({ db }: SampleBoard, item: string) =>
  linesOf(await readMinute(db, idOf(item)));
const rowsOf = ({ db }: SampleBoard) =>
  db.selectFrom('resolution').select(['id', 'item_id', 'withdrawn_at']).orderBy('id').execute();

describe('agreed from the chair', () => {
  test('[H6] the recommendations stand as resolutions after what had been written', async () => {
    const { board, meetingId } = await begin(['a']);
    await writeRecommendations(board, `agenda/${meetingId}`, idOf('a'), [
      WORDS[0] ?? '',
      ' ',
      WORDS[1] ?? ''
    ]);
    await writeMinute(board.db, idOf('a'), 'The officer presented the plan.');
    granted(await board.perform('chair', meetingId, agree('a', 'r', 's')));
    expect(await minuteOf(board, 'a')).toEqual([
      'paragraph: The officer presented the plan.',
      `resolution: ${WORDS[0]}`,
      `resolution: ${WORDS[1]}`
    ]);
    const blocks = await readMinute(board.db, idOf('a'));
    expect(blocks.flatMap((block) => ('id' in block ? [block.id] : []))).toEqual([
      idOf('r'),
      idOf('s')
    ]);
    expect(await rowsOf(board)).toEqual([
      { id: idOf('r'), item_id: idOf('a'), withdrawn_at: null },
      { id: idOf('s'), item_id: idOf('a'), withdrawn_at: null }
    ]);
    const written = board.announced.filter(({ type }) => type === 'document-written');
    expect(written.at(-1)).toMatchObject({ name: `minute/${idOf('a')}` });
  });

  test('[H5] an item without recommendations is agreed as it stands', async () => {
    const { board, meetingId } = await begin(['a']);
    granted(await board.perform('chair', meetingId, agree('a', 'r')));
    expect(await minuteOf(board, 'a')).toEqual([`resolution: ${AGREED_AS_IT_STANDS}`]);
  });

  test('[H6] recommendations that came or went meanwhile are read again first; nothing is kept', async () => {
    const { board, meetingId } = await begin(['a']);
    await writeRecommendations(board, `agenda/${meetingId}`, idOf('a'), WORDS);
    expect(await board.perform('chair', meetingId, agree('a', 'r'))).toEqual({
      refused: 'recommendations-changed',
      field: 'resolutionIds'
    });
    expect(await minuteOf(board, 'a')).toEqual([]);
    expect(await rowsOf(board)).toEqual([]);
  });

  test('[H5] an id of another meeting’s resolution is refused', async () => {
    const { board, meetingId } = await begin(['a']);
    granted(await board.perform('clerk', meetingId, resolve('r', 'a')));
    const later = await openMeeting(board, [addItem('b')], { date: '2027-03-11' });
    expect(await board.perform('chair', later, agree('b', 'r'))).toEqual({
      refused: 'already-used',
      field: 'resolutionIds'
    });
    expect(await minuteOf(board, 'b')).toEqual([]);
  });

  test('[H5] two press at once: one is kept, and it is written once', async () => {
    const { board, meetingId } = await begin(['a']);
    const both = await Promise.all([
      board.perform('chair', meetingId, agree('a', 'r')),
      board.perform('clerk', meetingId, agree('a', 's'))
    ]);
    expect(both.filter((each) => 'refused' in each)).toEqual([
      { refused: 'already-decided', field: 'itemId' }
    ]);
    expect(await minuteOf(board, 'a')).toHaveLength(1);
  });

  test('[H6] of a private item the words are the private ones, in its own minute', async () => {
    const { board, meetingId } = await begin(['a', { part: 'part2' }]);
    await writeRecommendations(board, `exempt/${idOf('a')}`, idOf('a'), WORDS);
    granted(await board.perform('chair', meetingId, agree('a', 'r', 's')));
    expect(await minuteOf(board, 'a')).toEqual(WORDS.map((words) => `resolution: ${words}`));
    const seen = await board.proceedings.entriesSince(board.people.crg, meetingId, 0);
    expect(JSON.stringify(seen)).not.toContain('agree-item');
  });

  test.each(['member', 'crg', 'officer', 'observer', 'substitute'] as const)(
    '[P4] the decision is not for the %s to record',
    async (who) => {
      const { board, meetingId } = await begin(['a']);
      for (const command of [
        agree('a', 'r'),
        { type: 'leave-undecided', itemId: idOf('a') } as const
      ]) {
        expect(await board.perform(who, meetingId, command)).toEqual({ refused: 'not-allowed' });
      }
    }
  );
});

describe('taken back', () => {
  test('[H8] the resolutions are withdrawn and their lines gone, and it can be agreed anew', async () => {
    const { board, meetingId } = await begin(['a']);
    await writeRecommendations(board, `agenda/${meetingId}`, idOf('a'), WORDS);
    await writeMinute(board.db, idOf('a'), 'Before.');
    granted(await board.perform('chair', meetingId, agree('a', 'r', 's')));
    await writeMinute(board.db, idOf('a'), 'After.');
    granted(await board.perform('chair', meetingId, undo('a')));
    expect(await minuteOf(board, 'a')).toEqual(['paragraph: Before.', 'paragraph: After.']);
    expect((await rowsOf(board)).every(({ withdrawn_at }) => withdrawn_at !== null)).toBe(true);
    granted(await board.perform('chair', meetingId, agree('a', 't', 'u')));
    expect(await minuteOf(board, 'a')).toHaveLength(4);
  });

  test('[H8] a line somebody has reworded stays, as ordinary text', async () => {
    const { board, meetingId } = await begin(['a']);
    await writeRecommendations(board, `agenda/${meetingId}`, idOf('a'), WORDS);
    granted(await board.perform('chair', meetingId, agree('a', 'r', 's')));
    await writeIntoBlock(board.db, idOf('a'), 1, ' And in June.');
    granted(await board.perform('clerk', meetingId, undo('a')));
    expect(await minuteOf(board, 'a')).toEqual([`paragraph: ${WORDS[1]} And in June.`]);
  });
});
