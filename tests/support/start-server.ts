/** The real server on a free port and a folder of its own, as tests need it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type RunningServer = {
  readonly address: string;
  readonly port: number;
  readonly dataDir: string;
  /** Ends the process with no chance to tidy up, as a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port and folder. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const DEMO_PASSWORD = 'a test of the demo board';
const ROOT = path.resolve(import.meta.dirname, '../..');

/** The demo board in a process of its own, so that it can be killed. */
export async function startDemoServer(): Promise<RunningServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'correct-record-'));
  const port = await freePort();
  let child = await launch(dataDir, port);
  const end = (signal: NodeJS.Signals) =>
    new Promise<void>((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    kill: () => end('SIGKILL'),
    restart: async () => {
      child = await launch(dataDir, port);
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
}

function launch(dataDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['server/demo.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMO_PASSWORD,
      LOG_LEVEL: 'error'
    },
    stdio: ['ignore', 'pipe', 'inherit']
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code} before it was ready`))
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('is ready at')) resolve(child);
    });
  });
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port'))
      );
    });
  });
