/** `npm run verify` as an operator meets it: a process, its lines and its exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { seedDemo } from './demo/seed.ts';
import { databaseFileIn } from './store/data-folder.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrations.ts';
import { PASSWORD } from '../tests/support/client.ts';
import {
  connectStock,
  giveMeeting,
  startDocumentServer,
  synced,
  typeParagraph
} from '../tests/support/document-server.ts';
import { temporaryFolder } from '../tests/support/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
let demo: Buffer;

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verify-'));
  const file = databaseFileIn(folder);
  const db = openDatabase(file);
  await migrate(db);
  await seedDemo(db, PASSWORD);
  await db.destroy();
  demo = readFileSync(file);
  rmSync(folder, { recursive: true });
});

async function verify(env: Record<string, string>, ...args: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['server/verify.ts', ...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...env }
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  const [code] = await once(child, 'close');
  return { code: Number(code), lines: said.trimEnd().split('\n') };
}

/** The demonstration's database in a folder of its own, after these statements. */
async function databaseAfter(...statements: string[]): Promise<string> {
  const file = databaseFileIn(temporaryFolder());
  writeFileSync(file, demo);
  if (statements.length === 0) return file;
  const db = openDatabase(file);
  for (const statement of statements) await sql.raw(statement).execute(db);
  await db.destroy();
  return file;
}

test('a database as the server left it is genuine, and nothing beside it is touched', async () => {
  const file = await databaseAfter();
  const { code, lines } = await verify({ DATA_DIR: path.dirname(file) });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    /^Genuine: \d+ documents, \d+ updates, 11 publications, 3 approvals, \d+ journal entries, \d+ rows of the audit trail in .+record\.sqlite, [\d.]+ seconds\.$/
  );
  expect(code).toBe(0);
  expect(readFileSync(file).equals(demo)).toBe(true);
  expect(readdirSync(path.dirname(file))).toEqual(['record.sqlite']);
});

test('it looks at a database that a server is writing, and at a copy named to it', async () => {
  const server = await startDocumentServer();
  onTestFinished(() => server.close());
  const meeting = await giveMeeting(server);
  await meeting.start();
  const clerk = connectStock(server, `minute/${meeting.open}`, meeting.clerk);
  onTestFinished(() => clerk.provider.destroy());
  await synced(clerk);
  const typing = setInterval(() => typeParagraph(clerk, 'Noted.'), 1);
  const running = await verify({}, server.databaseFile);
  clearInterval(typing);
  expect(running).toMatchObject({ code: 0, lines: [expect.stringMatching(/^Genuine/)] });
});

test('each damaged thing is a line that says what to do next, and the last line counts them', async () => {
  const file = await databaseAfter(
    'drop trigger document_update_no_update',
    'drop trigger approval_no_update',
    `update document_update set bytes = x'00'
       where rowid in (select min(rowid) from document_update group by document limit 2)`,
    `update approval set record = '{}' where rowid = 1`
  );
  const { code, lines } = await verify({}, file);
  expect(code).toBe(1);
  expect(lines).toHaveLength(4);
  for (const line of lines.slice(0, 3)) {
    expect(line).toMatch(/^DAMAGED: .+\. .*go back to the newest backup.+$/);
  }
  expect(lines[3]).toMatch(/^Damaged \(3 found\): /);
});

test.each<[string, () => Promise<string> | string, string]>([
  ['a file that is not there', () => '/nowhere/record.sqlite', 'There is no file'],
  ['a file that is no database', () => path.join(ROOT, 'LICENSE'), 'is not a database'],
  [
    'a database from a newer version',
    () =>
      databaseAfter(
        `insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`
      ),
    'newer version'
  ],
  [
    'a database of another kind',
    async () => {
      const file = path.join(temporaryFolder(), 'other.sqlite');
      const db = openDatabase(file);
      await sql`create table other (x)`.execute(db);
      await db.destroy();
      return file;
    },
    'not one of ours'
  ]
])('of %s nothing is said but why nothing can be', async (_, make, why) => {
  const { code, lines } = await verify({}, await make());
  expect(code).toBe(2);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(why);
});

test('a file cut off in the middle is damaged', async () => {
  const file = await databaseAfter();
  writeFileSync(file, demo.subarray(0, Math.floor(demo.length / 8192) * 4096));
  const { code, lines } = await verify({}, file);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^DAMAGED: .*cannot be read.+go back to the newest backup/);
});
