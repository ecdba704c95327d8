import path from 'node:path';
import { expect, test } from 'vitest';
import { fileDatabase } from '../../tests/support/file-database.ts';
import { temporaryFolder } from '../../tests/support/temporary-folder.ts';
import { copyDatabase } from './database-copy.ts';
import { openDatabase, type Db } from './database.ts';
import { findDamage } from './integrity.ts';
import { migrate } from './migrations.ts';
import { beginEpoch, getStorageEpoch } from './storage-epoch.ts';

const COPIED = '2026-12-09T22:00:00.000Z';
const RESTORED = '2026-12-10T09:00:00.000Z';

async function newDatabase(file: string): Promise<Db> {
  const db = openDatabase(file);
  await migrate(db);
  return db;
}

test('starting again is the same epoch', async () => {
  const db = await fileDatabase();
  const epoch = await getStorageEpoch(db);
  expect(epoch).toMatch(/^[0-9a-f]{32}$/);
  expect(await beginEpoch(db, RESTORED)).toBeUndefined();
  expect(await getStorageEpoch(db)).toBe(epoch);
});

test('each start on a copy begins an epoch of its own, once, and leaves a trace', async () => {
  const folder = temporaryFolder();
  const source = path.join(folder, 'record.sqlite');
  const original = await newDatabase(source);
  const known = [await getStorageEpoch(original)];
  for (const name of ['one.sqlite', 'two.sqlite']) {
    const target = path.join(folder, name);
    await copyDatabase(source, target, COPIED);
    const copy = openDatabase(target);
    expect(await beginEpoch(copy, RESTORED)).toEqual({ copiedAt: COPIED });
    expect(await beginEpoch(copy, RESTORED)).toBeUndefined();
    const epoch = await getStorageEpoch(copy);
    expect(known).not.toContain(epoch);
    known.push(epoch);
    const events = await copy.selectFrom('audit_event').select(['kind', 'detail']).execute();
    expect(events).toEqual([
      { kind: 'storage-restored', detail: JSON.stringify({ copiedAt: COPIED }) }
    ]);
    expect(await findDamage(copy)).toBeNull();
    await copy.destroy();
  }
  expect(await getStorageEpoch(original)).toBe(known[0]);
  await original.destroy();
});
