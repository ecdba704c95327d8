/** What every room is given to work with. */
import type { Documents } from '#server/services/documents.ts';
import type { CommitLog } from './commit-log.ts';
import type { Timers } from './timers.ts';

export type RoomNeeds = {
  readonly documents: Documents;
  readonly log: CommitLog;
  readonly timers: Timers;
  /** Milliseconds since 1970. */
  readonly epoch: () => number;
  readonly logFault: (error: unknown) => void;
};
