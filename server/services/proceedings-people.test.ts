import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { newId } from '#server/new-id.ts';
import { findDocument } from '#server/store/documents.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { meetingBegun, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, type SampleBoard } from '../../tests/support/sample-board.ts';
import { addItem, idOf, raise } from '../../tests/support/sample-meeting.ts';

describe('ids and people of elsewhere', () => {
  test('[G6] an item cannot be made under the id of another meeting’s item, whose documents it would open', async () => {
    const board = await sampleBoard();
    const one = await meetingBegun(board);
    await board.perform('clerk', one, addItem('secret', { part: 'part2' }));
    const two = await meetingBegun(board, { date: '2027-03-11' });
    expect(await board.perform('clerk', two, addItem('secret'))).toEqual({
      refused: 'already-used',
      field: 'itemId'
    });
    const itemId = await firstItem(board, two);
    const remade: Command = {
      type: 'change-part',
      itemId,
      newItemId: idOf('secret'),
      part: 'part2',
      ground: 'x'
    };
    expect(await board.perform('clerk', two, remade)).toMatchObject({ refused: 'already-used' });
    expect(await findDocument(board.db, `minute/${idOf('secret')}`)).toMatchObject({
      meetingId: one
    });
  });

  test('[A5] presenters and owners known by id belong to the board', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, [addItem('a')]);
    const give = (personId: string): Command =>
      ({ ...raise('act', 'a'), owners: [{ personId, name: 'x' }] }) as Command;
    const present = (presenterId: string): Command => ({
      type: 'set-item-details',
      itemId: idOf('a'),
      presenterId
    });
    for (const personId of [board.people.stranger, newId()]) {
      expect(await board.perform('clerk', meetingId, give(personId))).toEqual({
        refused: 'not-found',
        field: 'owners'
      });
      expect(await board.perform('clerk', meetingId, present(personId))).toEqual({
        refused: 'not-found',
        field: 'presenterId'
      });
    }
    expect(await board.perform('clerk', meetingId, give(board.people.crg))).toHaveProperty('seq');
    expect(
      await board.perform('clerk', meetingId, present(board.people.substitute))
    ).toHaveProperty('seq');
  });
});

async function firstItem({ db }: SampleBoard, meetingId: string): Promise<string> {
  const loaded = await loadProceedings(db, meetingId);
  const [first] = loaded?.proceedings.items ?? [];
  if (!first) throw new Error('the meeting has no items');
  return first.id;
}
