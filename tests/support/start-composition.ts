/**
 * The whole server but its pages, in this process: a real port, a real file, and the people and
 * meetings of the demonstration. It can be closed and opened again on the same port and folder.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '#server/clock.ts';
import { compose, type Composition } from '#server/compose.ts';
import type { Services } from '#server/services.ts';
import { seedDemo } from '#server/demo/seed.ts';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { PASSWORD } from './client.ts';

/** The story of the demonstration ends on the day before. */
export const TODAY = '2026-11-21';

export type RunningComposition = {
  /** Without a slash at the end. */
  readonly address: string;
  readonly databaseFile: string;
  /** Those of the server that runs now: both are new after `reopen`. */
  readonly db: () => Db;
  readonly services: () => Services;
  /** Ends as it would at SIGTERM; the folder stays. */
  readonly close: () => Promise<void>;
  /** Lets so many minutes go by at once, for everything that asks what time it is. */
  readonly pass: (minutes: number) => void;
  readonly reopen: () => Promise<void>;
  /** Ends for good. */
  readonly stop: () => Promise<void>;
};

/** `seed` fills the new database; everybody of the demonstration signs in with `PASSWORD`. */
export async function startComposition(
  seed: (db: Db) => Promise<void> = (db) => seedDemo(db, PASSWORD)
): Promise<RunningComposition> {
  const folder = mkdtempSync(path.join(tmpdir(), 'composition-'));
  const databaseFile = databaseFileIn(folder);
  await fill(databaseFile, seed);
  const begun = clockFrom(`${TODAY}T09:00:00.000Z`);
  let passed = 0;
  const clock: Clock = () => new Date(Date.parse(begun()) + passed).toISOString();
  let running = await open(folder, 0, clock);
  const { port } = running;
  return {
    address: `http://127.0.0.1:${port}`,
    databaseFile,
    db: () => running.composition.db,
    services: () => running.composition.services,
    close: () => running.composition.close(),
    pass: (minutes) => {
      passed += minutes * 60_000;
    },
    reopen: async () => {
      running = await open(folder, port, clock);
    },
    stop: async () => {
      await running.composition.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function fill(databaseFile: string, seed: (db: Db) => Promise<void>): Promise<void> {
  const db = openDatabase(databaseFile);
  await migrate(db);
  await seed(db);
  await db.destroy();
}

async function open(
  dataDir: string,
  port: number,
  clock: Clock
): Promise<{ composition: Composition; port: number }> {
  const http = createServer((request, response) => composition.app(request, response));
  const settings = {
    host: '127.0.0.1',
    trustProxy: 0,
    origin: null,
    mail: null,
    logLevel: 'error'
  } as const;
  const composition: Composition = await compose(http, { ...settings, port, dataDir }, { clock });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, settings.host, resolve);
  });
  return { composition, port: (http.address() as AddressInfo).port };
}

/** Goes on from there as fast as time does: tests made today hold in other years. */
function clockFrom(start: string): Clock {
  const begun = performance.now();
  return () => new Date(Date.parse(start) + performance.now() - begun).toISOString();
}
