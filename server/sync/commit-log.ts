/**
 * Group commit: whatever arrives while one commit is under way goes into the next, all of it in one
 * transaction on disk (synchronous=FULL) before anybody is told. When a commit fails, everything in
 * it is rejected and the log stays shut, for later edits would stand on the lost ones (a smaller
 * insert does succeed after SQLITE_FULL); it opens when a probe reaches the disk again.
 */
import type { Clock } from '#server/clock.ts';
import type { Db } from '#server/store/database.ts';
import { probeWriting } from '#server/store/documents.ts';
import {
  DocumentFrozen,
  makeUpdateLog,
  WriterTaken,
  type Batch,
  type Projected
} from '#server/store/update-log.ts';
import type { Timers } from './timers.ts';

export type Committed =
  | { readonly kind: 'committed'; readonly seqs: readonly number[] }
  | { readonly kind: 'frozen' }
  /** The database will not have this batch, whatever else it takes. */
  | { readonly kind: 'rejected'; readonly error: unknown }
  /** Nothing can be written at the moment. */
  | { readonly kind: 'failing' };

export type CommitLog = {
  readonly commit: (batch: Batch) => Promise<Committed>;
  /**
   * Writes with the next commit, or by itself when there is none for a while: what is derived from
   * a document must not cost the disk as much as the document. False when it could not be written.
   */
  readonly project: (projected: Projected) => Promise<boolean>;
  readonly isFailing: () => boolean;
  /** Told once each time writing stops or starts to work. */
  readonly onChange: (listener: (failing: boolean) => void) => void;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
};

const PROBE_EVERY = 1000;
/**
 * Milliseconds between commits: where many rooms write, several share one sync of the disk, and
 * where few do, nobody waits.
 */
const SPACING = 2;
/** Milliseconds that a projection waits for a commit to go with. */
const RIDE_WITHIN = 200;

type Waiting = { readonly batch: Batch; readonly answer: (result: Committed) => void };
type Rider = { readonly projected: Projected; readonly answer: (isWritten: boolean) => void };

export function makeCommitLog({
  db,
  clock,
  timers,
  logFault
}: {
  db: Db;
  clock: Clock;
  timers: Timers;
  logFault: (error: unknown) => void;
}): CommitLog {
  const updates = makeUpdateLog(db);
  const listeners: ((failing: boolean) => void)[] = [];
  let waiting: Waiting[] = [];
  let riders: Rider[] = [];
  let callOffRide: (() => void) | undefined;
  let committedAt = -Infinity;
  let running: Promise<void> | undefined;
  let failing = false;
  let isClosed = false;
  let callOffProbe: (() => void) | undefined;

  function commit(batch: Batch): Promise<Committed> {
    if (failing) return Promise.resolve({ kind: 'failing' });
    return new Promise((answer) => {
      waiting.push({ batch, answer });
      running ??= drain();
    });
  }

  function project(projected: Projected): Promise<boolean> {
    if (failing) return Promise.resolve(false);
    return new Promise((answer) => {
      riders.push({ projected, answer });
      callOffRide ??= timers.after(RIDE_WITHIN, () => {
        callOffRide = undefined;
        running ??= drain();
      });
    });
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0 || (riders.length > 0 && callOffRide === undefined)) {
      await gather();
      const group = waiting;
      const along = riders;
      waiting = [];
      riders = [];
      callOffRide?.();
      callOffRide = undefined;
      await write(group, along);
    }
    running = undefined;
  }

  /** Gives the other rooms their turn; SQLite answers without going back to the event loop. */
  function gather(): Promise<void> {
    const wait = committedAt + SPACING - timers.now();
    if (wait < 1) return timers.turn();
    return new Promise((resolve) => void timers.after(wait, resolve));
  }

  async function write(group: readonly Waiting[], along: readonly Rider[]): Promise<void> {
    if (failing) return turnAway(group, along);
    committedAt = timers.now();
    try {
      const results = await updates.append(
        clock(),
        group.map(({ batch }) => batch),
        along.map(({ projected }) => projected)
      );
      group.forEach(({ answer }, index) =>
        answer({ kind: 'committed', seqs: results[index] ?? [] })
      );
      along.forEach(({ answer }) => answer(true));
    } catch (error) {
      if (isConstraint(error) && group.length > 0) return separate(group, along, error);
      logFault(error);
      shut();
      turnAway([...group, ...waiting], [...along, ...riders]);
      waiting = [];
      riders = [];
    }
  }

  /** One batch cannot be written: it must not take the others down with it. */
  async function separate(
    group: readonly Waiting[],
    along: readonly Rider[],
    error: unknown
  ): Promise<void> {
    turnAway([], along);
    const [only] = group;
    if (only && group.length === 1) {
      return only.answer(
        error instanceof DocumentFrozen ? { kind: 'frozen' } : { kind: 'rejected', error }
      );
    }
    for (const each of group) await write([each], []);
  }

  function turnAway(group: readonly Waiting[], along: readonly Rider[]): void {
    for (const { answer } of group) answer({ kind: 'failing' });
    for (const { answer } of along) answer(false);
  }

  function shut(): void {
    failing = true;
    listeners.forEach((listener) => listener(true));
    callOffProbe = timers.after(PROBE_EVERY, () => void probe());
  }

  async function probe(): Promise<void> {
    try {
      await probeWriting(db);
    } catch {
      if (!isClosed) callOffProbe = timers.after(PROBE_EVERY, () => void probe());
      return;
    }
    failing = false;
    listeners.forEach((listener) => listener(false));
  }

  return {
    commit,
    project,
    isFailing: () => failing,
    onChange: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true;
      callOffProbe?.();
      callOffRide?.();
      callOffRide = undefined;
      running ??= drain();
      await running;
    }
  };
}

const isConstraint = (error: unknown): boolean =>
  error instanceof WriterTaken ||
  error instanceof DocumentFrozen ||
  (error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_CONSTRAINT'));
