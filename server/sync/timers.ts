/** Time as the rooms use it, handed in so that a simulation can run hours in milliseconds. */
export type Timers = {
  /** Milliseconds that only ever grow, whatever happens to the clock on the wall. */
  readonly now: () => number;
  /** Runs once after so many milliseconds; the answer calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Resolves when what waits at the sockets now has been taken in. */
  readonly turn: () => Promise<void>;
};

export const systemTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  turn: () => new Promise((resolve) => void setImmediate(resolve))
};
