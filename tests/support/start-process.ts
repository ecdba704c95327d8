/** The production server as its operator starts it: a process, its words and its exit code. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export type StartedProcess = {
  /** Resolves with the line that says where it serves; undefined when it ended instead. */
  readonly ready: Promise<string | undefined>;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
  readonly kill: (signal: NodeJS.Signals) => void;
};

/** `env` is added to the few variables that any process has. */
export function startProcess(
  env: Readonly<Record<string, string>>,
  program = 'server/main.ts'
): StartedProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program], {
    cwd: ROOT,
    env: { PATH, HOME, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let stdout = '';
  let stderr = '';
  const ended = new Promise<Awaited<StartedProcess['ended']>>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  );
  const ready = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.split('\n')[0]);
    });
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    void ended.then(() => resolve(undefined));
  });
  return { ready, ended, kill: (signal) => child.kill(signal) };
}
