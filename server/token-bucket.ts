import type { Timers } from './sync/timers.ts';

/** A budget that fills at a steady rate up to a burst. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #now: Timers['now'];
  #tokens: number;
  #countedAt: number;

  constructor(perSecond: number, burst: number, now: Timers['now']) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#now = now;
    this.#tokens = burst;
    this.#countedAt = now();
  }

  /** Takes the tokens if they are there. */
  tryTake(tokens: number): boolean {
    this.#fill();
    if (this.#tokens < tokens) return false;
    this.#tokens -= tokens;
    return true;
  }

  /** Takes them even if they are not there, and answers the milliseconds until the debt is paid. */
  take(tokens: number): number {
    this.#fill();
    this.#tokens -= tokens;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
  }

  #fill(): void {
    const now = this.#now();
    const gained = ((now - this.#countedAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#countedAt = now;
  }
}
