/**
 * Whether a database is what was written, told line by line: `npm run verify [-- <file>]`. It only
 * reads, and the server may run meanwhile. Exit codes: 0 genuine, 1 damaged, 2 cannot be told.
 */
import { existsSync, statSync } from 'node:fs';
import { sql } from 'kysely';
import * as Y from 'yjs';
import { ConfigWrong, readConfig } from './config.ts';
import { makeFaithfulCopy } from './record/faithful-copy.ts';
import { isCorruption, type Damage } from './store/damage.ts';
import { databaseFileIn } from './store/data-folder.ts';
import type { Db } from './store/database.ts';
import { isDatabase, openForReading } from './store/database-reading.ts';
import type { StoredContent } from './store/documents.ts';
import { eachDamage } from './store/integrity.ts';
import { NewerDatabase, refuseNewerDatabase } from './store/migrations.ts';

const EXIT = { genuine: 0, damaged: 1, unknown: 2 } as const;

const RESTORE = 'go back to the newest backup that this command finds genuine';

/** What to do about each kind of damage. Whatever it is, this file is evidence: keep it. */
const NEXT: Record<Damage['kind'], string> = {
  file: `Keep a copy of this file, check the disk, and ${RESTORE}.`,
  document: `Keep a copy of this file; to have the document as it was, ${RESTORE}. Others are not touched.`,
  record: `Do not hand this record out. Compare it with a copy that was sent, and ${RESTORE}.`,
  journal: `Keep a copy of this file and leave the meeting as it is; ${RESTORE}.`,
  audit: `From that row on the trail proves nothing. Keep a copy of this file as evidence, and ${RESTORE}.`
};

async function run(): Promise<number> {
  const started = performance.now();
  const file = process.argv[2] ?? databaseFileIn(readConfig(process.env).dataDir);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new CannotTell(`There is no file ${file}. Name one, or set DATA_DIR.`);
  if (!isDatabase(file)) throw new CannotTell(`${file} is not a database, or its start is lost.`);
  const db = openForReading(file);
  try {
    // One transaction: all of it is looked at as it is now, whatever a server writes meanwhile.
    return await db.transaction().execute(async (trx) => {
      await refuseNewerDatabase(trx);
      let damaged = 0;
      for await (const { kind, what } of eachDamage(trx, writersIn)) {
        damaged += 1;
        console.log(`DAMAGED: ${what}. ${NEXT[kind]}`);
      }
      const verdict = damaged === 0 ? 'Genuine' : `Damaged (${damaged} found)`;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`${verdict}: ${await contentsOf(trx)} in ${file}, ${seconds} seconds.`);
      return damaged === 0 ? EXIT.genuine : EXIT.damaged;
    });
  } finally {
    await db.destroy();
  }
}

/** Whose writing a document holds; throws when Yjs cannot take it, or waits for what is not there. */
function writersIn({ snapshot, updates }: StoredContent): ReadonlySet<number> {
  const doc = makeFaithfulCopy();
  const parts = updates.map(({ bytes }) => bytes);
  doc.transact(() => {
    for (const bytes of snapshot ? [snapshot, ...parts] : parts) Y.applyUpdate(doc, bytes);
  });
  const { clients, pendingStructs, pendingDs } = doc.store;
  doc.destroy();
  if (pendingStructs !== null || pendingDs !== null) throw new Error('something is missing');
  return new Set(clients.keys());
}

/** How much there was to look at. What is damaged may not let itself be counted. */
async function contentsOf(db: Db): Promise<string> {
  const counts = [
    await countOf(db, 'document', 'documents'),
    await countOf(db, 'document_update', 'updates'),
    await countOf(db, 'publication', 'publications'),
    await countOf(db, 'approval', 'approvals'),
    await countOf(db, 'journal_entry', 'journal entries'),
    await countOf(db, 'audit_event', 'rows of the audit trail')
  ];
  return counts.join(', ');
}

async function countOf(db: Db, table: string, words: string): Promise<string> {
  try {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${sql.table(table)}`.execute(db);
    return `${(rows[0]?.n ?? 0).toLocaleString('en-GB')} ${words}`;
  } catch {
    return `an unknown number of ${words}`;
  }
}

/** In one line, why nothing can be said. */
function whyNot(error: unknown): string | undefined {
  if (error instanceof CannotTell || error instanceof ConfigWrong) return error.message;
  if (error instanceof NewerDatabase) return `${error.message}: use that version's own command.`;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.message.startsWith('no such table'))
    return `It is not one of ours, or from an older version (${error.message}).`;
  return `The file cannot be read (${String(error.code)}): ${error.message}.`;
}

class CannotTell extends Error {
  override name = 'CannotTell';
}

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // So far gone that not even its list of tables can be read.
    if (isCorruption(error)) {
      console.log(`DAMAGED: the file cannot be read (${error.message}). ${NEXT.file}`);
      process.exitCode = EXIT.damaged;
      return;
    }
    console.error(whyNot(error) ?? error);
    process.exitCode = EXIT.unknown;
  }
);
