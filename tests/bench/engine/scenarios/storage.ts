/**
 * What is on the disk for a long document on which five people go on working: what a keystroke adds
 * while they do, what the process writes for it, and what is left once everybody has gone.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { Client } from '../client.ts';
import { Crowd } from '../crowd.ts';
import type { Figures } from '../figures.ts';
import { typeInto, writeLongDocument } from '../long-document.ts';
import type { ServerProcess } from '../server-process.ts';
import { HOCUSPOCUS_FILE } from '../servers/hocuspocus.ts';
import { pause, until } from '../until.ts';
import type { Effort, Scenario } from './scenario.ts';

const TYPING = 5;
const FIRST_PERSON = 6;
const KEYS_PER_SECOND = 40;
const SECONDS = 12;
const QUICK_SECONDS = 4;
/** Longer than any server waits before it stores or compacts. */
const QUIET = 4000;

export const storing: Scenario = {
  skips: ['floor', 'y-websocket'],
  runs: 1,
  seeds: { people: FIRST_PERSON + TYPING + 1, documents: 1 },
  measure: async (server, { quick }: Effort): Promise<Figures> => {
    const authors = await typeInto(server, 0, writeLongDocument());
    authors.forEach((author) => author.drop());
    await pause(QUIET);
    const place = { document: 0, firstPerson: FIRST_PERSON, size: TYPING, typing: TYPING } as const;
    const crowd = new Crowd(server, { ...place, flavour: 'product' });
    await crowd.gather();
    const [stored, used] = [pagesOf(server), await server.usage()];
    crowd.typists.forEach((typist) => typist.type(KEYS_PER_SECOND));
    await pause((quick ? QUICK_SECONDS : SECONDS) * 1000);
    crowd.typists.forEach((typist) => typist.rest());
    await until(() => crowd.missing() === 0, 'everybody has everything');
    const edits = crowd.typists.reduce((sum, { typed }) => sum + typed, 0);
    const live = pagesOf(server);
    const written = (await server.usage()).written;
    crowd.leave();
    await pause(QUIET);
    const compacted = pagesOf(server);
    const encoded = await encodedState(server);
    return {
      'bytes kept per live edit': (live - stored) / edits,
      'bytes written per live edit':
        written === undefined || used.written === undefined
          ? null
          : (written - used.written) / edits,
      'stored after compaction KB': compacted / 1000,
      'encoded state KB': encoded / 1000,
      'compacted / encoded': compacted / encoded
    };
  }
};

/** Bytes of the pages that hold documents, their indexes included. */
function pagesOf({ kind, folder }: ServerProcess): number {
  const isOurs = kind === 'ours';
  const file = isOurs ? databaseFileIn(folder) : path.join(folder, HOCUSPOCUS_FILE);
  if (statSync(file).size === 0) return 0;
  const sqlite = new BetterSqlite(file, { readonly: true });
  const tables = isOurs ? "'document_update', 'document_snapshot'" : "'documents'";
  const { bytes } = sqlite
    .prepare<[], { bytes: number | null }>(
      `select sum(pgsize) as bytes from dbstat
       where name in (select name from sqlite_schema where tbl_name in (${tables}))`
    )
    .get() ?? { bytes: null };
  sqlite.close();
  return bytes ?? 0;
}

async function encodedState(server: ServerProcess): Promise<number> {
  let length = 0;
  const reader = new Client(server, {
    document: 0,
    person: FIRST_PERSON + TYPING,
    clientId: 500,
    flavour: 'product',
    onState: (state) => {
      length = state.length;
    }
  });
  await until(() => length > 0, 'the document is there');
  reader.drop();
  return length;
}
