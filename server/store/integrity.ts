/**
 * Whether what is stored is what was written: SQLite's own checks, every chain of hashes, every
 * digest, every journal. It reads the whole file, so it is for copies and for whoever asks, not for
 * every start.
 */
import { sql } from 'kysely';
import { verifyAudit } from './audit.ts';
import { isCorruption, type Damage } from './damage.ts';
import type { Db } from './database.ts';
import { damagedDocuments, type OpenContent } from './document-integrity.ts';
import { loadProceedings } from './proceedings.ts';
import { damagedRecords } from './record-integrity.ts';

/** Where the first damage is, in words for whoever keeps the machine; null when there is none. */
export async function findDamage(db: Db): Promise<string | null> {
  for await (const { what } of eachDamage(db)) return what;
  return null;
}

/**
 * Every damaged thing. `open` opens a document's content and throws when it cannot: without it only
 * the hashes of documents are looked at.
 */
export async function* eachDamage(db: Db, open?: OpenContent): AsyncGenerator<Damage> {
  const checks = [
    damagedPages,
    danglingRows,
    damagedAudit,
    (db: Db) => damagedDocuments(db, open),
    damagedRecords,
    damagedJournals
  ];
  for (const check of checks) {
    try {
      yield* check(db);
    } catch (error) {
      // The other things may be whole all the same.
      if (!isCorruption(error)) throw error;
      yield { kind: 'file', what: `a page of the file cannot be read: ${error.message}` };
    }
  }
}

/** SQLite lists as many faults as this; more would tell nobody more. */
const FAULTS_LISTED = 20;

async function* damagedPages(db: Db): AsyncGenerator<Damage> {
  const { rows } = await sql<{ integrity_check: string }>`
    pragma integrity_check(${sql.lit(FAULTS_LISTED)})`.execute(db);
  for (const { integrity_check: said } of rows) {
    if (said !== 'ok') yield { kind: 'file', what: `the file: ${said.replaceAll('\n', ' ')}` };
  }
}

async function* danglingRows(db: Db): AsyncGenerator<Damage> {
  const { rows } = await sql<{ table: string; rowid: number | null; parent: string }>`
    pragma foreign_key_check`.execute(db);
  for (const { table, rowid, parent } of rows.slice(0, FAULTS_LISTED)) {
    const what = `row ${rowid ?? '?'} of ${table} belongs to a ${parent} that is not there`;
    yield { kind: 'file', what };
  }
}

async function* damagedAudit(db: Db): AsyncGenerator<Damage> {
  const verdict = await verifyAudit(db);
  if (!verdict.intact) {
    yield { kind: 'audit', what: `the audit trail at row ${verdict.brokenAt}` };
  }
}

/** A journal has no hashes. It numbers its entries from 1, and says where its meeting stands. */
async function* damagedJournals(db: Db): AsyncGenerator<Damage> {
  const meetings = await db
    .selectFrom('meeting')
    .select(['id', 'phase', 'minutes_stage'])
    .execute();
  for (const { id, phase, minutes_stage } of meetings) {
    const what = `the journal of meeting ${id}`;
    const gap = await findGap(db, id);
    if (gap !== undefined) {
      yield { kind: 'journal', what: `${what} goes wrong at entry ${gap}` };
      continue;
    }
    const end = await endOf(db, id);
    if (!end) yield { kind: 'journal', what: `${what} cannot be replayed` };
    else if (end.phase !== phase || end.minutes.stage !== minutes_stage) {
      yield { kind: 'journal', what: `${what} does not end where the meeting stands` };
    }
  }
}

async function findGap(db: Db, meetingId: string): Promise<number | undefined> {
  const entries = await db
    .selectFrom('journal_entry')
    .select('seq')
    .where('meeting_id', '=', meetingId)
    .orderBy('seq')
    .execute();
  const at = entries.findIndex(({ seq }, index) => seq !== index + 1);
  return at < 0 ? undefined : at + 1;
}

async function endOf(db: Db, meetingId: string) {
  try {
    return (await loadProceedings(db, meetingId, {}))?.proceedings;
  } catch (error) {
    if (isCorruption(error)) throw error;
    return undefined;
  }
}
