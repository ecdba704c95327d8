/**
 * How much one socket may send. Whoever sends faster is not refused, only read more slowly: the
 * rest waits in their own machine, and honest bursts (a paste, a page that catches up) lose nothing.
 */
import type { WebSocket } from 'ws';
import { TokenBucket } from '#server/token-bucket.ts';
import type { Frame } from './frames.ts';
import type { Timers } from './timers.ts';

/** Typing makes 15 frames a second. */
const FRAMES = { perSecond: 100, burst: 400 };
const BYTES = { perSecond: 1024 * 1024, burst: 2 * 1024 * 1024 };
/** A few bytes that ask for the whole document count as this many frames. */
const STATE_COST = 50;
/** Presence beyond this is dropped: a stock client sends back every change it hears of others. */
const AWARENESS = { perSecond: 20, burst: 40 };

export class Inbound {
  readonly #websocket: WebSocket;
  readonly #timers: Timers;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #awareness: TokenBucket;
  #resume: (() => void) | undefined;

  constructor(websocket: WebSocket, timers: Timers) {
    this.#websocket = websocket;
    this.#timers = timers;
    this.#frames = new TokenBucket(FRAMES.perSecond, FRAMES.burst, timers.now);
    this.#bytes = new TokenBucket(BYTES.perSecond, BYTES.burst, timers.now);
    this.#awareness = new TokenBucket(AWARENESS.perSecond, AWARENESS.burst, timers.now);
  }

  get isPaused(): boolean {
    return this.#resume !== undefined;
  }

  /** Counts a frame; false when it is to be dropped. */
  admits(frame: Frame, bytes: number): boolean {
    const isPresence = frame.type === 'awareness' || frame.type === 'awareness-wanted';
    const cost = isPresence ? 0 : frame.type === 'state-wanted' ? STATE_COST : 1;
    this.#wait(Math.max(this.#frames.take(cost), this.#bytes.take(bytes)));
    return !isPresence || this.#awareness.tryTake(1);
  }

  /** From now on nothing is held back. */
  stop(): void {
    this.#resume?.();
    this.#resume = undefined;
  }

  #wait(milliseconds: number): void {
    if (milliseconds === 0) return;
    this.#resume?.();
    this.#websocket.pause();
    this.#resume = this.#timers.after(milliseconds, () => {
      this.#resume = undefined;
      this.#websocket.resume();
    });
  }
}
