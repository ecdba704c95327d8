/**
 * [INV-2] through SIGKILL at any moment, again and again over the same file. The ledger of what was
 * acknowledged and shown is kept in another process, which goes on living.
 */
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDatabase } from '#server/store/database.ts';
import { LONG } from '../support/test-size.ts';
import { judgeDatabase } from './judge.ts';
import { promisedTo } from './promises.ts';
import { randomFrom } from './random.ts';
import { prepareSession, startTyping, type Session } from './session.ts';
import { startWriter } from './start-writer.ts';

const SEED = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
const KILLS = LONG ? 1000 : 4;
const KILLS_OF_ONE_FILE = 50;
/** Long enough for some edits, short enough to fall into the first ones often. */
const LONGEST_LIFE = 300;

test(`no kill loses what was acknowledged or shown (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  let session: Session | undefined;
  let acknowledged = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Before the documents are full.
    if (!session || kill % KILLS_OF_ONE_FILE === 0) session = await prepareSession();
    const writer = await startWriter({ file: session.file });
    const typists = await startTyping(session, writer.address, random);
    const typing = typists.map((typist) => typist.typeMany(100_000));
    await setTimeout(random.below(LONGEST_LIFE));
    await writer.kill();
    await Promise.all(typing);
    const promised = typists.flatMap(promisedTo);
    acknowledged += promised.filter(({ kind }) => kind === 'acknowledged').length;
    const db = openDatabase(session.file);
    const verdict = await judgeDatabase(db, promised).finally(() => db.destroy());
    expect(verdict, `kill ${kill}`).toEqual({ damage: null, lostAcknowledged: 0, lostShown: 0 });
  }
  expect(acknowledged).toBeGreaterThan(KILLS * 10);
}, 3_600_000);
