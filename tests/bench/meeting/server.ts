/** The server that is measured, in a process of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from '../../support/start-server.ts';

export type MeasuredServer = {
  readonly address: string;
  /** Processor time it has used since it began, all threads, in milliseconds. */
  readonly cpu: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

export async function startServer(folder: string): Promise<MeasuredServer> {
  const port = await freePort();
  const child = fork(path.join(import.meta.dirname, 'serve.ts'), [folder, String(port)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  });
  const ended = once(child, 'exit');
  const ready = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  if (!ready) throw new Error('the server ended before it was ready');
  return {
    address: `http://127.0.0.1:${port}`,
    cpu: async () => {
      child.send('usage');
      const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
      return (user + system) / 1000;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    }
  };
}
