import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryDatabase } from '../../tests/support/memory-database.ts';
import { giveBoard, givePerson } from '../../tests/support/people.ts';
import { recordAudit } from './audit.ts';
import type { Db } from './database.ts';
import { appendUpdates, insertDocument, saveSnapshot } from './documents.ts';
import { eachDamage, findDamage } from './integrity.ts';
import { appendEntry } from './journals.ts';
import { insertMeeting } from './meetings.ts';
import { insertApproval } from './publications.ts';

const NAME = 'minute/aaaaaaaaaaaaaaaaaaaa';
const OTHER = 'minute/bbbbbbbbbbbbbbbbbbbb';
const MEETING = 'mmmmmmmmmmmmmmmmmmmm';
const at = '2027-03-11T14:00:00.000Z';
const ARRANGEMENTS = { date: '2027-03-11', startTime: '14:00', endTime: null, place: null };
const WRITER = 4711;

let db: Db;
let ann: string;

const append = (...texts: string[]): Promise<number[]> =>
  db.transaction().execute((trx) =>
    appendUpdates(
      trx,
      texts.map((text) => ({ name: NAME, personId: ann, at, bytes: Buffer.from(text) }))
    )
  );

const snapshot = (seq: number, text: string): Promise<void> =>
  db
    .transaction()
    .execute((trx) => saveSnapshot(trx, { name: NAME, seq, at, bytes: Buffer.from(text) }));

beforeEach(async () => {
  db = await memoryDatabase();
  ann = await givePerson(db, 'ann@example.org');
  const { id: boardId } = await giveBoard(db, 'Board');
  await insertMeeting(db, { id: MEETING, boardId, ...ARRANGEMENTS }, at, ann);
  for (const name of [NAME, OTHER]) {
    await insertDocument(db, {
      name,
      kind: 'minute',
      boardId,
      meetingId: MEETING,
      itemId: null,
      at
    });
  }
  const text = '{"kind":"minutes"}';
  const digest = createHash('sha256').update(text).digest('hex');
  await insertApproval(db, MEETING, ann, { at, atMeetingId: MEETING, itemId: '', text, digest });
  await db.transaction().execute(async (trx) => {
    const act = { at, actorId: ann, subject: MEETING };
    await recordAudit(trx, { ...act, kind: 'minutes-approved', detail: { digest } });
    await appendUpdates(trx, [{ name: OTHER, personId: ann, at, bytes: Buffer.from('other') }]);
  });
  for (const seq of [1, 2]) {
    const command = { type: 'set-arrangements', ...ARRANGEMENTS } as const;
    await appendEntry(db, MEETING, { seq, at, by: ann, command }, `command-${seq}`);
  }
  await append('one', 'two');
});

afterEach(() => db.destroy());

/** Does what no trigger would let anybody do. */
async function tamper(...statements: RawBuilder<unknown>[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'trigger'`.execute(db);
  for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(db);
  for (const statement of statements) await statement.execute(db);
}

test('a database in which nothing was changed has no damage', async () => {
  expect(await findDamage(db)).toBeNull();
});

test.each([
  ['document_update', sql`bytes = ${Buffer.from('three')}`, NAME],
  ['document_update', sql`person_id = null`, NAME],
  ['document_update', sql`at = '2020-01-01T00:00:00.000Z'`, NAME],
  ['audit_event', sql`kind = 'signed-out'`, 'the audit trail at row 1'],
  ['approval', sql`record = '{"kind":"agenda"}'`, `the approval of meeting ${MEETING}`],
  ['journal_entry', sql`seq = seq + 9`, `the journal of meeting ${MEETING} goes wrong at entry 1`],
  ['journal_entry', sql`command = '{'`, `the journal of meeting ${MEETING} cannot be replayed`],
  ['meeting', sql`phase = 'ended'`, `the journal of meeting ${MEETING} does not end where`]
])('a row of %s that somebody changed is found', async (table, change, place) => {
  await tamper(sql`update ${sql.table(table)} set ${change}`);
  expect(await findDamage(db)).toContain(place);
});

test('two rows that changed places are found, though each is whole', async () => {
  const seq = sql`case seq when 1 then -2 else -1 end`;
  await tamper(
    sql`update document_update set seq = ${seq} where document = ${NAME}`,
    sql`update document_update set seq = -seq where document = ${NAME}`
  );
  expect(await findDamage(db)).toContain(`${NAME} at 1`);
});

test('a row carried over from another document is found', async () => {
  await tamper(
    sql`delete from document_update where document = ${NAME}`,
    sql`update document_update set document = ${NAME} where document = ${OTHER}`
  );
  expect(await findDamage(db)).toContain(`${NAME} at 1`);
});

test('a row left out of the middle is found', async () => {
  await append('three');
  await tamper(sql`delete from document_update where document = ${NAME} and seq = 2`);
  expect(await findDamage(db)).toContain(`${NAME} at 3`);
});

test('an end that is missing is found when the document had been read further', async () => {
  await sql`insert into document_projection (document, seq, at, content)
    values (${NAME}, 2, ${at}, '[]')`.execute(db);
  expect(await findDamage(db)).toBeNull();
  await tamper(sql`delete from document_update where document = ${NAME} and seq = 2`);
  expect(await findDamage(db)).toBe(`${NAME} ends at 1, but it once went on to 2`);
});

test('an older snapshot put in the place of a newer one is found', async () => {
  await snapshot(2, 'one and two');
  const older = await db.selectFrom('document_snapshot').selectAll().executeTakeFirstOrThrow();
  await append('three');
  await snapshot(3, 'one, two and three');
  await sql`insert into document_projection (document, seq, at, content)
    values (${NAME}, 3, ${at}, '[]')`.execute(db);
  expect(await findDamage(db)).toBeNull();
  await tamper(
    sql`update document_snapshot set seq = ${older.seq}, bytes = ${older.bytes}, hash = ${older.hash}`
  );
  expect(await findDamage(db)).toBe(`${NAME} ends at 2, but it once went on to 3`);
});

test('a writer of whom nothing is left is found', async () => {
  await sql`insert into document_writer (document, client_id, person_id)
    values (${NAME}, ${WRITER}, ${ann})`.execute(db);
  const found = [];
  for await (const { what } of eachDamage(db, () => new Set([WRITER]))) found.push(what);
  expect(found).toEqual([]);
  for await (const { what } of eachDamage(db, () => new Set([WRITER + 1]))) found.push(what);
  expect(found).toEqual([`nothing is left in ${NAME} of what person ${ann} wrote there`]);
});

test('a document whose hashes are right and whose content does not open is found', async () => {
  const found = [];
  const open = () => {
    throw new Error('unexpected end of array');
  };
  for await (const { what } of eachDamage(db, open)) found.push(what);
  expect(found).toEqual(
    [NAME, OTHER].map((name) => `what is stored of ${name} does not open as a document`)
  );
});

test('a forged record is found though its digest is right, and so is one that is gone', async () => {
  const forged = '{"kind":"minutes","forged":true}';
  const digest = createHash('sha256').update(forged).digest('hex');
  await tamper(sql`update approval set record = ${forged}, digest = ${digest}`);
  expect(await findDamage(db)).toContain('is not the one that the audit trail tells of');
  await tamper(sql`delete from approval`);
  expect(await findDamage(db)).toContain(`"minutes-approved" of meeting ${MEETING}`);
});

test('every damaged thing is told of, not only the first', async () => {
  await tamper(
    sql`update document_update set bytes = x'ff'`,
    sql`update approval set record = '{}'`,
    sql`delete from journal_entry where seq = 1`
  );
  const kinds = [];
  for await (const { kind } of eachDamage(db)) kinds.push(kind);
  expect(kinds).toEqual(['document', 'document', 'record', 'journal']);
});
