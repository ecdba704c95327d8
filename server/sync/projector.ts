/**
 * Keeps what a document says where lists, search and readers find it: computed from the committed
 * copy shortly after an edit, and once more when the room closes. Nothing writes it back.
 */
import type { Announce } from '#server/announcement.ts';
import type { CommitLog } from './commit-log.ts';
import type { Timers } from './timers.ts';

/** Long enough to gather a burst of typing, short enough that a reader sees a sentence being made. */
const DELAY = 250;

export type Projector = {
  readonly changed: () => void;
  /** Does what is still to be done, now. */
  readonly flush: () => Promise<void>;
  /** Leaves what is still to be done to whoever opens the document next. */
  readonly stop: () => void;
};

export function makeProjector(
  name: string,
  {
    log,
    timers,
    announce,
    read,
    logFault
  }: {
    log: CommitLog;
    timers: Timers;
    announce: Announce;
    /** What the document says, as JSON, and as of when; undefined where nobody is to read it. */
    read: () => Promise<{ readonly seq: number; readonly value: unknown }>;
    logFault: (error: unknown) => void;
  }
): Projector {
  let callOff: (() => void) | undefined;
  let working: Promise<void> = Promise.resolve();

  function project(): Promise<void> {
    callOff = undefined;
    working = working.then(save).catch(logFault);
    return working;
  }

  async function save(): Promise<void> {
    const { seq, value } = await read();
    if (value === undefined) return;
    if (await log.project({ name, seq, content: value }))
      announce({ type: 'document-projected', name, content: value });
    // The disk takes nothing at the moment, and may when nobody is writing any more.
    else changed();
  }

  function changed(): void {
    // From the first edit, not the last: while somebody types, readers keep up.
    callOff ??= timers.after(DELAY, () => void project());
  }

  return {
    changed,
    async flush() {
      if (callOff) {
        callOff();
        await project();
      }
      await working;
    },
    stop: () => {
      callOff?.();
      callOff = undefined;
    }
  };
}
