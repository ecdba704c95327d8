/**
 * Whether what is stored is what was written: SQLite's own check, both chains of hashes and the
 * digest of everything frozen. It reads the whole file, so it is for copies, not for every start.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { verifyAudit } from './audit.ts';
import type { Db } from './database.ts';
import { DocumentDamaged, loadDocument } from './documents.ts';

/** Where the first damage is, in words for whoever keeps the machine; null when there is none. */
export const findDamage = async (db: Db): Promise<string | null> =>
  (await damagedPages(db)) ??
  (await damagedAudit(db)) ??
  (await damagedDocument(db)) ??
  (await damagedRecord(db, 'publication')) ??
  (await damagedRecord(db, 'approval'));

async function damagedPages(db: Db): Promise<string | null> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
  const said = rows[0]?.integrity_check ?? 'no answer';
  return said === 'ok' ? null : `the file: ${said}`;
}

async function damagedAudit(db: Db): Promise<string | null> {
  const verdict = await verifyAudit(db);
  return verdict.intact ? null : `the audit trail at row ${verdict.brokenAt}`;
}

async function damagedDocument(db: Db): Promise<string | null> {
  for (const { name } of await db.selectFrom('document').select('name').execute()) {
    try {
      await loadDocument(db, name);
    } catch (error) {
      if (error instanceof DocumentDamaged) return error.message;
      throw error;
    }
  }
  return null;
}

async function damagedRecord(db: Db, table: 'publication' | 'approval'): Promise<string | null> {
  const rows = await db.selectFrom(table).select(['meeting_id', 'record', 'digest']).execute();
  const damaged = rows.find(({ record, digest }) => sha256(record) !== digest);
  return damaged ? `the ${table} of meeting ${damaged.meeting_id}` : null;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
