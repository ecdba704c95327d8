/**
 * Who is here and where their cursor is. Nothing of what a client says about itself is passed on
 * but the position of its cursor: name and role come from the session. y-protocols would let any
 * client rename, move or remove any other. Changes go out together ten times a second at most:
 * a stock client sends back every change it hears, so each frame costs one from every connection.
 * Those echoes are known by their clocks and go no further: heard as news, they would put people
 * back where they were, and be answered with a frame that is echoed again.
 */
import type { Person } from './document-connection.ts';
import { awarenessFrame, readOnlyEntry, type AwarenessEntry } from './frames.ts';
import { readCursor, type Cursor } from './cursor.ts';
import type { Timers } from './timers.ts';

const ENTRY_LIMIT = 2048;
const PAUSE = 100;
/** Where edits are made, presence waits so much longer for one to go along with. */
const PATIENCE = 50;
/** Among so few, every edit takes along where its author stands: few come back as echoes. */
const FEW = 20;
/** Clients forget who was silent for 30 s, and the timers of a tab in the background may sleep longer. */
const RENEW_EVERY = 10_000;
/** Our clocks are multiples of this; a client counts on from the last of them one by one. */
const STEP = 1000;

/** More than come and go while a room is open; somebody who makes up ids must not fill our memory. */
const CLAIMS_KEPT = 20_000;

/** A connection as presence knows it. */
export type Attendant = { readonly person: Person };

export type PresenceNews<A> = {
  readonly frame: Uint8Array;
  /** Whom alone it is about, who need not be told; undefined where it is about several. */
  readonly only: A | undefined;
};

export type Awareness<A extends Attendant> = {
  readonly hear: (attendant: A, update: Uint8Array) => void;
  readonly leave: (attendant: A) => void;
  /** Tells somebody, soon, who is here now: those who come together are told together. */
  readonly greet: (attendant: A) => void;
  /**
   * What is waiting to be told, for whoever is about to send something to so many anyway; null for
   * nothing, or not yet.
   */
  readonly takeChanges: (receivers: number) => PresenceNews<A> | null;
  /** The first person who was here under this id, for as long as the room is open. */
  readonly claimedBy: (clientId: number) => string | undefined;
  readonly stop: () => void;
};

type Presence<A> = { readonly attendant: A; cursor: Cursor | null; clock: number };

export function makeAwareness<A extends Attendant>({
  timers,
  epoch,
  ownerOf,
  tell
}: {
  timers: Timers;
  /** Milliseconds since 1970. Clients remember clocks over a restart of ours, so ours must not begin again. */
  epoch: () => number;
  /** Whose a client is in this document; undefined when nobody has written under it. */
  ownerOf: (clientId: number) => string | undefined;
  /** To everybody, or to these. */
  tell: (frame: Uint8Array, to?: ReadonlySet<A>) => void;
}): Awareness<A> {
  const here = new Map<number, Presence<A>>();
  /** Under which id each of them is here. */
  const ids = new Map<A, number>();
  /** Whose each id is that somebody has been here under, the earliest first. */
  const claims = new Map<number, string>();
  const changed = new Map<number, AwarenessEntry>();
  let newcomers = new Set<A>();
  let lastClock = 0;
  let toldAt = -Infinity;
  let callOff: (() => void) | undefined;
  let callOffRenewal: (() => void) | undefined;

  function hear(attendant: A, update: Uint8Array): void {
    // Clients speak of themselves in a message of its own; only echoes speak of several.
    const entry = readOnlyEntry(update);
    if (!entry || entry.json.length > ENTRY_LIMIT || isEcho(attendant, entry.clock)) return;
    const state = readState(entry.json);
    if (state === undefined) return;
    const isOwn = ids.get(attendant) === entry.clientId;
    if (state === null) {
      if (isOwn) remove(entry.clientId);
    } else if (isOwn || mayClaim(attendant, entry.clientId)) {
      // They stay a newcomer: who was here before them is still to be told.
      const former = ids.get(attendant);
      if (former !== undefined && !isOwn) remove(former);
      put(entry.clientId, attendant, readCursor(state));
    }
  }

  /** Whoever comes back on a new connection brings the last clock they heard too, but is not here yet. */
  const isEcho = (attendant: A, clock: number): boolean => clock % STEP === 0 && ids.has(attendant);

  /** An id that nobody else has been here under, and under which nobody else has written. */
  const mayClaim = ({ person }: A, clientId: number): boolean =>
    [claims.get(clientId), ownerOf(clientId)].every(
      (id) => id === undefined || id === person.personId
    );

  function claim(clientId: number, { person }: A): void {
    if (claims.has(clientId)) return;
    claims.set(clientId, person.personId);
    const [earliest] = claims.keys();
    if (claims.size > CLAIMS_KEPT && earliest !== undefined) claims.delete(earliest);
  }

  function put(clientId: number, attendant: A, cursor: Cursor | null): void {
    const presence = { attendant, cursor, clock: nextClock() };
    // A person's new connection takes over the id of the old one.
    const former = here.get(clientId)?.attendant;
    if (former && former !== attendant) ids.delete(former);
    here.set(clientId, presence);
    ids.set(attendant, clientId);
    claim(clientId, attendant);
    change(entryOf(clientId, presence));
    callOffRenewal ??= timers.after(RENEW_EVERY, renew);
  }

  function renew(): void {
    callOffRenewal = undefined;
    for (const [clientId, { attendant, cursor }] of [...here]) put(clientId, attendant, cursor);
  }

  function remove(clientId: number): void {
    const presence = here.get(clientId);
    if (presence) ids.delete(presence.attendant);
    here.delete(clientId);
    change({ clientId, clock: nextClock(), state: null });
  }

  function leave(attendant: A): void {
    newcomers.delete(attendant);
    const clientId = ids.get(attendant);
    if (clientId !== undefined) remove(clientId);
  }

  function nextClock(): number {
    lastClock = Math.max(lastClock + STEP, epoch() * STEP);
    return lastClock;
  }

  function change(entry: AwarenessEntry): void {
    changed.set(entry.clientId, entry);
    tellSoon();
  }

  function greet(attendant: A): void {
    newcomers.add(attendant);
    tellSoon();
  }

  function tellSoon(): void {
    const wait = timers.now() - toldAt < PAUSE ? PAUSE + PATIENCE : PATIENCE;
    callOff ??= timers.after(wait, () => {
      callOff = undefined;
      const frame = changesFrame();
      if (frame) tell(frame);
      welcome();
    });
  }

  function callOffTelling(): void {
    callOff?.();
    callOff = undefined;
  }

  /** Under fresh clocks: who comes back has heard the old ones, and would take them for what is gone. */
  function welcome(): void {
    if (newcomers.size === 0) return;
    const clock = nextClock();
    tell(
      awarenessFrame([...here].map(([id, presence]) => ({ ...entryOf(id, presence), clock }))),
      newcomers
    );
    newcomers = new Set();
  }

  function takeChanges(receivers: number): PresenceNews<A> | null {
    if (receivers > FEW && timers.now() - toldAt < PAUSE) return null;
    const [only, ...more] = changed.keys();
    const about = only === undefined || more.length > 0 ? undefined : here.get(only)?.attendant;
    const frame = changesFrame();
    // Nothing is left to be told: to wake up for it once an edit is dear in a quiet room.
    if (newcomers.size === 0) callOffTelling();
    return frame && { frame, only: about };
  }

  function changesFrame(): Uint8Array | null {
    if (changed.size === 0) return null;
    toldAt = timers.now();
    const entries = [...changed.values()];
    changed.clear();
    return awarenessFrame(entries);
  }

  return {
    hear,
    leave,
    greet,
    takeChanges,
    claimedBy: (clientId) => claims.get(clientId),
    stop: () => {
      callOffTelling();
      callOffRenewal?.();
    }
  };
}

const entryOf = <A extends Attendant>(
  clientId: number,
  { attendant, cursor, clock }: Presence<A>
): AwarenessEntry => {
  const { personId, name, role } = attendant.person;
  return { clientId, clock, state: { user: { id: personId, name, role }, cursor } };
};

/** The state as JSON says it: an object, null for "gone", undefined for anything else. */
function readState(json: string): object | null | undefined {
  try {
    const state: unknown = JSON.parse(json);
    return typeof state === 'object' ? state : undefined;
  } catch {
    return undefined;
  }
}
