/**
 * One thing after another: frames and acts take turns in the order they came. Frames that wait side
 * by side are taken together, so that one commit can carry them all.
 */
import type { Timers } from './timers.ts';

/** What one turn may cost, so that others at the server do not wait for it long. */
const COST_AT_ONCE = 1000;

type Act = () => Promise<void> | void;

export class TurnQueue<F extends object> {
  readonly #take: (frames: readonly F[]) => Promise<void>;
  readonly #costOf: (frame: F) => number;
  readonly #onFault: (error: unknown) => void;
  readonly #timers: Timers;
  /** When the next frames may be taken. */
  #notBefore = 0;
  #waiting: (F | Act)[] = [];
  #running: Promise<void> | undefined;

  constructor(
    timers: Timers,
    {
      take,
      costOf,
      onFault
    }: {
      take: (frames: readonly F[]) => Promise<void>;
      /** 1 for a frame like most. */
      costOf: (frame: F) => number;
      onFault: (error: unknown) => void;
    }
  ) {
    this.#timers = timers;
    this.#take = take;
    this.#costOf = costOf;
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

  /** Lets frames gather for so many milliseconds from now, as long as nothing else is to be done. */
  pause(milliseconds: number): void {
    this.#notBefore = this.#timers.now() + milliseconds;
  }

  /** Waits until nothing waits. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  #enqueue(next: F | Act): void {
    this.#waiting.push(next);
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const wait = this.#notBefore - this.#timers.now();
      if (wait >= 1 && typeof this.#waiting[0] !== 'function') await this.#gather(wait);
      // What else is at the sockets by now comes along.
      else await this.#timers.turn();
      try {
        await this.#next();
      } catch (error) {
        this.#onFault(error);
      }
    }
    // Here and not when the promise is seen to be settled: what comes in between would never be taken.
    this.#running = undefined;
  }

  #gather(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.#timers.after(milliseconds, resolve));
  }

  async #next(): Promise<void> {
    const [first] = this.#waiting;
    if (typeof first === 'function') {
      this.#waiting.shift();
      return first();
    }
    return this.#take(this.#takeFrames());
  }

  /** Those side by side, up to the next act or to what one turn may cost. */
  #takeFrames(): F[] {
    const frames: F[] = [];
    let cost = 0;
    for (const next of this.#waiting) {
      if (typeof next === 'function' || cost >= COST_AT_ONCE) break;
      frames.push(next);
      cost += this.#costOf(next);
    }
    this.#waiting.splice(0, frames.length);
    return frames;
  }
}
