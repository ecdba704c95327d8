/** Starts the writer, under strace or without, and kills it as no program can prepare for. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROGRAM = 'tests/power-cut/writer.ts';

/**
 * Everything that can change a file or reach another process. What is here and not understood
 * makes the reading of the trace fail, so that no write is left out in silence.
 */
const CALLS = [
  ...['openat', 'open', 'creat', 'unlink', 'unlinkat', 'rename', 'renameat', 'renameat2'],
  ...['write', 'writev', 'sendmsg', 'sendto', 'pwrite64', 'pwritev', 'pwritev2', 'fallocate'],
  ...['ftruncate', 'truncate', 'copy_file_range', 'fsync', 'fdatasync', 'sync_file_range']
];

export type Writer = {
  readonly address: string;
  /** Kills it with SIGKILL and waits until whoever watches it has written all down. */
  readonly kill: () => Promise<void>;
};

type Options = {
  readonly file: string;
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Calls that fail, in strace's own words: `pwrite64:error=ENOSPC:when=200..202`. */
  readonly fault?: string;
};

export const startWriter = ({ file, synchronous = 'FULL' }: Options): Promise<Writer> =>
  launch(process.execPath, [PROGRAM, file, synchronous]);

/** The same, with every call that concerns files or sockets written to `trace`. */
export const startTracedWriter = (options: Options & { trace: string }): Promise<Writer> =>
  launchUnderStrace(options, [
    ...['-y', '-xx', '-s', String(16 * 1024 * 1024), '-o', options.trace],
    ...['-e', `trace=${CALLS.join(',')}`]
  ]);

/** The same, not written down; the fault meets calls on the write-ahead log alone. */
export const startFailingWriter = (options: Options & { fault: string }): Promise<Writer> =>
  launchUnderStrace(options, [
    ...['-o', '/dev/null', '-P', `${options.file}-wal`],
    ...['-e', `trace=${options.fault.split(':')[0]}`]
  ]);

function launchUnderStrace(
  { file, synchronous = 'FULL', fault }: Options,
  how: readonly string[]
): Promise<Writer> {
  assertStrace();
  const faults = fault === undefined ? [] : ['-e', `inject=${fault}`];
  const program = [process.execPath, PROGRAM, file, synchronous];
  return launch('strace', ['-f', '-q', '--seccomp-bpf', ...how, ...faults, ...program]);
}

/** Where nothing can be traced nothing would be proved: better to fail than to pass over it. */
function assertStrace(): void {
  const { status, stderr, error } = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']);
  if (status !== 0) {
    const why = error ? 'strace is not installed' : stderr.toString().trim();
    throw new Error(
      `The power-cut tests watch a process with strace, which this machine does not allow: ${why}`
    );
  }
}

async function launch(program: string, args: readonly string[]): Promise<Writer> {
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const { address, pid } = await new Promise<{ address: string; pid: number }>(
    (resolve, reject) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('\n')) resolve(JSON.parse(said));
      });
      void ended.then(() => reject(new Error('the writer ended before it was ready')));
    }
  );
  return {
    address,
    kill: async () => {
      if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
      await ended;
    }
  };
}
