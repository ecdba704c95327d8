/**
 * Three ways to put a batch of keystrokes on the disk (synchronous=FULL, with their hashes): through
 * Kysely, by prepared statements in the event loop as the server does, and by the same statements in
 * a thread of its own. What counts is how long the author waits, what the thread that serves
 * everybody else pays, and how long it stands still.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { systemClock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { openDatabase } from '#server/store/database.ts';
import { appendUpdates, insertDocument } from '#server/store/documents.ts';
import { migrate } from '#server/store/migrations.ts';
import { makeUpdateLog, type Batch } from '#server/store/update-log.ts';
import { giveBoard, givePerson } from '../support/people.ts';

const SIZES = [1, 5, 50];
const ROUNDS = 4;
const BATCHES = 150;
/** Typing leaves pauses: nothing here is measured back to back. */
const PAUSE = 2;
const RESOLUTION = 1;

type Commit = (batch: Batch) => Promise<unknown>;

type Said = { times: number[]; main: number; all: number; held: number };

const folder = mkdtempSync(path.join(tmpdir(), 'commit-paths-'));
const file = path.join(folder, 'record.sqlite');
const db = openDatabase(file);
await migrate(db);
const { id: boardId } = await giveBoard(db, 'Oversight Board');
const personId = await givePerson(db, 'member@example.org');
const names = ['kysely', 'statements', 'thread'].map((way) => `${way}/${newId()}`);
for (const name of names) {
  const about = { kind: 'minute', boardId, meetingId: null, itemId: null } as const;
  await insertDocument(db, { ...about, name, at: systemClock() });
}

/** As everything but keystrokes is written. */
const throughKysely: Commit = ({ name, updates }) =>
  db.transaction().execute((trx) =>
    appendUpdates(
      trx,
      updates.map((update) => ({ ...update, name, at: systemClock() }))
    )
  );

const log = makeUpdateLog(db);
const byStatements: Commit = (batch) => log.append(systemClock(), [batch], []);

const worker = new Worker(new URL('./commit-thread.ts', import.meta.url), { workerData: file });
const inThread: Commit = (batch) =>
  new Promise((resolve) => {
    worker.once('message', resolve);
    worker.postMessage(batch);
  });

const ways = [throughKysely, byStatements, inThread];
const titles = ['through Kysely', 'prepared statements', 'statements in a thread'];

for (const size of SIZES) {
  const said = ways.map((): Said => ({ times: [], main: 0, all: 0, held: 0 }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, commit] of ways.entries()) {
      const into = said[index];
      if (into) await measure(commit, batchOf(names[index] ?? '', size), into, round > 0);
    }
  }
  said.forEach((each, index) => print(`${size} edits ${titles[index]}`, each));
}
await worker.terminate();
await db.destroy();
rmSync(folder, { recursive: true, force: true });

/** The first round only warms up. */
async function measure(commit: Commit, batch: Batch, into: Said, counts: boolean): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION });
  const [main, all] = [process.threadCpuUsage(), process.cpuUsage()];
  delay.enable();
  for (let count = 0; count < BATCHES; count += 1) {
    const from = performance.now();
    await commit(batch);
    if (counts) into.times.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  delay.disable();
  if (!counts) return;
  into.main += microseconds(process.threadCpuUsage(main));
  into.all += microseconds(process.cpuUsage(all));
  into.held = Math.max(into.held, delay.max / 1e6 - RESOLUTION);
}

function batchOf(name: string, size: number): Batch {
  const bytes = new Uint8Array(60).fill(7);
  return { name, updates: Array.from({ length: size }, () => ({ personId, bytes })), writers: [] };
}

function microseconds({ user, system }: NodeJS.CpuUsage): number {
  return user + system;
}

function print(what: string, { times, main, all, held }: Said): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2);
  const each = (sum: number) => (sum / times.length).toFixed(0);
  console.log(
    `commit of ${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, main thread ${each(main)} us, ` +
      `all threads ${each(all)} us, loop held ${held.toFixed(1)} ms (${times.length})`
  );
}
