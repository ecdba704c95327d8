import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Command } from '#domain/command.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { itemTexts } from '#server/record/document-text.ts';
import { readDocument } from '#server/record/stored-document.ts';
import { findAction, listActions } from '#server/store/actions.ts';
import { findDocument } from '#server/store/documents.ts';
import { findAgendaPublication } from '#server/store/publications.ts';
import {
  granted,
  meetingBegun,
  openMeeting,
  performAll
} from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, writeNote, type SampleBoard } from '../../tests/support/sample-board.ts';
import {
  addItem,
  idOf,
  PUBLISH,
  raise,
  resolve,
  START
} from '../../tests/support/sample-meeting.ts';

/** Five clear working days before 10 December, and four. */
const IN_TIME = '2026-12-02T09:00:00.000Z';
const TOO_LATE = '2026-12-03T09:00:00.000Z';

describe('publishing', () => {
  const publishAt = async (board: SampleBoard, now: string, shortNoticeReason: string | null) => {
    const meetingId = await meetingBegun(board);
    board.time.now = now;
    const said = await board.perform('clerk', meetingId, { ...PUBLISH, shortNoticeReason });
    return { said, kept: await findAgendaPublication(board.db, meetingId) };
  };

  test.each(['statutory', 'adopted'] as const)(
    '[N6] where the rules bind, %s, short notice without a reason is refused',
    async (regime) => {
      for (const reason of [null, '  ']) {
        const { said, kept } = await publishAt(await sampleBoard(regime), TOO_LATE, reason);
        expect(said).toEqual({ refused: 'reason-missing', field: 'shortNoticeReason' });
        expect(kept).toBeUndefined();
      }
    }
  );

  test.each(['statutory', 'adopted'] as const)(
    '[N6] where they bind, %s, the reason is kept with the days there were',
    async (regime) => {
      const { kept } = await publishAt(await sampleBoard(regime), TOO_LATE, ' The hall was shut. ');
      expect(kept).toMatchObject({
        clearDays: 4,
        shortNoticeReason: 'The hall was shut.',
        publishedOn: '2026-12-03'
      });
      const inTime = await publishAt(await sampleBoard(regime), IN_TIME, null);
      expect(inTime.kept).toMatchObject({ clearDays: 5, shortNoticeReason: null });
    }
  );

  test('[N6] a body that meets in private gives no notice and counts none', async () => {
    const { kept } = await publishAt(
      await sampleBoard('private'),
      '2026-12-10T09:00:00.000Z',
      null
    );
    expect(kept).toMatchObject({ clearDays: null, shortNoticeReason: null });
    expect(kept?.record.openToPublic).toBe(false);
  });

  test('[N2] the board’s own closure days do not count', async () => {
    const board = await sampleBoard();
    await board.db
      .insertInto('closure_day')
      .values({ board_id: board.boardId, date: '2026-12-07', name: 'Office shut' })
      .execute();
    expect((await publishAt(board, IN_TIME, null)).said).toMatchObject({
      refused: 'reason-missing'
    });
  });

  test('[G7] the agenda is kept as it then read, with the digest of its bytes', async () => {
    const board = await sampleBoard();
    const { kept } = await publishAt(board, IN_TIME, null);
    expect(kept?.digest).toBe(digestOf(canonicalBytes(kept?.record)));
    expect(kept?.record).toMatchObject({
      version: 1,
      publishedOn: '2026-12-02',
      date: '2026-12-10'
    });
    const shown = granted(
      await board.records.agenda(board.people.crg, (await meetingIds(board))[0] ?? '')
    );
    expect(shown).toEqual(kept?.record);
  });

  test('[G7] whatever is written afterwards, the published agenda reads as it did', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    await performAll(board, meetingId, [addItem('a')]);
    await writeNote(board, meetingId, idOf('a'), 'As sent out.');
    await performAll(board, meetingId, [PUBLISH]);
    const read = async () => granted(await board.records.agenda(board.people.crg, meetingId));
    const published = await read();
    expect(JSON.stringify(published)).toContain('As sent out.');
    await writeNote(board, meetingId, idOf('a'), 'As thought of later.');
    expect(await read()).toEqual(published);
  });

  test('[P13] CRG representatives, observers and substitutes see an agenda once it is published', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    for (const who of ['crg', 'observer', 'substitute'] as const) {
      expect(await board.records.agenda(board.people[who], meetingId)).toEqual({
        refused: 'not-found'
      });
      expect(
        granted(await board.meetings.page(board.people[who], meetingId)).proceedings.items
      ).toEqual([]);
    }
    await performAll(board, meetingId, [PUBLISH]);
    for (const who of ['crg', 'observer', 'substitute'] as const) {
      expect(granted(await board.records.agenda(board.people[who], meetingId)).items).toHaveLength(
        6
      );
    }
  });
});

describe('changing part', () => {
  const remake = (from: string, to: string, part: 'part1' | 'part2'): Command => ({
    type: 'change-part',
    itemId: idOf(from),
    newItemId: idOf(to),
    part,
    ground: part === 'part2' ? 'Paragraph 1' : null
  });

  test('[G6] the item is made again with documents of its own, and the open wording is cleared', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    await performAll(board, meetingId, [addItem('a', { title: 'A case' })]);
    await writeNote(board, meetingId, idOf('a'), 'Names and an address');
    await performAll(board, meetingId, [remake('a', 'b', 'part2')]);

    const open = await readDocument(board.db, `agenda/${meetingId}`, itemTexts);
    expect(open.has(idOf('a'))).toBe(false);
    expect(open.get(idOf('b'))).toEqual({ title: 'A case', note: '', recommendations: [] });
    const hidden = await readDocument(board.db, `exempt/${idOf('b')}`, itemTexts);
    expect(hidden.get(idOf('b'))?.note).toBe('Names and an address');
    expect(await findDocument(board.db, `minute/${idOf('a')}`)).toMatchObject({
      frozenAt: board.time.now
    });
    expect(await findDocument(board.db, `minute/${idOf('b')}`)).toMatchObject({ frozenAt: null });
    expect(board.announced.filter(({ type }) => type === 'rights-changed')).toHaveLength(1);
  });

  test('[P10] no wording of it is in what others may read', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    await performAll(board, meetingId, [addItem('a', { title: 'A case' })]);
    await writeNote(board, meetingId, idOf('a'), 'Names and an address');
    await performAll(board, meetingId, [remake('a', 'b', 'part2'), PUBLISH, START]);
    for (const who of ['crg', 'observer', 'officer'] as const) {
      const person = board.people[who];
      const read = [
        await board.meetings.page(person, meetingId),
        await board.records.agenda(person, meetingId),
        await board.records.textsFor(person, meetingId),
        await board.records.minutes(person, meetingId)
      ];
      expect(JSON.stringify(read)).not.toContain('Names and an address');
    }
    expect(JSON.stringify(await board.records.textsFor(board.people.member, meetingId))).toContain(
      'Names and an address'
    );
    // A document that is loaded for readers has forgotten what was deleted; the rows keep it until
    // a snapshot takes their place.
    const served = await readDocument(board.db, `agenda/${meetingId}`, Y.encodeStateAsUpdate);
    expect(Buffer.from(served).includes('A case')).toBe(true);
    expect(Buffer.from(served).includes('Names and an address')).toBe(false);
  });

  test('[G6] private wording does not come out into the open by itself', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    await performAll(board, meetingId, [addItem('a', { title: 'A case' })]);
    await writeNote(board, meetingId, idOf('a'), 'Names and an address');
    await performAll(board, meetingId, [remake('a', 'b', 'part2'), remake('b', 'c', 'part1')]);
    const open = await readDocument(board.db, `agenda/${meetingId}`, itemTexts);
    expect(open.get(idOf('c'))).toEqual({ title: 'A case', note: '', recommendations: [] });
    expect(await findDocument(board.db, `exempt/${idOf('b')}`)).toMatchObject({
      frozenAt: board.time.now
    });
  });
});

describe('raising actions', () => {
  test('[P12] [A2] what the clerk raises is open, what a member raises is proposed; numbers follow each other', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, [addItem('a'), addItem('b', { part: 'part2' })]);
    for (const [who, action, item] of [
      ['clerk', 'one', 'a'],
      ['member', 'two', 'a'],
      ['crg', 'three', 'a'],
      ['chair', 'four', 'b']
    ] as const) {
      expect(await board.perform(who, meetingId, raise(action, item))).toHaveProperty('seq');
    }
    const actions = await listActions(board.db, { meetingId });
    expect(actions.map(({ number, state, part }) => [number, state, part])).toEqual([
      [1, 'open', 'part1'],
      [2, 'proposed', 'part1'],
      [3, 'proposed', 'part1'],
      [4, 'open', 'part2']
    ]);
    expect(await board.perform('crg', meetingId, raise('five', 'b'))).toEqual({
      refused: 'not-allowed'
    });
    expect(await board.perform('observer', meetingId, raise('five', 'a'))).toEqual({
      refused: 'not-allowed'
    });
  });

  test('[A2] [Q8] an id that is in use at another meeting is refused, and no number is lost by it', async () => {
    const board = await sampleBoard();
    const one = await openMeeting(board, [addItem('a')]);
    await performAll(board, one, [raise('act', 'a'), resolve('res', 'a')]);
    await performAll(board, one, [
      { type: 'withdraw-resolution', resolutionId: idOf('res'), itemId: idOf('a') }
    ]);
    const two = await openMeeting(board, [addItem('b')], { date: '2027-03-11' });
    expect(await board.perform('clerk', two, raise('act', 'b'))).toEqual({
      refused: 'already-used',
      field: 'actionId'
    });
    expect(await board.perform('clerk', two, resolve('res', 'b'))).toEqual({
      refused: 'already-used',
      field: 'resolutionId'
    });
    expect(await board.perform('clerk', one, resolve('res', 'a'))).toMatchObject({
      refused: 'already-used'
    });
    await performAll(board, two, [raise('next', 'b')]);
    expect(await findAction(board.db, idOf('next'))).toMatchObject({ number: 2 });
  });
});

async function meetingIds({ db, boardId }: SampleBoard): Promise<string[]> {
  const rows = await db
    .selectFrom('meeting')
    .select('id')
    .where('board_id', '=', boardId)
    .execute();
  return rows.map(({ id }) => id);
}
