import { sql, type RawBuilder } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './database.ts';
import { appendUpdates, freezeDocument, insertDocument, loadDocument } from './documents.ts';
import { appendEntry, listEntries } from './journals.ts';
import { insertMeeting } from './meetings.ts';
import { insertAgendaPublication, insertApproval } from './publications.ts';
import { fileDatabase } from '../../tests/support/file-database.ts';
import { giveBoard, givePerson, LONG_AGO } from '../../tests/support/people.ts';
import { ARRANGEMENTS } from '../../tests/support/sample-meeting.ts';

const AT = '2026-12-10T14:00:00.000Z';

/** A board with one row of everything that is final. */
async function recorded(): Promise<{ db: Db; meetingId: string; document: string }> {
  const db = await fileDatabase();
  const by = await givePerson(db, 'clerk@example.org');
  const { id: boardId } = await giveBoard(db, 'Oversight Board');
  const meetingId = newId();
  await insertMeeting(db, { id: meetingId, boardId, ...ARRANGEMENTS }, LONG_AGO, by);
  await appendEntry(db, meetingId, { seq: 1, at: AT, by, command: { type: 'adjourn' } }, newId());
  await insertAgendaPublication(db, meetingId, by, {
    version: 1,
    at: AT,
    publishedOn: '2026-12-01',
    clearDays: 6,
    shortNoticeReason: null,
    text: '{}',
    digest: 'ab'
  });
  await insertApproval(db, meetingId, by, {
    at: AT,
    atMeetingId: meetingId,
    itemId: newId(),
    text: '{}',
    digest: 'ab'
  });
  await db
    .transaction()
    .execute((trx) =>
      recordAudit(trx, { at: AT, actorId: by, kind: 'test', subject: meetingId, detail: {} })
    );
  const document = `minute/${newId()}`;
  await insertDocument(db, {
    name: document,
    kind: 'minute',
    boardId,
    meetingId,
    itemId: newId(),
    at: AT
  });
  await write(db, document);
  return { db, meetingId, document };
}

const write = (db: Db, name: string) =>
  db
    .transaction()
    .execute((trx) =>
      appendUpdates(trx, [{ name, at: AT, personId: null, bytes: new Uint8Array([0, 0]) }])
    );

const FINAL = ['journal_entry', 'publication', 'approval', 'audit_event'];

test.each(FINAL)('[J6] a row of %s is neither changed nor removed nor replaced', async (table) => {
  const { db } = await recorded();
  const rows = () => sql`select * from ${sql.ref(table)}`.execute(db).then((found) => found.rows);
  const before = await rows();
  expect(before).toHaveLength(1);
  const attempts: RawBuilder<unknown>[] = [
    sql`update ${sql.ref(table)} set at = '2000-01-01'`,
    sql`delete from ${sql.ref(table)}`,
    sql`insert or replace into ${sql.ref(table)} select * from ${sql.ref(table)}`
  ];
  for (const attempt of attempts) await expect(attempt.execute(db)).rejects.toThrow(/is final/);
  expect(await rows()).toEqual(before);
});

test('[J6] a frozen document takes no update, and is never thawed', async () => {
  const { db, document } = await recorded();
  await freezeDocument(db, document, AT);
  await expect(write(db, document)).rejects.toThrow(/frozen/);
  await expect(sql`update document set frozen_at = null`.execute(db)).rejects.toThrow(/frozen/);
  await freezeDocument(db, document, '2030-01-01T00:00:00.000Z');
  expect(await sql`select frozen_at from document`.execute(db)).toMatchObject({
    rows: [{ frozen_at: AT }]
  });
  expect((await loadDocument(db, document)).updates).toHaveLength(1);
});

test('[J6] an update once kept is not rewritten, frozen or not', async () => {
  const { db } = await recorded();
  await expect(sql`update document_update set bytes = x'ff'`.execute(db)).rejects.toThrow(
    /is final/
  );
});

test('[J4] a seq is taken once', async () => {
  const { db, meetingId } = await recorded();
  const [first] = await listEntries(db, meetingId, 0);
  if (!first) throw new Error('the entry is not there');
  await expect(appendEntry(db, meetingId, first, newId())).rejects.toThrow(/UNIQUE/);
});
