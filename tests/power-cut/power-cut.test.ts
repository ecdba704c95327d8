/**
 * [INV-2] through a power cut. SIGKILL cannot tell whether a commit was synced, for the kernel
 * still has what was written; so the server is watched with strace, and its files are built anew as
 * they could have been at any moment, with whatever was not synced missing or torn.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LONG } from '../support/test-size.ts';
import { Disk } from './disk-image.ts';
import { isBroken, judge, layOut, type Verdict } from './judge.ts';
import { readPromises } from './promises.ts';
import { randomFrom } from './random.ts';
import { DATABASE, filesIn, prepareSession, typeInRounds } from './session.ts';
import { startTracedWriter } from './start-writer.ts';
import { readTrace } from './trace.ts';

/** What is typed, and which images are made of the trace. */
const SEED = Number(process.env.POWER_CUT_SEED ?? Date.now() % 1_000_000);
const IMAGES = LONG ? 2000 : 150;
const TYPING = LONG ? { rounds: 4, edits: 100 } : { rounds: 3, edits: 60 };

/** Images of one traced run, each with what had been promised by then and what became of it. */
async function cutThePower(
  images: number,
  how: { synchronous?: 'FULL' | 'NORMAL'; fault?: string } = {}
) {
  const session = await prepareSession();
  const base = filesIn(session.folder);
  const trace = path.join(temporaryFolder(), 'trace');
  const writer = await startTracedWriter({ file: session.file, trace, ...how });
  const typists = await typeInRounds(session, writer.address, randomFrom(SEED), TYPING);
  await writer.kill();
  const events = readTrace(readFileSync(trace, 'latin1'), session.folder);
  const promises = readPromises(events, typists);
  const disk = new Disk(base, events);
  const moments = promises.map(({ at }) => at);
  const verdicts: (Verdict & { image: number; cut: number; promised: number })[] = [];
  for (let image = 0; image < images; image += 1) {
    const random = randomFrom(SEED + image);
    const cut = momentOf(random, events.length, moments);
    const promised = promises.filter(({ at }) => at < cut);
    const verdict = await judge(disk.imageAt(cut, random), DATABASE, promised);
    verdicts.push({ image, cut, promised: promised.length, ...verdict });
  }
  /** Broken images, each left in a folder to be looked at: no second run has the same timing. */
  const listBroken = () =>
    verdicts.filter(isBroken).map(({ image, cut, ...verdict }) => {
      const random = randomFrom(SEED + image);
      momentOf(random, events.length, moments);
      return { ...verdict, image, cut, files: layOut(disk.imageAt(cut, random)) };
    });
  return { events, promises, typists, verdicts, listBroken };
}

/** Any moment, or one just after a promise has left: that is when it can be broken. */
function momentOf(
  random: ReturnType<typeof randomFrom>,
  events: number,
  promises: readonly number[]
) {
  const afterPromise = (promises[random.below(promises.length)] ?? 0) + 1;
  return random.next() < 0.5 ? afterPromise : random.below(events + 1);
}

test(`no power cut loses what was acknowledged or shown, nor leaves anything broken (seed ${SEED})`, async () => {
  const { events, promises, typists, listBroken } = await cutThePower(IMAGES);
  // The trace and the typists tell of the same server.
  const acknowledged = typists.reduce((sum, typist) => sum + typist.acknowledged(), 0);
  expect(promises.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(acknowledged);
  expect(acknowledged).toBeGreaterThan(TYPING.edits * TYPING.rounds);
  expect(promises.some(({ kind }) => kind === 'shown')).toBe(true);
  // Some cuts fall into a checkpoint, when pages go from the log into the database.
  expect(events.some((event) => event.kind === 'write' && event.file === DATABASE)).toBe(true);
  expect(listBroken()).toEqual([]);
}, 1_800_000);

test(`nor does it after a sync that failed, which the disk never makes good (seed ${SEED})`, async () => {
  const fault = 'fsync,fdatasync:error=EIO:when=25..26';
  const { events, listBroken } = await cutThePower(Math.ceil(IMAGES / 5), { fault });
  expect(events.filter((event) => event.kind === 'sync' && !event.worked)).toHaveLength(2);
  expect(listBroken()).toEqual([]);
}, 1_800_000);

test(`with synchronous=NORMAL the same cuts lose what was acknowledged, and this notices (seed ${SEED})`, async () => {
  const { verdicts } = await cutThePower(60, { synchronous: 'NORMAL' });
  expect(verdicts.filter(({ damage }) => damage !== null)).toEqual([]);
  for (const lost of ['lostAcknowledged', 'lostShown'] as const) {
    expect(verdicts.filter((verdict) => verdict[lost] > 0).length, lost).toBeGreaterThan(5);
  }
}, 1_800_000);
