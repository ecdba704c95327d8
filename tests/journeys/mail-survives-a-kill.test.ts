/**
 * The server is killed after a mail server has taken a mail and before it could say so: the worst
 * moment. Everybody is told all the same, and the one mail that is sent again is known for the same.
 * The pages have to be built.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { seedDemo } from '#server/demo/seed.ts';
import { listActions } from '#server/store/actions.ts';
import { listBoards } from '#server/store/boards.ts';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { insertNotices } from '#server/store/notices.ts';
import { PASSWORD } from '../support/client.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { freePort } from '../support/start-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

let mailServer: MailServer;

beforeAll(async () => {
  mailServer = await startMailServer();
});
afterAll(() => mailServer.stop());

test('[Z13] killed between the sending and the marking, the server sends that mail again and no other twice', async () => {
  const dataDir = temporaryFolder();
  const people = await seed(dataDir);
  expect(people).toBeGreaterThan(2);

  const first = await start(dataDir);
  mailServer.beforeAnswer = () => {
    first.kill('SIGKILL');
    return new Promise<void>(() => {});
  };
  await ended(first);
  expect(mailServer.taken).toHaveLength(1);

  mailServer.beforeAnswer = async () => {};
  const second = await start(dataDir);
  await expect.poll(() => mailServer.taken.length, { timeout: 15_000 }).toBe(people + 1);
  second.kill('SIGTERM');
  await ended(second);

  const ids = mailServer.taken.map(({ mail }) => mail.headers.get('message-id')?.[0]);
  expect(new Set(ids).size).toBe(people);
  expect(ids.filter((id) => id === ids[0])).toHaveLength(2);
  const again = mailServer.taken.findLast(
    ({ mail }) => mail.headers.get('message-id')?.[0] === ids[0]
  );
  expect(again?.to).toEqual(mailServer.taken[0]?.to);
  expect(new Set(mailServer.taken.map(({ to }) => to[0])).size).toBe(people);

  // Marked by now: a third start has nothing to send.
  const third = await start(dataDir);
  await isReady(third);
  third.kill('SIGTERM');
  await ended(third);
  expect(mailServer.taken).toHaveLength(people + 1);
});

/** The demonstration with an action told to each of its owners; answers how many people that is. */
async function seed(dataDir: string): Promise<number> {
  const db = openDatabase(databaseFileIn(dataDir));
  await migrate(db);
  await seedDemo(db, PASSWORD);
  // What the story left in the outbox may be out of date by the clock of this machine.
  await db.deleteFrom('notice_outbox').execute();
  const people = await giveNotices(db);
  await db.destroy();
  return people;
}

async function giveNotices(db: Db): Promise<number> {
  const told = new Set<string>();
  for (const { id: boardId } of await listBoards(db)) {
    const open = (await listActions(db, { boardId })).filter(({ state }) => state === 'open');
    for (const { id: actionId, owners } of open) {
      const people = owners.flatMap(({ personId }) => personId ?? []);
      const notices = people.map((personId) => ({
        id: newId(),
        personId,
        kind: 'action-given' as const,
        boardId,
        meetingId: null,
        actionId,
        aboutOn: '2026-01-01',
        occasion: actionId
      }));
      await insertNotices(db, notices, '2026-01-01T09:00:00.000Z');
      people.forEach((personId) => told.add(personId));
    }
  }
  return told.size;
}

/** It sends what waits as it starts, which may be before it says that it is ready. */
async function start(dataDir: string): Promise<ChildProcess> {
  const port = await freePort();
  return spawn(process.execPath, ['server/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      ORIGIN: `http://127.0.0.1:${port}`,
      SMTP_URL: mailServer.config.server,
      MAIL_FROM: 'record@example.org',
      LOG_LEVEL: 'silent'
    },
    stdio: ['ignore', 'pipe', 'inherit']
  });
}

const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout?.once('data', () => resolve());
  });

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
