import type { Parcel } from './parcel.ts';

/** One client's line as the engine needs it, whatever carries it. */
export type Line = {
  readonly send: (parcel: Parcel) => void;
  readonly close: (code: number, reason?: string) => void;
  /** Breaks off at once, for somebody who does not read what they are sent. */
  readonly drop: () => void;
  /** Bytes sent that have not left yet. */
  readonly backlog: () => number;
  /** From now on nothing more is read from them; it waits in their own machine. */
  readonly pause: () => void;
  readonly resume: () => void;
};
