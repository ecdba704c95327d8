/** A server in a process of its own, over a folder that outlives it: started, asked, killed, started again. */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Answer, Order, Usage } from './serve.ts';
import type { Entrance, Seeds } from './servers/bench-server.ts';

export type ServerKind = 'ours' | 'y-websocket' | 'hocuspocus' | 'floor';

export const SERVER_KINDS: readonly ServerKind[] = ['ours', 'y-websocket', 'hocuspocus', 'floor'];

export class ServerProcess {
  readonly kind: ServerKind;
  readonly folder: string;
  #child: ChildProcess;
  #entrance: Entrance;

  private constructor(kind: ServerKind, folder: string, child: ChildProcess, entrance: Entrance) {
    this.kind = kind;
    this.folder = folder;
    this.#child = child;
    this.#entrance = entrance;
  }

  static async start(kind: ServerKind, seeds: Seeds): Promise<ServerProcess> {
    const folder = mkdtempSync(path.join(tmpdir(), `bench-${kind}-`));
    const child = launch(kind, folder);
    const entrance = await ask<Entrance>(child, { kind: 'start', seeds });
    return new ServerProcess(kind, folder, child, entrance);
  }

  get entrance(): Entrance {
    return this.#entrance;
  }

  usage(collect = false): Promise<Usage> {
    return ask<Usage>(this.#child, { kind: 'usage', collect });
  }

  async watchDelay(): Promise<void> {
    await ask(this.#child, { kind: 'watch-delay' });
  }

  /** With no chance to tidy up, unless the signal gives one. */
  end(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    return gone;
  }

  /** Ends it and starts another over the same folder; it has another port. */
  async restart(): Promise<void> {
    await this.end();
    this.#child = launch(this.kind, this.folder);
    const { port } = await ask<Entrance>(this.#child, { kind: 'start', seeds: null });
    this.#entrance = { ...this.#entrance, port };
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const launch = (kind: ServerKind, folder: string): ChildProcess =>
  fork(path.join(import.meta.dirname, 'serve.ts'), [kind, folder], {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  });

function ask<T extends Answer>(child: ChildProcess, order: Order): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) =>
      reject(new Error(`the server ended with ${code} instead of an answer`));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as T);
    });
    child.send(order);
  });
}
