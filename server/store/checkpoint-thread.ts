/** The other end of `checkpoints.ts`. A passive checkpoint waits for nobody and nobody waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import BetterSqlite from 'better-sqlite3';

const sqlite = new BetterSqlite(workerData as string);
sqlite.pragma('synchronous = FULL');

parentPort?.on('message', (order: 'checkpoint' | 'end') => {
  if (order === 'end') {
    sqlite.close();
    parentPort?.close();
    return;
  }
  sqlite.pragma('wal_checkpoint(PASSIVE)');
  parentPort?.postMessage('done');
});
