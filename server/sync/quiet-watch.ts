import type { Timers } from './timers.ts';

/** Notices when nothing has stirred for a while: once, until something stirs again. */
export class QuietWatch {
  readonly #timers: Timers;
  readonly #after: number;
  readonly #onQuiet: () => void;
  #stirredAt = 0;
  #callOff: (() => void) | undefined;

  /** `after`: milliseconds. */
  constructor(timers: Timers, after: number, onQuiet: () => void) {
    this.#timers = timers;
    this.#after = after;
    this.#onQuiet = onQuiet;
  }

  /** Cheap enough for every keystroke: one timer, which looks how long ago the last one was. */
  stir(): void {
    this.#stirredAt = this.#timers.now();
    this.#callOff ??= this.#timers.after(this.#after, () => this.#look());
  }

  stop(): void {
    this.#callOff?.();
  }

  #look(): void {
    this.#callOff = undefined;
    const left = this.#after - (this.#timers.now() - this.#stirredAt);
    if (left <= 0) this.#onQuiet();
    else this.#callOff = this.#timers.after(left, () => this.#look());
  }
}
