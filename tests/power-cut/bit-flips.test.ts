/**
 * A bit that turns over on the disk, anywhere in a stored update or snapshot: it is found, the
 * document it is in stays closed, and the others are as they were.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { MESSAGE } from '#protocol/document-frame.ts';
import { openForReading } from '#server/store/database-reading.ts';
import { eachDamage } from '#server/store/integrity.ts';
import {
  connectRaw,
  framesOf,
  giveMeeting,
  startDocumentServer,
  until
} from '../support/document-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LONG } from '../support/test-size.ts';
import { randomFrom, type Random } from './random.ts';
import { startTypist } from './typist.ts';

const SEED = Number(process.env.BIT_FLIP_SEED ?? Date.now() % 1_000_000);
const FLIPS = LONG ? 400 : 60;

type Row = { readonly document: string; readonly from: number; readonly to: number };

let whole: Buffer;
let rows: readonly Row[];
let clerk: string;

/** One minute with the updates that made it, one with a snapshot in their place. */
beforeAll(async () => {
  const server = await startDocumentServer();
  const meeting = await giveMeeting(server);
  await meeting.start();
  clerk = meeting.clerk;
  const random = randomFrom(SEED);
  for (const item of [meeting.hidden, meeting.open]) {
    const typist = await startTypist(server.address, `minute/${item}`, clerk, random);
    await typist.typeMany(60);
    if (item === meeting.open) break;
    await typist.leave();
    await until(() => server.sync.openNames().length === 0, 'the room is closed');
  }
  await sql`pragma wal_checkpoint(truncate)`.execute(server.db);
  whole = readFileSync(server.databaseFile);
  rows = [
    ...(await server.db.selectFrom('document_update').selectAll().execute()),
    ...(await server.db.selectFrom('document_snapshot').selectAll().execute())
  ].flatMap(({ document, hash, bytes, ...rest }) => {
    const texts = [document, rest.at, ('person_id' in rest && rest.person_id) || ''].join('');
    const end = whole.indexOf(hash);
    // SQLite puts the columns of a row side by side; a seq takes at least no byte, the texts theirs.
    const from = end - bytes.length - texts.length;
    const isInOnePiece = end > 0 && whole.subarray(end - bytes.length, end).equals(bytes);
    return isInOnePiece ? [{ document, from, to: end + hash.length }] : [];
  });
  await server.close();
});

/** A copy of the file with one bit of one row turned over, and whose row it is. */
function flipped(random: Random): { file: string; document: string; at: string } {
  const row = rows[random.below(rows.length)] ?? { document: '', from: 0, to: 1 };
  const byte = row.from + random.below(row.to - row.from);
  const bit = random.below(8);
  const bytes = Buffer.from(whole);
  bytes.writeUInt8((bytes[byte] ?? 0) ^ (1 << bit), byte);
  const file = path.join(temporaryFolder(), 'record.sqlite');
  writeFileSync(file, bytes);
  return { file, document: row.document, at: `bit ${bit} of byte ${byte}` };
}

async function damageIn(file: string): Promise<string[]> {
  const db = openForReading(file);
  const found: string[] = [];
  for await (const { what } of eachDamage(db)) found.push(what);
  await db.destroy();
  return found;
}

test(`every bit that turns over in a stored row is found (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  expect(rows.length).toBeGreaterThan(20);
  const missed = [];
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const { file, at } = flipped(random);
    if ((await damageIn(file)).length === 0) missed.push(at);
  }
  expect(missed).toEqual([]);
  const file = path.join(temporaryFolder(), 'record.sqlite');
  writeFileSync(file, whole);
  expect(await damageIn(file)).toEqual([]);
}, 120_000);

test('a damaged document is closed to everybody, and the others go on', async () => {
  const documents = [...new Set(rows.map(({ document }) => document))].filter((name) =>
    name.startsWith('minute/')
  );
  expect(documents).toHaveLength(2);
  for (const damaged of documents) {
    const row = rows.find(({ document }) => document === damaged);
    if (!row) throw new Error('there is no such row');
    const bytes = Buffer.from(whole);
    bytes.writeUInt8((bytes[row.to - 40] ?? 0) ^ 1, row.to - 40);
    const file = path.join(temporaryFolder(), 'record.sqlite');
    writeFileSync(file, bytes);
    const server = await startDocumentServer({ file });
    const other = documents.find((name) => name !== damaged) ?? '';
    const closed = connectRaw(server, damaged, clerk);
    const open = connectRaw(server, other, clerk);
    await until(() => closed.closed() !== undefined, 'the damaged one is closed');
    await until(() => framesOf(open, MESSAGE.rights).length > 0, 'the other one is open');
    expect(closed.closed()).toBe(CLOSE_CODE.unavailable);
    expect(closed.frames).toEqual([]);
    expect(open.closed()).toBeUndefined();
    await server.close();
  }
});
