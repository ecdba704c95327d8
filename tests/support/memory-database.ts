/** An empty database, as the migrations make it, that lives in memory alone. */
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';

export async function memoryDatabase(): Promise<Db> {
  const db = openDatabase(':memory:');
  await migrate(db);
  return db;
}
