/** The thread of `commit-paths.ts`: a connection of its own, batches in, seqs out. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '#server/clock.ts';
import { openDatabase } from '#server/store/database.ts';
import { makeUpdateLog, type Batch } from '#server/store/update-log.ts';

const log = makeUpdateLog(openDatabase(workerData as string));

parentPort?.on('message', (batch: Batch) => {
  void log.append(systemClock(), [batch], []).then((seqs) => parentPort?.postMessage(seqs));
});
