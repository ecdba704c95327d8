/**
 * Holds everything the server says and keeps against what is on the disk and who has which right.
 * The first thing that is not as promised ends the simulation.
 */
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { readFrame } from '#server/sync/frames.ts';
import type { SimulatedClient } from './client.ts';
import type { Disk } from './disk.ts';
import { Durable, isWithin } from './durable.ts';
import type { Figure, Fixture, Place } from './fixture.ts';
import { FORGED } from './forgery.ts';
import type { Rights } from './rights.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Wire } from './wire.ts';

/** An edit judged before its author's right ended may reach the disk so much later. */
const UNDER_WAY = 100;
/** Past it nothing more is sent to a client that does not read, but for what is being sent. */
const BACKLOG_LIMIT = 4 * 1024 * 1024;
const OVER_THE_LIMIT = 8;

const PLACES: readonly Place[] = ['open', 'private'];

type Guest = {
  readonly client: SimulatedClient;
  readonly sessionId: string;
  readonly edits: Uint8Array[];
  acknowledged: number;
  /** Parcels one after another while it did not read. */
  sentOver: number;
  isToldToWrite: boolean;
  hasAsked: boolean;
  isFollowing: boolean;
};

export class Watch {
  readonly durable: Readonly<Record<Place, Durable>>;
  readonly signedOut = new Map<string, number>();
  broken: string | null = null;
  /** Milliseconds that the last commits took, and that edits under way have waited. */
  commitsTake = 0;
  /** Faults of the disk are logged until a while after it works again. */
  faultsExpectedUntil = -Infinity;
  readonly #time: VirtualTime;
  readonly #fixture: Fixture;
  readonly #rights: Rights;
  readonly #guests = new Map<Wire, Guest>();
  readonly #log: (what: string) => void;

  constructor(time: VirtualTime, fixture: Fixture, rights: Rights, log: (what: string) => void) {
    this.#time = time;
    this.#fixture = fixture;
    this.#rights = rights;
    this.#log = log;
    const { documents } = fixture;
    this.durable = { open: new Durable(documents.open), private: new Durable(documents.private) };
  }

  fail(what: string): void {
    if (this.broken !== null) return;
    this.broken = what;
    this.#log(`BROKEN: ${what}`);
  }

  admit(wire: Wire, client: SimulatedClient): void {
    const { sessionId } = client;
    const told = { isToldToWrite: false, hasAsked: false, isFollowing: false };
    const counts = { acknowledged: 0, sentOver: 0 };
    this.#guests.set(wire, { client, sessionId, edits: [], ...counts, ...told });
  }

  /** Answers whether it was an edit. */
  received(wire: Wire, message: Uint8Array): boolean {
    const guest = this.#guests.get(wire);
    const frame = readFrame(message);
    if (frame?.type === 'edit') guest?.edits.push(frame.update);
    if (guest && frame?.type === 'state-wanted') guest.hasAsked = true;
    return frame?.type === 'edit';
  }

  /** Rights that ended before `since` have ended on these lines too. */
  mustHaveHeard(wires: Iterable<Wire>, since: number): void {
    for (const wire of wires) {
      const guest = this.#guests.get(wire);
      if (!guest || !wire.isServed || wire.backlog > BACKLOG_LIMIT) continue;
      const { label, figure, place } = guest.client;
      const { lessSince } = this.#rights.standings[figure];
      const frozen = this.#rights.frozenSince.get(place) ?? -Infinity;
      if (!this.#rights.maySee(figure, place) && lessSince <= since) {
        this.fail(`${label} has a line a second after its right ended`);
      }
      const isReader = !this.#rights.mayWrite(figure, place);
      if (isReader && Math.max(lessSince, frozen) <= since && guest.isToldToWrite) {
        this.fail(`${label} is not told within a second that it may not write`);
      }
    }
  }

  sends(wire: Wire): void {
    const guest = this.#guests.get(wire);
    if (!guest) return;
    guest.sentOver = wire.backlog > BACKLOG_LIMIT ? guest.sentOver + 1 : 0;
    if (guest.sentOver > OVER_THE_LIMIT) {
      this.fail(`${guest.client.label} is sent what it does not read`);
    }
  }

  sent(wire: Wire, message: Uint8Array): void {
    const guest = this.#guests.get(wire);
    if (!guest) return this.fail('something was sent to nobody');
    const { label } = guest.client;
    const decoder = decoding.createDecoder(message);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.acknowledged) {
      return this.#acknowledges(guest, decoding.readVarUint(decoder));
    }
    if (type === MESSAGE.awareness && message.length > 3) this.#mayBeTold(guest, 'who is here');
    if (type === MESSAGE.rights) guest.isToldToWrite = decoding.readVarUint(decoder) === 1;
    if (type !== MESSAGE.sync) return;
    const step = decoding.readVarUint(decoder);
    if (step === SYNC.step1) return;
    this.#mayBeTold(guest, 'text');
    if (!guest.hasAsked) this.fail(`${label} is sent text before it asked for any`);
    if (step === SYNC.update && !guest.isFollowing) {
      this.fail(`${label} is sent a change before the text it changes`);
    }
    guest.isFollowing = true;
    const { doc } = this.durable[guest.client.place];
    if (!isWithin(decoding.readVarUint8Array(decoder), doc)) {
      this.fail(`${label} is shown what is not on the disk`);
    }
  }

  /** A commit has reached the disk. */
  committed(disk: Disk): void {
    for (const place of PLACES) {
      const { kept, wrong } = this.durable[place].read(disk);
      if (wrong) this.fail(`${place}: ${wrong}`);
      for (const { seq, personId, bytes, brings } of kept) {
        this.#log(`${place} ${seq} is on the disk`);
        if (Buffer.from(bytes).includes(FORGED)) this.fail(`${place} ${seq} is forged`);
        if (personId !== null) this.#mayHaveWritten(disk, place, { seq, personId, brings });
      }
    }
  }

  /** A server starts on what the last one left: nothing of it may be missing. */
  started(disk: Disk): void {
    for (const place of PLACES) {
      const wrong = this.durable[place].readAnew(disk);
      if (wrong) this.fail(`${place}: ${wrong}`);
    }
  }

  /** A server starts on an older backup: what came after it is gone, and that is known. */
  wentBack(disk: Disk): void {
    for (const place of PLACES) this.durable[place].readAnew(disk);
  }

  fault(error: unknown): void {
    if (this.#time.now <= this.faultsExpectedUntil) return;
    this.fail(`a fault was logged: ${String(error)} ${error instanceof Error ? error.stack : ''}`);
  }

  /** A tab says that everything is saved. */
  saved({ label, doc, place }: SimulatedClient): void {
    if (isWithin(Y.encodeStateAsUpdate(doc), this.durable[place].doc)) return;
    this.fail(`${label} says saved of what is not on the disk`);
  }

  #acknowledges(guest: Guest, count: number): void {
    const { client, edits } = guest;
    if (count > edits.length) {
      return this.fail(`${client.label} has ${count} acknowledged of ${edits.length}`);
    }
    // Whoever forges an answer to "send everything" has told the server that it was everything.
    if (client.figure === 'stranger') return;
    const { doc } = this.durable[client.place];
    for (const edit of edits.slice(guest.acknowledged, count)) {
      if (!isWithin(edit, doc))
        this.fail(`${client.label} has acknowledged what is not on the disk`);
    }
    guest.acknowledged = Math.max(guest.acknowledged, count);
  }

  #mayBeTold({ client, sessionId }: Guest, what: string): void {
    const { label, figure, place } = client;
    const { lessSince } = this.#rights.standings[figure];
    if (!this.#rights.maySee(figure, place) && this.#time.now > lessSince) {
      this.fail(`${label} is sent ${what} without the right to see it`);
    }
    if (this.#time.now > (this.signedOut.get(sessionId) ?? Infinity)) {
      this.fail(`${label} is sent ${what} after signing out`);
    }
  }

  #mayHaveWritten(
    disk: Disk,
    place: Place,
    { seq, personId, brings }: { seq: number; personId: string; brings: readonly number[] }
  ): void {
    const figure = this.#figureOf(personId);
    const { lessSince } = this.#rights.standings[figure];
    const since = Math.max(lessSince, this.#rights.frozenSince.get(place) ?? -Infinity);
    if (
      !this.#rights.mayWrite(figure, place) &&
      this.#time.now > since + UNDER_WAY + this.commitsTake
    ) {
      this.fail(`${place} ${seq} was kept of ${figure}, who may not write`);
    }
    const owner = disk.look<[string, number], { person: string }>(
      'select person_id as person from document_writer where document = ? and client_id = ?'
    );
    for (const client of brings) {
      if (owner.get(this.#fixture.documents[place], client)?.person !== personId) {
        this.fail(`${place} ${seq} was kept under a writer that is not ${figure}'s`);
      }
    }
  }

  #figureOf(personId: string): Figure {
    const entries = Object.entries(this.#fixture.people) as [Figure, string][];
    const [figure] = entries.find(([, id]) => id === personId) ?? [];
    if (!figure) throw new Error(`nobody has the id ${personId}`);
    return figure;
  }
}
