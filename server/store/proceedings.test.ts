import { expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import type { Db } from './database.ts';
import { appendEntry } from './journals.ts';
import { insertMeeting } from './meetings.ts';
import { loadProceedings } from './proceedings.ts';
import { fileDatabase } from '../../tests/support/file-database.ts';
import { giveBoard, givePerson, LONG_AGO } from '../../tests/support/people.ts';
import { addItem, ARRANGEMENTS, idOf } from '../../tests/support/sample-meeting.ts';

async function giveMeeting(db: Db) {
  const by = await givePerson(db, 'clerk@example.org');
  const { id: boardId } = await giveBoard(db, 'Oversight Board');
  const meetingId = newId();
  await insertMeeting(db, { id: meetingId, boardId, ...ARRANGEMENTS }, LONG_AGO, by);
  const append = (on: Db, seq: number, item: string) =>
    appendEntry(on, meetingId, { seq, at: LONG_AGO, by, command: addItem(item) }, newId());
  const itemIds = async () =>
    (await loadProceedings(db, meetingId))?.proceedings.items.map(({ id }) => id);
  return { meetingId, append, itemIds };
}

test('[J2] what was appended since is replayed on top of the state that was kept', async () => {
  const db = await fileDatabase();
  const { append, itemIds } = await giveMeeting(db);
  await append(db, 1, 'a');
  expect(await itemIds()).toEqual([idOf('a')]);
  await append(db, 2, 'b');
  expect(await itemIds()).toEqual([idOf('a'), idOf('b')]);
});

test('[J5] what a transaction saw before it was rolled back is not kept', async () => {
  const db = await fileDatabase();
  const { meetingId, append, itemIds } = await giveMeeting(db);
  const rolledBack = db.transaction().execute(async (trx) => {
    await append(trx, 1, 'a');
    const seen = await loadProceedings(trx, meetingId, db);
    expect(seen?.proceedings.seq).toBe(1);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  expect(await itemIds()).toEqual([]);
  await append(db, 1, 'b');
  expect(await itemIds()).toEqual([idOf('b')]);
});

test('a meeting that is not there has no proceedings', async () => {
  expect(await loadProceedings(await fileDatabase(), idOf('nowhere'))).toBeUndefined();
});
