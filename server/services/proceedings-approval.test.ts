import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { compileMinutesRecord } from '#server/record/compile.ts';
import { findBoard } from '#server/store/boards.ts';
import { loadDocument } from '#server/store/documents.ts';
import { findMeeting } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findApproval } from '#server/store/publications.ts';
import {
  circulate,
  granted,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import {
  giveOtherBoard,
  MEETING,
  sampleBoard,
  writeActionBlock,
  writeMinute,
  writeNote,
  type SampleBoard
} from '../../tests/support/sample-board.ts';
import { addItem, attend, idOf, raise } from '../../tests/support/sample-meeting.ts';

const stateOf = async ({ db }: SampleBoard, meetingId: string) => {
  const loaded = await loadProceedings(db, meetingId);
  if (!loaded) throw new Error('the meeting is not there');
  return loaded.proceedings;
};

describe('approving minutes', () => {
  /** One meeting circulated, and a later one in session that has it before it. */
  async function twoMeetings() {
    const board = await sampleBoard();
    const first = await openMeeting(board, [addItem('a', { title: 'The plan' })]);
    await performAll(board, first, [
      attend('x', { key: board.people.chair, name: 'Ruth Hale', office: 'Chair' }),
      raise('act', 'a')
    ]);
    await writeMinute(board.db, idOf('a'), 'The plan was noted.');
    await performAll(board, first, [{ type: 'close-meeting', finishedAt: '15:51' }]);
    board.time.now = '2026-12-18T09:00:00.000Z';
    const second = await openMeeting(board, [addItem('b')], { date: '2027-03-11' });
    return { board, first, second };
  }
  const approve = (ofMeetingId: string): Command => ({
    type: 'approve-minutes',
    ofMeetingId,
    itemId: idOf('b')
  });

  test('[C3] minutes that are not circulated, of another board, or of no meeting are refused alike where they must', async () => {
    const { board, first, second } = await twoMeetings();
    expect(await board.perform('chair', second, approve(first))).toEqual({
      refused: 'minutes-not-circulated'
    });
    const otherBoard = await giveOtherBoard(board);
    const begun = await board.proceedings.begin(board.people.stranger, otherBoard, {
      ...MEETING,
      date: '2027-01-14'
    });
    const elsewhere = granted(begun).meetingId;
    const refused = { refused: 'other-board', field: 'ofMeetingId' };
    expect(await board.perform('chair', second, approve(elsewhere))).toEqual(refused);
    expect(await board.perform('chair', second, approve(idOf('nowhere')))).toEqual(refused);
    expect((await stateOf(board, second)).approvals).toEqual([]);
    expect(await board.db.selectFrom('approval').selectAll().execute()).toEqual([]);
  });

  test('[C3] [P4] the clerk and members do not approve', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    for (const who of ['clerk', 'member', 'crg'] as const) {
      expect(await board.perform(who, second, approve(first))).toEqual({ refused: 'not-allowed' });
    }
  });

  test('[C5] an action that is moved after circulation does not change what was agreed', async () => {
    const { board, first, second } = await twoMeetings();
    await writeActionBlock(board.db, idOf('a'), idOf('act'), 'Send the plan.');
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    const read = async () =>
      JSON.stringify(granted(await board.records.minutes(board.people.crg, first)).record.minutes);
    const circulated = await read();
    expect(circulated).toContain('District councils');
    const given = {
      type: 'assign-action',
      owners: [{ personId: null, name: 'The police' }]
    } as const;
    granted(await board.actions.change(board.people.clerk, idOf('act'), given));
    expect(await read()).toBe(circulated);
    granted(await board.perform('chair', second, approve(first)));
    expect(await read()).toBe(circulated);
  });

  test('[K6] who approves without naming corrections agrees those that were accepted', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    const item = { itemId: idOf('a'), correctionId: idOf('correction') };
    const words = { quoted: 'was noted', proposed: 'was agreed', reason: '' };
    const answer = { answer: 'accept', wording: null, reply: '' } as const;
    granted(
      await board.perform('member', first, { type: 'request-correction', ...item, ...words })
    );
    granted(await board.perform('clerk', first, { type: 'answer-correction', ...item, ...answer }));
    granted(await board.perform('chair', second, approve(first)));
    const { record } = (await findApproval(board.db, first)) ?? {};
    expect(JSON.stringify(record?.minutes)).toContain('The plan was agreed.');
    expect((await stateOf(board, second)).approvals).toMatchObject([
      { corrections: [{ correctionId: idOf('correction'), wording: 'was agreed' }] }
    ]);
  });

  test('[C5] what is approved is the draft as it stood, with when and who presided, as bytes', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    const own = await findBoard(board.db, board.boardId);
    if (!own) throw new Error('the board is not there');
    const draft = await compileMinutesRecord(board.db, own, await stateOf(board, first));
    expect(JSON.stringify(draft)).toContain('The plan was noted.');
    granted(await board.perform('chair', second, approve(first)));

    const approval = { meetingDate: '2027-03-11', presidedBy: 'The chair' };
    const kept = await findApproval(board.db, first);
    expect(kept?.record).toEqual({ ...draft, state: 'approved', approval });
    expect(kept?.digest).toBe(digestOf(canonicalBytes(kept?.record)));
    expect((await stateOf(board, first)).minutes).toEqual({
      stage: 'approved',
      numberedFrom: 1,
      correctionsBy: null,
      returnNote: null,
      approval: {
        ...approval,
        byMeetingId: second,
        presidedById: board.people.chair,
        digest: kept?.digest
      },
      signature: null
    });
    expect(await findMeeting(board.db, first)).toMatchObject({
      minutesStage: 'approved',
      numberedFrom: 1
    });
    expect(await board.records.minutes(board.people.clerk, first)).toEqual({
      record: kept?.record,
      digest: kept?.digest,
      approvedByMinute: 12
    });
  });

  test('[C4] minutes are approved once, even when two ask at the same time', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    const third = await openMeeting(board, [addItem('c')], { date: '2027-06-10' });
    const said = await Promise.all([
      board.perform('chair', second, approve(first)),
      board.perform('chair', second, approve(first)),
      board.perform('chair', third, { ...approve(first), itemId: idOf('c') } as Command)
    ]);
    expect(said).toEqual([
      { seq: expect.any(Number) },
      { refused: 'already-approved' },
      { refused: 'already-approved' }
    ]);
    expect((await stateOf(board, third)).approvals).toEqual([]);
  });

  test('[C4] every wording the record was made of refuses every writer from then on', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    granted(await board.perform('chair', second, approve(first)));
    await expect(writeMinute(board.db, idOf('a'), 'And agreed.')).rejects.toThrow(/frozen/);
    await expect(writeNote(board, first, idOf('a'), 'More')).rejects.toThrow(/frozen/);
    const frozen = board.announced.flatMap((said) =>
      said.type === 'document-frozen' ? [said.name] : []
    );
    expect(frozen).toEqual(expect.arrayContaining([`minute/${idOf('a')}`, `agenda/${first}`]));
    expect((await loadDocument(board.db, `minute/${idOf('a')}`)).updates).toHaveLength(1);
  });

  test('[C2] recalled minutes can be put right and circulated again', async () => {
    const { board, first, second } = await twoMeetings();
    await performAll(board, first, [
      { type: 'circulate-minutes', correctionsBy: null },
      { type: 'recall-minutes' }
    ]);
    expect(await board.perform('chair', second, approve(first))).toEqual({
      refused: 'minutes-not-circulated'
    });
    await writeMinute(board.db, idOf('a'), 'And agreed.');
    await performAll(board, first, [{ type: 'circulate-minutes', correctionsBy: null }]);
    granted(await board.perform('chair', second, approve(first)));
    expect(JSON.stringify((await findApproval(board.db, first))?.record)).toContain('And agreed.');
  });

  test('[C6] [M5] approved minutes keep their numbers when an earlier meeting is put right, and later ones go on from them', async () => {
    const board = await sampleBoard();
    const numbers = async (meetingId: string) =>
      granted(await board.records.minutes(board.people.clerk, meetingId)).record.minutes.map(
        (m) => m.minuteNumber
      );
    const zero = await openMeeting(board, [addItem('z')], { date: '2026-12-03' });
    const first = await openMeeting(board, [addItem('a')]);
    await circulate(board, first);
    const second = await openMeeting(board, [addItem('b')], { date: '2027-03-11' });
    const before = await numbers(first);
    expect(before).toEqual([7, 8, 9, 10, 11, 12]);
    granted(await board.perform('chair', second, approve(first)));
    await performAll(board, zero, [
      { type: 'set-item-details', itemId: idOf('z'), minuted: false }
    ]);
    expect(await numbers(first)).toEqual(before);
    expect(granted(await board.meetings.page(board.people.clerk, first)).firstMinuteNumber).toBe(7);
    expect(await numbers(second)).toEqual([13, 14, 15, 16, 17, 18]);
  });
});
