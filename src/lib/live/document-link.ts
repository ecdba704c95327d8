/**
 * One shared document over the stock y-websocket provider: reconnecting with jitter, listening to
 * our own frames, and keeping account of what is saved. One Y.Doc, and so one writer's id, for as
 * long as the tab has the document open.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CLOSE_CODE, epochIn } from '#protocol/close-code.ts';
import { editRefusalOf, MESSAGE, SYNC, type EditRefusal } from '#protocol/document-frame.ts';
import { DOCUMENT_LIMIT, parseDocumentName } from '#protocol/documents.ts';
import { acknowledgedSocket, type SentLedger } from './acknowledged-socket.ts';
import { backOff } from './back-off.ts';
import { EditLedger } from './edit-ledger.ts';
import { QUIET, QuietCheck } from './quiet-check.ts';
import { saveStateOf, type SaveState } from './save-state.ts';
import { StorageWatch } from './storage-watch.ts';

/** The storage went back to an earlier copy, or what is shown here had parted from what is stored. */
export type Parting = 'restored' | 'differs';

export type LinkNeeds = {
  /** `wss://host/yjs` */
  readonly address: string;
  readonly Socket: typeof WebSocket;
  readonly onChange: () => void;
  /** The server will not have this connection again; the code says why (`close-code.ts`). */
  readonly onClosed: (code: number) => void;
  /** This document must not be sent or shown any more: the server is to be asked for it anew. */
  readonly onParted: (why: Parting) => void;
  /** Whether to compare with the server at all; milliseconds of quiet before, for tests. */
  readonly compares?: boolean;
  readonly quiet?: number;
  /** Added to the address, for tests. */
  readonly params?: Record<string, string>;
};

/** The part of a document's limit from which its writers are warned. */
const NEARLY = 0.8;
/** What ws itself answers a frame over its own limit with. */
const MESSAGE_TOO_BIG = 1009;

/** Closed for good: the server has decided, and would decide so again. */
const FINAL: readonly number[] = [
  CLOSE_CODE.malformed,
  CLOSE_CODE.signedOut,
  CLOSE_CODE.accessEnded,
  CLOSE_CODE.notFound,
  CLOSE_CODE.locked,
  CLOSE_CODE.tooLarge
];

export class DocumentLink {
  readonly doc = new Y.Doc();
  readonly awareness: Awareness;
  mayWrite = false;
  readonly #needs: LinkNeeds;
  readonly #provider: WebsocketProvider;
  readonly #ledger = new EditLedger();
  readonly #storage = new StorageWatch(this.doc);
  readonly #quiet: QuietCheck | null;
  /** It has been found nearly as long as a document can be. */
  isNearlyFull = false;
  #hasParted = false;
  #refusal: EditRefusal | null = null;
  #closedWith: number | null = null;
  #savedAt: string | null = null;
  #disconnectedAt: number | null = null;
  #attempts = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(name: string, needs: LinkNeeds) {
    this.#needs = needs;
    this.#provider = new WebsocketProvider(needs.address, name, this.doc, {
      connect: false,
      // Tabs of one browser may be signed in as different people: everything goes through the server.
      disableBc: true,
      params: needs.params ?? {},
      WebSocketPolyfill: acknowledgedSocket(needs.Socket, this.doc.clientID, this.#account()),
      // It would try again by a schedule without chance in it: it hands every close to us instead.
      shouldReconnect: () => false
    });
    this.awareness = this.#provider.awareness;
    this.#quiet = this.#quietCheck(name);
    this.#listen();
    this.#provider.connect();
  }

  get pending(): number {
    return this.#ledger.pending;
  }

  /** It holds what the server has. */
  get isLoaded(): boolean {
    return this.#provider.synced;
  }

  saveState(): SaveState {
    const { pending, carried, oldestPendingAt, isConfirmed } = this.#ledger;
    return saveStateOf({
      isConnected: this.#provider.wsconnected,
      isConfirmed,
      pending,
      carried,
      oldestPendingAt,
      disconnectedAt: this.#disconnectedAt,
      now: performance.now(),
      savedAt: this.#savedAt,
      refusal: this.#refusal,
      closedWith: this.#closedWith
    });
  }

  /**
   * Drops the connection and makes another: after sleep, a socket that looks open may be dead; and
   * somebody who was signed out may have signed in again in another tab.
   */
  renew(): void {
    if (this.#hasParted) return;
    if (this.#closedWith !== null && this.#closedWith !== CLOSE_CODE.signedOut) return;
    this.#closedWith = null;
    this.#callOffRetry();
    this.#provider.disconnect();
    this.#provider.connect();
  }

  /** Tries again now, where it was waiting to. */
  hurry(): void {
    if (this.#retry === undefined) return;
    this.#callOffRetry();
    this.#provider.connect();
  }

  destroy(): void {
    this.#callOffRetry();
    this.#quiet?.stop();
    this.#provider.destroy();
    this.doc.destroy();
  }

  #callOffRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  #listen(): void {
    const provider = this.#provider;
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      this.#quiet?.changed();
      if (origin === provider) return;
      this.#ledger.edited(performance.now());
      this.#needs.onChange();
    });
    provider.on('status', ({ status }) => {
      if (status === 'disconnected') this.#lost();
      this.#needs.onChange();
    });
    provider.on('sync', () => this.#needs.onChange());
    provider.on('closed', ({ code, reason }) => this.#closed(code, reason));
    provider.messageHandlers[MESSAGE.storage] = (_encoder, decoder) => {
      if (this.#storage.isOther(decoding.readVarString(decoder))) this.#part('restored');
    };
    const sync = provider.messageHandlers[MESSAGE.sync];
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
      const vector = vectorIn(decoder);
      if (vector && this.#storage.hasGoneBack(vector)) this.#part('restored');
      else sync?.(encoder, decoder, ...rest);
    };
    provider.messageHandlers[MESSAGE.digest] = (_encoder, decoder) =>
      this.#quiet?.asked(decoding.readVarUint(decoder));
    provider.messageHandlers[MESSAGE.differs] = () => this.#part('differs');
    provider.messageHandlers[MESSAGE.acknowledged] = (_encoder, decoder) =>
      this.#acknowledged(decoding.readVarUint(decoder));
    provider.messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
      this.#refusal = editRefusalOf(decoding.readVarString(decoder)) ?? this.#refusal;
      this.#needs.onChange();
    };
    provider.messageHandlers[MESSAGE.rights] = (_encoder, decoder) => {
      this.mayWrite = decoding.readVarUint(decoder) === 1;
      if (this.mayWrite) this.#refusal = null;
      this.#needs.onChange();
    };
  }

  #acknowledged(count: number): void {
    const had = this.#ledger.pending;
    this.#ledger.acknowledged(count);
    this.#storage.acknowledged(count);
    if (had > 0 && this.#ledger.pending === 0) this.#savedAt = new Date().toISOString();
    if (this.#ledger.isConfirmed) {
      // All of it was taken in the end: a document that was full has been shortened.
      if (this.pending === 0 && this.#refusal === 'document-full') this.#refusal = null;
      this.#attempts = 0;
      this.#disconnectedAt = null;
    }
    this.#needs.onChange();
  }

  #account(): SentLedger {
    return {
      maySend: () => this.#storage.isKnown,
      begin: () => {
        this.#ledger.begin();
        this.#storage.begin();
      },
      sent: (isWhole) => {
        this.#ledger.sent(isWhole);
        this.#storage.sent();
      }
    };
  }

  #quietCheck(name: string): QuietCheck | null {
    const { quiet = QUIET, compares = true } = this.#needs;
    const kind = parseDocumentName(name)?.kind;
    if (!kind) return null;
    return new QuietCheck({
      kind,
      doc: this.doc,
      after: quiet,
      isSettled: () => compares && this.isLoaded && this.#ledger.isConfirmed && this.pending === 0,
      send: (number, digest) => this.#provider.ws?.send(digestFrame(number, digest)),
      onMeasured: (bytes) => {
        this.isNearlyFull = bytes > DOCUMENT_LIMIT * NEARLY;
        this.#needs.onChange();
      }
    });
  }

  /** At once, before another frame is read: nothing may go out any more. */
  #part(why: Parting): void {
    if (this.#hasParted) return;
    this.#hasParted = true;
    this.mayWrite = false;
    this.#callOffRetry();
    this.#quiet?.stop();
    this.#provider.disconnect();
    this.#needs.onParted(why);
  }

  #lost(): void {
    this.#ledger.lost();
    this.#disconnectedAt ??= performance.now();
    // What the server could not do on the last connection it may be able to do on the next.
    if (this.#refusal === 'cannot-save') this.#refusal = null;
  }

  #closed(code: number, reason: string): void {
    const epoch = epochIn(reason);
    if (epoch !== undefined && this.#storage.isOther(epoch)) return this.#part('restored');
    if (FINAL.includes(code) || code === MESSAGE_TOO_BIG) {
      this.#closedWith = code === MESSAGE_TOO_BIG ? CLOSE_CODE.tooLarge : code;
      this.mayWrite = false;
      this.#needs.onClosed(this.#closedWith);
    } else {
      this.#disconnectedAt ??= performance.now();
      this.#retry = setTimeout(() => this.hurry(), backOff(this.#attempts, Math.random()));
      this.#attempts += 1;
    }
    this.#needs.onChange();
  }
}

/** The state vector in a sync message, if that is what it holds; the decoder stays where it is. */
function vectorIn({ arr, pos }: decoding.Decoder): Uint8Array | undefined {
  const decoder = decoding.createDecoder(arr.subarray(pos));
  return decoding.readVarUint(decoder) === SYNC.step1
    ? decoding.readVarUint8Array(decoder)
    : undefined;
}

const digestFrame = (number: number, digest: Uint8Array): Uint8Array<ArrayBuffer> =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.digest);
    encoding.writeVarUint(encoder, number);
    encoding.writeVarUint8Array(encoder, digest);
  });
