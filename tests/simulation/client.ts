/**
 * One tab: a real Y.Doc, the product's own account of what is saved, and the protocol as the stock
 * provider and `document-link.ts` speak it, over a wire instead of a WebSocket.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { acknowledgedSocket } from '#lib/live/acknowledged-socket.ts';
import { EditLedger } from '#lib/live/edit-ledger.ts';
import { StorageWatch } from '#lib/live/storage-watch.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { editRefusalOf, MESSAGE, SYNC, type EditRefusal } from '#protocol/document-frame.ts';
import { awarenessFrame } from '#server/sync/frames.ts';
import type { Figure, Place } from './fixture.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';
import { BROKEN, type Wire } from './wire.ts';

export type ClientNeeds = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly openWire: (client: SimulatedClient) => Wire;
  readonly log: (what: string) => void;
  /** The tab says, or stops saying, that everything is saved. */
  readonly saved: (client: SimulatedClient) => void;
  /** The storage went back: nothing of this document may be sent any more. */
  readonly parted: (client: SimulatedClient) => void;
  /** The server closed it for good. */
  readonly turnedAway: (client: SimulatedClient, code: number) => void;
};

const FINAL: readonly number[] = [
  CLOSE_CODE.malformed,
  CLOSE_CODE.signedOut,
  CLOSE_CODE.accessEnded,
  CLOSE_CODE.notFound,
  CLOSE_CODE.locked,
  CLOSE_CODE.tooLarge
];

export class SimulatedClient {
  readonly label: string;
  readonly figure: Figure;
  readonly place: Place;
  readonly doc: Y.Doc;
  readonly ledger = new EditLedger();
  readonly #storage: StorageWatch;
  sessionId: string;
  mayWrite = false;
  /** Wants to be connected; false while it is offline on purpose, or gone. */
  isWanted = false;
  isClosed = false;
  closedWith: number | null = null;
  isSynced = false;
  wire: Wire | null = null;
  readonly #needs: ClientNeeds;
  #socket: { send: (frame: Uint8Array<ArrayBuffer>) => void } | null = null;
  #isConnected = false;
  #refusal: EditRefusal | null = null;
  #attempts = 0;
  #awarenessClock = 0;
  #callOffRetry: () => void = () => {};

  constructor(
    label: string,
    about: { figure: Figure; place: Place; sessionId: string },
    needs: ClientNeeds
  ) {
    this.label = label;
    this.figure = about.figure;
    this.place = about.place;
    this.sessionId = about.sessionId;
    this.#needs = needs;
    this.doc = new Y.Doc();
    this.doc.clientID = 1 + needs.random.below(0xfffffff0);
    this.doc.getXmlFragment('text');
    this.#storage = new StorageWatch(this.doc);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      if (this.#isConnected) this.#send(encodeWith((to) => sync.writeUpdate(to, update)));
      this.ledger.edited(needs.time.now);
    });
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** What its person reads of a refusal, while there is one. */
  get refusal(): EditRefusal | null {
    return this.#refusal;
  }

  connect(): void {
    this.#callOffRetry();
    if (this.isClosed || this.wire) return;
    this.isWanted = true;
    if (this.closedWith !== null && this.closedWith !== CLOSE_CODE.signedOut) return;
    this.closedWith = null;
    const wire = this.#needs.openWire(this);
    this.wire = wire;
    this.#socket = this.#socketOver(wire);
  }

  /** Leaves the server alone; what is typed stays in the tab. */
  disconnect(): void {
    this.isWanted = false;
    this.#callOffRetry();
    this.wire?.leave();
    this.#lost();
  }

  /** The tab is closed, or its machine is gone. */
  destroy(): void {
    this.disconnect();
    this.isClosed = true;
    this.doc.destroy();
  }

  /** What a wire of this tab hands up; `wire` is told apart from one given up before. */
  endOf(wire: () => Wire | null) {
    const isPresent = () => !this.isClosed && this.wire !== null && this.wire === wire();
    return {
      opened: () => isPresent() && this.#opened(),
      heard: (message: Uint8Array) => isPresent() && this.#heard(message),
      closed: (code: number) => isPresent() && this.#closedBy(code)
    };
  }

  /** A frame as it stands, for those who forge. */
  sendRaw(frame: Uint8Array): void {
    this.wire?.send(frame);
  }

  #socketOver(wire: Wire) {
    class WireSocket {
      send(frame: Uint8Array): void {
        wire.send(frame);
      }
    }
    const Socket = acknowledgedSocket(
      // Of a WebSocket it needs only this much.
      WireSocket as unknown as typeof WebSocket,
      this.doc.clientID,
      {
        maySend: () => this.#storage.isKnown,
        begin: () => {
          this.ledger.begin();
          this.#storage.begin();
        },
        sent: (isWhole) => {
          this.ledger.sent(isWhole);
          this.#storage.sent();
        }
      }
    );
    return new Socket('');
  }

  #opened(): void {
    this.#isConnected = true;
    this.#send(encodeWith((to) => sync.writeSyncStep1(to, this.doc)));
    this.#awarenessClock += 1;
    const state = { user: { name: 'somebody else' }, cursor: null };
    const entry = { clientId: this.doc.clientID, clock: this.#awarenessClock, state };
    this.#send(new Uint8Array(awarenessFrame([entry])));
  }

  #heard(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        return this.#synchronise(decoder);
      case MESSAGE.storage:
        if (this.#storage.isOther(decoding.readVarString(decoder))) this.#part();
        return;
      case MESSAGE.acknowledged:
        return this.#acknowledged(decoding.readVarUint(decoder));
      case MESSAGE.refused:
        this.#refusal = editRefusalOf(decoding.readVarString(decoder)) ?? this.#refusal;
        return;
      case MESSAGE.rights:
        this.mayWrite = decoding.readVarUint(decoder) === 1;
        if (this.mayWrite) this.#refusal = null;
    }
  }

  /** At once, before another frame is read. */
  #part(): void {
    this.disconnect();
    this.#needs.parted(this);
  }

  #synchronise(decoder: decoding.Decoder): void {
    const vector = vectorIn(decoder);
    if (vector && this.#storage.hasGoneBack(vector)) return this.#part();
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, MESSAGE.sync);
    const kind = sync.readSyncMessage(decoder, encoder, this.doc, this);
    if (encoding.length(encoder) > 1) this.#send(encoding.toUint8Array(encoder));
    if (kind === sync.messageYjsSyncStep2) this.isSynced = true;
  }

  #acknowledged(count: number): void {
    const had = this.ledger.pending;
    this.ledger.acknowledged(count);
    this.#storage.acknowledged(count);
    if (this.ledger.isConfirmed) {
      this.#attempts = 0;
    }
    if (this.ledger.isConfirmed && this.ledger.pending === 0) this.#needs.saved(this);
    if (had > this.ledger.pending) this.#needs.log(`${this.label} has ${had} acknowledged`);
  }

  #closedBy(code: number): void {
    this.#lost();
    if (FINAL.includes(code)) {
      this.closedWith = code;
      this.mayWrite = false;
      this.#needs.turnedAway(this, code);
      return;
    }
    this.#needs.log(`${this.label} lost its line (${code === BROKEN ? 'broken' : code})`);
    const span = Math.min(15_000, 500 * 2 ** this.#attempts) - 250;
    this.#attempts += 1;
    if (!this.isWanted) return;
    this.#callOffRetry = this.#needs.time.after(500 + this.#needs.random.next() * span, () =>
      this.connect()
    );
  }

  #lost(): void {
    this.wire = null;
    this.#socket = null;
    this.isSynced = false;
    if (!this.#isConnected) return;
    this.#isConnected = false;
    this.ledger.lost();
    if (this.#refusal === 'cannot-save') this.#refusal = null;
  }

  #send(frame: Uint8Array<ArrayBuffer>): void {
    this.#socket?.send(frame);
  }
}

/** The state vector in a sync message, if that is what it holds; the decoder stays where it is. */
function vectorIn({ arr, pos }: decoding.Decoder): Uint8Array | undefined {
  const decoder = decoding.createDecoder(arr.subarray(pos));
  if (decoding.readVarUint(decoder) !== SYNC.step1) return undefined;
  return decoding.readVarUint8Array(decoder);
}

function encodeWith(write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.sync);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
