/**
 * One thing after another: frames and acts take turns in the order they came. Frames that wait side
 * by side are taken together, so that one commit can carry them all.
 */
import type { Timers } from './timers.ts';

const FRAMES_AT_ONCE = 500;

type Act = () => Promise<void> | void;

export class TurnQueue<F extends object> {
  readonly #take: (frames: readonly F[]) => Promise<void>;
  readonly #onFault: (error: unknown) => void;
  readonly #timers: Timers;
  #waiting: (F | Act)[] = [];
  #running: Promise<void> | undefined;

  constructor(
    timers: Timers,
    take: (frames: readonly F[]) => Promise<void>,
    onFault: (error: unknown) => void
  ) {
    this.#timers = timers;
    this.#take = take;
    this.#onFault = onFault;
  }

  add(frame: F): void {
    this.#enqueue(frame);
  }

  /** Resolves when the act has had its turn, whatever came of it. */
  act(act: Act): Promise<void> {
    return new Promise((resolve) => {
      this.#enqueue(async () => {
        try {
          await act();
        } finally {
          resolve();
        }
      });
    });
  }

  /** Waits until nothing waits. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #enqueue(next: F | Act): void {
    this.#waiting.push(next);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      // What else is at the sockets by now comes along.
      await this.#timers.turn();
      try {
        await this.#next();
      } catch (error) {
        this.#onFault(error);
      }
    }
  }

  async #next(): Promise<void> {
    const [first] = this.#waiting;
    if (typeof first === 'function') {
      this.#waiting.shift();
      return first();
    }
    const act = this.#waiting.findIndex((each) => typeof each === 'function');
    const frames = this.#waiting.splice(
      0,
      Math.min(act < 0 ? this.#waiting.length : act, FRAMES_AT_ONCE)
    );
    return this.#take(frames.filter((each) => typeof each !== 'function'));
  }
}
