import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveBoard, givePerson } from '../../tests/support/people.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './database.ts';
import { appendUpdates, insertDocument } from './documents.ts';
import { findDamage } from './integrity.ts';
import { insertMeeting } from './meetings.ts';
import { insertApproval } from './publications.ts';

const NAME = 'minute/aaaaaaaaaaaaaaaaaaaa';
const MEETING = 'mmmmmmmmmmmmmmmmmmmm';
const at = '2027-03-11T14:00:00.000Z';

let db: Db;

beforeEach(async () => {
  db = await memoryDatabase();
  const ann = await givePerson(db, 'ann@example.org');
  const { id: boardId } = await giveBoard(db, 'Board');
  const arrangements = { date: '2027-03-11', startTime: '14:00', endTime: null, place: null };
  await insertMeeting(db, { id: MEETING, boardId, ...arrangements }, at, ann);
  await insertDocument(db, {
    name: NAME,
    kind: 'minute',
    boardId,
    meetingId: MEETING,
    itemId: null,
    at
  });
  const text = '{"kind":"minutes"}';
  const digest = createHash('sha256').update(text).digest('hex');
  await insertApproval(db, MEETING, ann, { at, atMeetingId: MEETING, itemId: '', text, digest });
  await db.transaction().execute(async (trx) => {
    await appendUpdates(trx, [{ name: NAME, personId: ann, at, bytes: Buffer.from('one') }]);
    const act = { at, actorId: ann, subject: ann, detail: {} };
    await recordAudit(trx, { ...act, kind: 'signed-in' });
  });
});

afterEach(() => db.destroy());

test('a database in which nothing was changed has no damage', async () => {
  expect(await findDamage(db)).toBeNull();
});

test.each([
  ['document_update', sql`bytes = ${Buffer.from('two')}`, NAME],
  ['audit_event', sql`kind = 'signed-out'`, 'the audit trail at row 1'],
  ['approval', sql`record = '{"kind":"agenda"}'`, `the approval of meeting ${MEETING}`]
])('a row of %s that somebody changed is found', async (table, change, place) => {
  await sql`drop trigger ${sql.ref(`${table}_no_update`)}`.execute(db);
  await sql`update ${sql.table(table)} set ${change}`.execute(db);
  expect(await findDamage(db)).toContain(place);
});
