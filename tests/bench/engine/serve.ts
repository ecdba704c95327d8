/**
 * One server in a process of its own: `serve.ts <kind> <folder>`, told over IPC what to seed, and
 * asked over IPC what it has used. Nothing else runs in it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Entrance, Seeds, StartServer } from './servers/bench-server.ts';

export type Order =
  | { readonly kind: 'start'; readonly seeds: Seeds | null }
  | { readonly kind: 'usage'; readonly collect: boolean }
  /** From now on: a timer that looks costs too, so it runs only where the delay is asked for. */
  | { readonly kind: 'watch-delay' };

export type Usage = {
  /** Seconds of both kinds since the process began, all threads. */
  readonly cpu: number;
  readonly rss: number;
  /** Bytes in use of the JavaScript heap and of buffers outside it. */
  readonly heap: number;
  /** The longest time the event loop was held since it was watched, milliseconds. */
  readonly held: number;
  /** Bytes the process has caused to be written to a disk; undefined where the system does not say. */
  readonly written: number | undefined;
};

export type Answer = Entrance | Usage | null;

const RESOLUTION = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION });

async function carryOut(order: Order): Promise<Answer> {
  if (order.kind === 'usage') return usage(order.collect);
  if (order.kind === 'watch-delay') {
    delay.enable();
    delay.reset();
    return null;
  }
  const [, , kind = '', folder = ''] = process.argv;
  const { start } = (await import(`./servers/${kind}.ts`)) as { start: StartServer };
  return start(folder, order.seeds);
}

function usage(collect: boolean): Usage {
  if (collect) {
    globalThis.gc?.();
    globalThis.gc?.();
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const held = Math.max(0, delay.max / 1e6 - RESOLUTION);
  return { cpu: (user + system) / 1e6, rss, heap: heapUsed + external, held, written: written() };
}

function written(): number | undefined {
  if (!existsSync('/proc/self/io')) return undefined;
  return Number(/^write_bytes: (\d+)/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    }
  );
});
// Whoever measures is gone: nobody is left to ask.
process.on('disconnect', () => process.exit(0));
