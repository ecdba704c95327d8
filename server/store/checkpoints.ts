/**
 * Brings what has been committed from the write-ahead log into the database file, in a thread of its
 * own: a checkpoint syncs two files and takes tens of milliseconds, in which nobody's keystroke would
 * be heard. Nothing rests on it but the size of the log: where the thread falls behind or is gone,
 * the connection that writes does it (`wal_autocheckpoint` in database.ts).
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

export type Checkpoints = { readonly stop: () => Promise<void> };

const LOOK_EVERY = 1000;
/** Bytes of log below which it can wait; most installations are never above it for long. */
const WORTH_IT = 1024 * 1024;

export function keepCheckpointed(
  databaseFile: string,
  onFault: (error: unknown) => void
): Checkpoints {
  let thread: Worker | undefined;
  let isBusy = false;
  let lastChange = 0;

  const looking = setInterval(() => {
    const log = statSync(`${databaseFile}-wal`, { throwIfNoEntry: false });
    if (isBusy || !log || log.size < WORTH_IT || log.mtimeMs === lastChange) return;
    lastChange = log.mtimeMs;
    isBusy = true;
    thread ??= start();
    thread.postMessage('checkpoint');
  }, LOOK_EVERY);
  looking.unref();

  function start(): Worker {
    const made = new Worker(new URL('checkpoint-thread.ts', import.meta.url), {
      workerData: databaseFile
    });
    made.unref();
    made.on('message', () => {
      isBusy = false;
    });
    made.on('error', (error) => {
      onFault(error);
      thread = undefined;
      isBusy = false;
    });
    return made;
  }

  return {
    stop: async () => {
      clearInterval(looking);
      const ending = thread;
      if (!ending) return;
      ending.ref();
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.postMessage('end');
      await ended;
    }
  };
}
