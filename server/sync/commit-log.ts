/**
 * Group commit: whatever arrives while one commit is under way goes into the next, all of it in one
 * transaction on disk (synchronous=FULL) before anybody is told. When a commit fails, everything in
 * it is rejected and the log stays shut, for later edits would stand on the lost ones (a smaller
 * insert does succeed after SQLITE_FULL); it opens when a probe reaches the disk again.
 */
import type { Clock } from '#server/clock.ts';
import type { Db } from '#server/store/database.ts';
import { appendUpdates, bindWriter, listFrozen, probeWriting } from '#server/store/documents.ts';
import type { Timers } from './timers.ts';

/** The edits of one document that stand or fall together. */
export type Batch = {
  readonly name: string;
  readonly updates: readonly { readonly personId: string; readonly bytes: Uint8Array }[];
  /** Writers seen for the first time. */
  readonly writers: readonly { readonly clientId: number; readonly personId: string }[];
};

export type Committed =
  | { readonly kind: 'committed'; readonly seqs: readonly number[] }
  | { readonly kind: 'frozen' }
  /** The database will not have this batch, whatever else it takes. */
  | { readonly kind: 'rejected'; readonly error: unknown }
  /** Nothing can be written at the moment. */
  | { readonly kind: 'failing' };

export type CommitLog = {
  readonly commit: (batch: Batch) => Promise<Committed>;
  readonly isFailing: () => boolean;
  /** Told once each time writing stops or starts to work. */
  readonly onChange: (listener: (failing: boolean) => void) => void;
  /** Waits for what is under way. */
  readonly close: () => Promise<void>;
};

const PROBE_EVERY = 1000;

type Waiting = { readonly batch: Batch; readonly answer: (result: Committed) => void };

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
  const listeners: ((failing: boolean) => void)[] = [];
  let waiting: Waiting[] = [];
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

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // SQLite answers without going back to the event loop: give the other rooms their turn.
      await timers.turn();
      const group = waiting;
      waiting = [];
      await write(group);
    }
    running = undefined;
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await append(group.map(({ batch }) => batch));
      group.forEach(({ answer }, index) => answer(results[index] ?? { kind: 'failing' }));
    } catch (error) {
      if (isConstraint(error)) return separate(group, error);
      logFault(error);
      shut();
      for (const { answer } of [...group, ...waiting]) answer({ kind: 'failing' });
      waiting = [];
    }
  }

  /** One batch broke a constraint: it must not take the others down with it. */
  async function separate(group: readonly Waiting[], error: unknown): Promise<void> {
    const [only] = group;
    if (only && group.length === 1) return only.answer({ kind: 'rejected', error });
    for (const each of group) await write([each]);
  }

  function append(batches: readonly Batch[]): Promise<Committed[]> {
    return db.transaction().execute(async (trx) => {
      const at = clock();
      const names = batches.map(({ name }) => name);
      const frozen = await listFrozen(trx, names);
      const open = batches.filter(({ name }) => !frozen.includes(name));
      for (const { name, writers } of open) {
        for (const { clientId, personId } of writers) {
          if (!(await bindWriter(trx, name, clientId, personId))) throw new WriterTaken(name);
        }
      }
      const updates = open.flatMap(({ name, updates }) =>
        updates.map(({ personId, bytes }) => ({ name, personId, bytes, at }))
      );
      const seqs = (await appendUpdates(trx, updates)).values();
      return batches.map(({ name, updates }): Committed =>
        frozen.includes(name)
          ? { kind: 'frozen' }
          : { kind: 'committed', seqs: updates.map(() => seqs.next().value ?? 0) }
      );
    });
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
    isFailing: () => failing,
    onChange: (listener) => void listeners.push(listener),
    async close() {
      isClosed = true;
      callOffProbe?.();
      await running;
    }
  };
}

const isConstraint = (error: unknown): boolean =>
  error instanceof WriterTaken ||
  (error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('SQLITE_CONSTRAINT'));

class WriterTaken extends Error {
  override name = 'WriterTaken';
  constructor(document: string) {
    super(`a writer's id in ${document} belongs to somebody else`);
  }
}
