import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DataFolderTaken, DataFolderUnusable, takeDataFolder } from './data-folder.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';

test('a folder that is not there is made, for the server’s account alone', () => {
  const folder = path.join(temporaryFolder(), 'deep', 'data');
  const { databaseFile, release } = takeDataFolder(folder);
  release();
  expect(databaseFile).toBe(path.join(folder, 'record.sqlite'));
  expect(existsSync(databaseFile)).toBe(false);
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test('a second server is refused in one line that says what to do, until the first lets go', () => {
  const folder = temporaryFolder();
  const { release } = takeDataFolder(folder);
  expect(() => takeDataFolder(folder)).toThrow(DataFolderTaken);
  expect(() => takeDataFolder(folder)).toThrow(
    /^The data folder [^\n]+ is in use .+DATA_DIR[^\n]+$/
  );
  release();
  takeDataFolder(folder).release();
});

test('a server in another process is refused, and one that was killed leaves the folder free', async () => {
  const folder = temporaryFolder();
  const module = path.join(import.meta.dirname, 'data-folder.ts');
  const script = `import { takeDataFolder } from ${JSON.stringify(module)};
    takeDataFolder(${JSON.stringify(folder)});
    console.log('taken');
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder.stdout, 'data');
  expect(() => takeDataFolder(folder)).toThrow(DataFolderTaken);
  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
  // What the killed process left behind in the folder keeps nobody out.
  expect(readdirSync(folder)).toContain('record.lock');
  takeDataFolder(folder).release();
});

test('a folder that cannot be made is refused in one line that says what to do', () => {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, 'not a folder');
  for (const folder of [file, path.join(file, 'data'), '/proc/nowhere/data']) {
    expect(() => takeDataFolder(folder)).toThrow(DataFolderUnusable);
    expect(() => takeDataFolder(folder)).toThrow(
      /^The data folder [^\n]+ cannot be written to \([A-Z_]+\)[^\n]+DATA_DIR\.$/
    );
  }
});

test('a folder in which the lock cannot be written is refused', () => {
  const folder = temporaryFolder();
  // Stands for a folder without the right to write, which the superuser would have all the same.
  mkdirSync(path.join(folder, 'record.lock'));
  expect(() => takeDataFolder(folder)).toThrow(DataFolderUnusable);
});
