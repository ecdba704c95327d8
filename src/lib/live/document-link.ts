/**
 * One shared document over the stock y-websocket provider: reconnecting with jitter, listening to
 * our own frames, and keeping account of what is saved. One Y.Doc, and so one writer's id, for as
 * long as the tab has the document open.
 */
import * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { editRefusalOf, MESSAGE, type EditRefusal } from '#protocol/document-frame.ts';
import { acknowledgedSocket } from './acknowledged-socket.ts';
import { EditLedger } from './edit-ledger.ts';
import { saveStateOf, type SaveState } from './save-state.ts';

export type LinkNeeds = {
  /** `wss://host/yjs` */
  readonly address: string;
  readonly Socket: typeof WebSocket;
  readonly onChange: () => void;
  /** The server will not have this connection again; the code says why (`close-code.ts`). */
  readonly onClosed: (code: number) => void;
  /** Added to the address, for tests. */
  readonly params?: Record<string, string>;
};

/** Milliseconds between attempts: by chance, so that a restart is not met by everybody at once. */
const SHORTEST = 500;
const LONGEST = 15_000;
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
      maxBackoffTime: LONGEST,
      params: needs.params ?? {},
      WebSocketPolyfill: acknowledgedSocket(needs.Socket, this.doc.clientID, this.#ledger),
      // It would try again by a schedule without chance in it: it hands every close to us instead.
      shouldReconnect: () => false
    });
    this.awareness = this.#provider.awareness;
    this.#listen();
    this.#provider.connect();
  }

  get pending(): number {
    return this.#ledger.pending;
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
    if (this.#closedWith !== null && this.#closedWith !== CLOSE_CODE.signedOut) return;
    this.#closedWith = null;
    clearTimeout(this.#retry);
    this.#provider.disconnect();
    this.#provider.connect();
  }

  destroy(): void {
    clearTimeout(this.#retry);
    this.#provider.destroy();
    this.doc.destroy();
  }

  #listen(): void {
    const provider = this.#provider;
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === provider) return;
      this.#ledger.edited(performance.now());
      this.#needs.onChange();
    });
    provider.on('status', ({ status }) => {
      if (status === 'disconnected') this.#lost();
      this.#needs.onChange();
    });
    provider.on('closed', ({ code }) => this.#closed(code));
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
    if (had > 0 && this.#ledger.pending === 0) this.#savedAt = new Date().toISOString();
    if (this.#ledger.isConfirmed) {
      this.#attempts = 0;
      this.#disconnectedAt = null;
    }
    this.#needs.onChange();
  }

  #lost(): void {
    this.#ledger.lost();
    this.#disconnectedAt ??= performance.now();
    // What the server could not do on the last connection it may be able to do on the next.
    if (this.#refusal === 'cannot-save') this.#refusal = null;
  }

  #closed(code: number): void {
    if (FINAL.includes(code) || code === MESSAGE_TOO_BIG) {
      this.#closedWith = code === MESSAGE_TOO_BIG ? CLOSE_CODE.tooLarge : code;
      this.mayWrite = false;
      this.#needs.onClosed(this.#closedWith);
    } else {
      this.#disconnectedAt ??= performance.now();
      const span = Math.min(LONGEST, SHORTEST * 2 ** this.#attempts) - SHORTEST / 2;
      this.#attempts += 1;
      this.#retry = setTimeout(() => this.#provider.connect(), SHORTEST + Math.random() * span);
    }
    this.#needs.onChange();
  }
}
