/**
 * Records as PDF/UA-1, made by Typst in a worker thread. One worker serves all, in the order asked;
 * it starts with the first job and stays, since its second job takes a tenth of the time. A worker
 * that breaks or takes too long is given up: its jobs fail and the next one gets a new worker.
 */
import { Worker } from 'node:worker_threads';
import type { Layout } from '#domain/layout.ts';
import { printable } from './printable.ts';

export type PdfPrinter = {
  /** The bytes of a PDF; throws PdfFailure. */
  readonly print: (layout: Layout) => Promise<Uint8Array>;
  /** Ends the worker; jobs not done fail, and so does every later one. */
  readonly close: () => Promise<void>;
};

export type PdfJob = { readonly id: number; readonly layout: Layout };

export type PdfAnswer =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly failure: string };

export class PdfFailure extends Error {
  override name = 'PdfFailure';
}

/** A hundred pages take half a second; a record that takes this long is not a record. */
const PATIENCE_MS = 30_000;

type Waiting = {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (failure: PdfFailure) => void;
};

export function startPdfPrinter(patienceMs = PATIENCE_MS): PdfPrinter {
  let worker: Worker | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastId = 0;
  let closed = false;
  const waiting = new Map<number, Waiting>();

  return {
    print: (layout) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new PdfFailure('the printer is closed'));
        worker ??= start();
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, layout: printable(layout) } satisfies PdfJob);
        if (waiting.size === 1) watch();
      }),
    close: async () => {
      closed = true;
      await giveUp('the printer is closed');
    }
  };

  function start(): Worker {
    const started = new Worker(new URL('./pdf-worker.ts', import.meta.url));
    started.on('message', settle);
    // Events of a worker already given up must not end the jobs of its successor.
    started.on('error', (error) => worker === started && void giveUp(error.message));
    started.on('exit', () => worker === started && void giveUp('the worker stopped'));
    return started;
  }

  function settle(answer: PdfAnswer) {
    const job = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size > 0) watch();
    else rest();
    if ('bytes' in answer) job?.resolve(answer.bytes);
    else job?.reject(new PdfFailure(answer.failure));
  }

  /** Patience counts anew for each job, from when it becomes the first in line. */
  function watch() {
    clearTimeout(timer);
    timer = setTimeout(() => void giveUp('the record took too long to print'), patienceMs);
  }

  /** An idle worker does not keep the process alive. */
  function rest() {
    clearTimeout(timer);
    worker?.unref();
  }

  async function giveUp(reason: string): Promise<void> {
    const given = worker;
    worker = undefined;
    clearTimeout(timer);
    for (const { reject } of waiting.values()) reject(new PdfFailure(reason));
    waiting.clear();
    await given?.terminate();
  }
}
