/**
 * What is wrong with a set-up is one line that says what to change, and exit code 78, before
 * anything is served or written. The production server runs here, so the pages have to be built.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { openDatabase } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { startProcess } from '../support/start-process.ts';
import { freePort } from '../support/start-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

/** Starts with these settings and expects one line and nothing else. */
async function refusal(env: Readonly<Record<string, string>>, program?: string): Promise<string> {
  const { code, stdout, stderr } = await startProcess(
    { DATA_DIR: folder, PORT: '0', ...env },
    program
  ).ended;
  expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  return stderr.trimEnd();
}

test('a second server on the same folder, until the first has ended', async () => {
  const first = startProcess({ DATA_DIR: folder, PORT: '0' });
  expect(await first.ready).toMatch(/^Correct Record is ready at http:\/\/127\.0\.0\.1:\d+$/);
  expect(await refusal({})).toContain(`The data folder ${folder} is in use`);
  first.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  const next = startProcess({ DATA_DIR: folder, PORT: '0' });
  expect(await next.ready).toBeDefined();
  // What a power cut leaves behind keeps nobody out either.
  next.kill('SIGKILL');
  await next.ended;
  const last = startProcess({ DATA_DIR: folder, PORT: '0' });
  expect(await last.ready).toBeDefined();
  last.kill('SIGTERM');
  expect((await last.ended).code).toBe(0);
});

test.each([
  ['PORT', 'http', 'PORT is "http". Set it to a whole number from 0 to 65535.'],
  ['PORT', '-1', 'PORT is "-1". Set it to a whole number from 0 to 65535.'],
  ['PORT', '65536', 'PORT is "65536". Set it to a whole number from 0 to 65535.'],
  ['TRUST_PROXY', 'yes', 'TRUST_PROXY is "yes". Set it to a whole number from 0 to 10.'],
  ['ORIGIN', 'record.example.org', 'ORIGIN is "record.example.org". Set it to an address such as'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud". Set it to one of'],
  ['CORRECT_RECORD_PORT', '3000', 'CORRECT_RECORD_PORT is not a setting. The settings are PORT,']
])('%s set to %s', async (name, value, line) => {
  expect(await refusal({ [name]: value })).toContain(line);
  expect(readdirSync(folder)).toEqual([]);
});

test('a port that another program has', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await refusal({ PORT: String(port) })).toBe(
    `Port ${port} on 127.0.0.1 is in use by another program. Set PORT or HOST to another.`
  );
  other.close();
});

test('an address that this machine has not', async () => {
  const line = await refusal({ HOST: '192.0.2.1', PORT: String(await freePort()) });
  expect(line).toContain('on 192.0.2.1 cannot be opened');
});

test('a folder that cannot be made or written to', async () => {
  const file = path.join(folder, 'a-file');
  writeFileSync(file, '');
  // Nobody can make a folder inside a file, whatever rights the account has.
  const line = await refusal({ DATA_DIR: path.join(file, 'data') });
  expect(line).toContain(`The data folder ${path.join(file, 'data')} cannot be written to`);
});

test('a database that a newer version has written', async () => {
  const db = openDatabase(databaseFileIn(folder));
  await migrate(db);
  await db.destroy();
  const file = new BetterSqlite(databaseFileIn(folder));
  file
    .prepare('insert into kysely_migration (name, timestamp) values (?, ?)')
    .run('9999-future', '2030-01-01');
  file.close();
  expect(await refusal({})).toMatch(/newer version/);
});

test('the demo where people might take it for the real thing', async () => {
  const line = await refusal({ NODE_ENV: 'production' }, 'server/demo.ts');
  expect(line).toContain('The demo has known passwords');
  expect(existsSync(databaseFileIn(folder))).toBe(false);
});
