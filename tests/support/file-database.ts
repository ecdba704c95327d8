/** A database of its own in a real file, as the migrations make it. */
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { temporaryFolder } from './temporary-folder.ts';

export async function fileDatabase(): Promise<Db> {
  const db = openDatabase(path.join(temporaryFolder(), 'record.sqlite'));
  onTestFinished(() => db.destroy());
  await migrate(db);
  return db;
}
