import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { givePerson } from '../tests/support/people.ts';
import { temporaryFolder } from '../tests/support/temporary-folder.ts';
import { databaseFileIn } from './store/data-folder.ts';
import { openDatabase } from './store/database.ts';
import { migrate } from './store/migrations.ts';
import { beginEpoch } from './store/storage-epoch.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

const backUp = (folder: string, target: string) =>
  promisify(execFile)(process.execPath, ['server/backup.ts', target], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DATA_DIR: folder }
  });

test('a backup of a database in use holds what was committed, and knows that it is a copy', async () => {
  const folder = temporaryFolder();
  const db = openDatabase(databaseFileIn(folder));
  await migrate(db);
  await givePerson(db, 'clerk@example.org', 'A clerk');
  const target = path.join(folder, 'copy.sqlite');
  const began = new Date().toISOString();
  const { stdout } = await backUp(folder, target);
  expect(stdout).toBe(`Copied to ${target} and checked.\n`);
  const copy = openDatabase(target);
  expect(await copy.selectFrom('person').select('name').execute()).toEqual([{ name: 'A clerk' }]);
  const restored = await beginEpoch(copy, began);
  expect(restored && restored.copiedAt >= began).toBe(true);
  await copy.destroy();
  await db.destroy();
});

test('a backup puts nothing in the place of a file that is there', async () => {
  const folder = temporaryFolder();
  const db = openDatabase(databaseFileIn(folder));
  await migrate(db);
  await db.destroy();
  const target = databaseFileIn(folder);
  await expect(backUp(folder, target)).rejects.toMatchObject({
    code: 78,
    stderr: `${target} exists already. Name a new file.\n`
  });
});
