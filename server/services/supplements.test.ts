import { expect, test } from 'vitest';
import type { SupplementCommand } from '#domain/supplement.ts';
import { newId } from '#server/new-id.ts';
import { findAgendaPublication, listAgendaVersions } from '#server/store/publications.ts';
import { sampleBoard, type SampleBoard } from '../../tests/support/sample-board.ts';
import { granted, meetingBegun, performAll } from '../../tests/support/sample-board-meeting.ts';
import { addItem, idOf, PUBLISH } from '../../tests/support/sample-meeting.ts';

const supplement = (given: Partial<SupplementCommand> = {}): SupplementCommand => ({
  type: 'publish-supplement',
  itemId: idOf('late'),
  title: 'Returns for the quarter',
  note: 'The figures are in the appendix.',
  reason: 'They came on Friday.',
  part: 'part1',
  ground: null,
  kind: 'report',
  purpose: 'note',
  presenterId: null,
  presenter: null,
  minutesAllotted: 5,
  minuted: true,
  ...given
});

async function published(): Promise<{ board: SampleBoard; meetingId: string }> {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [addItem('plan'), PUBLISH]);
  return { board, meetingId };
}

test('[Y13] everybody reads the supplement, and the version before as it was', async () => {
  const { board, meetingId } = await published();
  const { db, people, records } = board;
  const before = await findAgendaPublication(db, meetingId);
  board.time.now = '2026-12-07T09:00:00.000Z';
  granted(await board.perform('clerk', meetingId, supplement()));
  for (const who of ['crg', 'member', 'observer'] as const) {
    const record = granted(await records.agenda(people[who], meetingId));
    expect(record).toMatchObject({ version: 2, publishedOn: '2026-11-24' });
    expect(record.items.at(-1)).toMatchObject({
      number: 8,
      title: 'Returns for the quarter',
      note: 'The figures are in the appendix.',
      supplement: { on: '2026-12-07', reason: 'They came on Friday.' }
    });
    const first = granted(await records.agendaVersion(people[who], meetingId, 1));
    expect(first.items).toHaveLength(7);
  }
  expect(await findAgendaPublication(db, meetingId, 1)).toEqual(before);
  expect((await listAgendaVersions(db, meetingId)).map(({ on }) => on)).toEqual([
    '2026-12-07',
    '2026-11-24'
  ]);
  const page = granted(await board.meetings.page(people.member, meetingId));
  expect(page.formerAgendas).toEqual([{ version: 1, on: '2026-11-24' }]);
  expect(page.notice).toMatchObject({ met: true });
});

test('[Y12] the clerk alone publishes one, and on the day nobody does', async () => {
  const { board, meetingId } = await published();
  for (const who of ['chair', 'member', 'officer', 'crg'] as const) {
    expect(await board.perform(who, meetingId, supplement())).toEqual({ refused: 'not-allowed' });
  }
  expect(await board.perform('stranger', meetingId, supplement())).toEqual({
    refused: 'not-found'
  });
  board.time.now = '2026-12-10T00:30:00.000Z';
  expect(await board.perform('clerk', meetingId, supplement())).toEqual({
    refused: 'supplement-too-late'
  });
  expect(await listAgendaVersions(board.db, meetingId)).toHaveLength(1);
});

test('[Y13] of a private supplement others read the title, the ground and its date', async () => {
  const { board, meetingId } = await published();
  const secret = supplement({ part: 'part2', ground: 'Paragraph 7.', note: 'A name.' });
  granted(await board.perform('clerk', meetingId, secret));
  const crg = granted(await board.records.agenda(board.people.crg, meetingId));
  expect(crg.items.at(-1)).toMatchObject({ withheld: true, note: null, ground: 'Paragraph 7.' });
  expect(JSON.stringify(crg)).not.toContain('A name.');
  const member = granted(await board.records.agenda(board.people.member, meetingId));
  expect(member.items.at(-1)).toMatchObject({ note: 'A name.' });
});

test('[Y12] an id of elsewhere is used once', async () => {
  const { board, meetingId } = await published();
  const other = await meetingBegun(board, { date: '2027-03-11' });
  const id = newId();
  await performAll(board, other, [addItem('there', { itemId: id })]);
  expect(await board.perform('clerk', meetingId, supplement({ itemId: id }))).toEqual({
    refused: 'already-used',
    field: 'itemId'
  });
});
