/**
 * How much one socket may send. Whoever sends faster is not refused, only read more slowly: the
 * rest waits in their own machine, and honest bursts (a paste, a page that catches up) lose nothing.
 */
import { TokenBucket } from '#server/token-bucket.ts';
import type { Frame } from './frames.ts';
import type { Line } from './line.ts';
import type { Timers } from './timers.ts';

/** Typing makes 30 frames a second, and a stock client sends back every presence it hears: 25 more. */
const FRAMES = { perSecond: 100, burst: 400 };
const BYTES = { perSecond: 1024 * 1024, burst: 2 * 1024 * 1024 };
/** A few bytes that ask for the whole document count as this many frames. */
const STATE_COST = 50;

export class Inbound {
  readonly #line: Line;
  readonly #timers: Timers;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  #resume: (() => void) | undefined;

  constructor(line: Line, timers: Timers) {
    this.#line = line;
    this.#timers = timers;
    this.#frames = new TokenBucket(FRAMES.perSecond, FRAMES.burst, timers.now);
    this.#bytes = new TokenBucket(BYTES.perSecond, BYTES.burst, timers.now);
  }

  get isPaused(): boolean {
    return this.#resume !== undefined;
  }

  /** Counts a frame; the ones after it may have to wait. */
  count(frame: Frame, bytes: number): void {
    const cost = frame.type === 'state-wanted' ? STATE_COST : 1;
    this.#wait(Math.max(this.#frames.take(cost), this.#bytes.take(bytes)));
  }

  /** From now on nothing is held back. */
  stop(): void {
    this.#resume?.();
    this.#resume = undefined;
  }

  #wait(milliseconds: number): void {
    if (milliseconds === 0) return;
    this.#resume?.();
    this.#line.pause();
    this.#resume = this.#timers.after(milliseconds, () => {
      this.#resume = undefined;
      this.#line.resume();
    });
  }
}
