/**
 * One client of one document. It keeps no copy of it: it notes what came and when. A `stock` client
 * sends back every change of presence it hears, as the y-websocket provider from npm does and
 * Hocuspocus's own; a `product` client does not.
 */
import * as decoding from 'lib0/decoding';
import { SYNC } from '#protocol/document-frame.ts';
import { dialectOf, type Dialect, type Presence } from './protocol.ts';
import type { ServerProcess } from './server-process.ts';
import { openWire, type Wire } from './wire.ts';

export type Flavour = 'stock' | 'product';

export type ClientOptions = {
  readonly document: number;
  readonly person: number;
  readonly clientId: number;
  readonly flavour: Flavour;
  /** What it says it has, and sends when it is asked for what the server lacks: nothing, unless told. */
  readonly stateVector?: Uint8Array;
  readonly missing?: Uint8Array;
  /** The bytes are only lent. */
  readonly onUpdate?: (update: Buffer) => void;
  readonly onState?: (state: Buffer) => void;
  readonly onClose?: (code: number | undefined) => void;
};

/** A state vector of nothing, and an update of nothing. */
const NO_STATE = new Uint8Array([0]);
const NO_UPDATE = new Uint8Array([0, 0]);
/** The state every editor has before there is a cursor in it. */
const NAMED = { name: 'A member of the board', color: '#1d70b8' };

export class Client {
  readonly clientId: number;
  readonly #options: ClientOptions;
  readonly #dialect: Dialect;
  readonly #wire: Wire;
  readonly #clocks = new Map<number, number>();
  /** Update-bearing messages sent, and how many of them were acknowledged. */
  sent = 0;
  acknowledged = 0;
  isSynced = false;
  isClosed = false;

  constructor({ kind, entrance }: ServerProcess, options: ClientOptions) {
    const { document, person } = options;
    this.clientId = options.clientId;
    this.#options = options;
    this.#dialect = dialectOf(kind, entrance.names[document] ?? '');
    const path = entrance.paths[document] ?? '/';
    this.#wire = openWire(entrance.port, path, entrance.cookies[person] ?? null, {
      onOpen: () => this.#greet(),
      onMessage: (message) => this.#hear(message),
      onClose: (code) => {
        this.isClosed = true;
        options.onClose?.(code);
      }
    });
  }

  edit(update: Uint8Array): void {
    this.sent += 1;
    this.#wire.send(this.#dialect.sync(SYNC.update, update));
  }

  /** Says where its cursor is: behind the item at this clock of its own. */
  point(clock: number | null): void {
    const item = { client: this.clientId, clock };
    const position = { type: { client: this.clientId, clock: 0 }, tname: null, item, assoc: 0 };
    const cursor = clock === null ? null : { anchor: position, head: position };
    const next = (this.#clocks.get(this.clientId) ?? 0) + 1;
    this.#clocks.set(this.clientId, next);
    const json = JSON.stringify({ user: NAMED, cursor });
    this.#wire.send(this.#dialect.awareness([{ client: this.clientId, clock: next, json }]));
  }

  drop(): void {
    this.#wire.drop();
  }

  #greet(): void {
    const { greeting, sync } = this.#dialect;
    if (greeting) this.#wire.send(greeting);
    this.#wire.send(sync(SYNC.step1, this.#options.stateVector ?? NO_STATE));
    this.point(null);
  }

  #hear(message: Buffer): void {
    const heard = this.#dialect.read(message);
    switch (heard.kind) {
      case 'update':
        return this.#options.onUpdate?.(heard.bytes);
      case 'state':
        this.isSynced = true;
        return this.#options.onState?.(heard.bytes);
      case 'state-wanted':
        this.sent += 1;
        return this.#wire.send(this.#dialect.sync(SYNC.step2, this.#options.missing ?? NO_UPDATE));
      case 'acknowledged':
        this.acknowledged = heard.count ?? this.acknowledged + 1;
        return;
      case 'awareness':
        if (this.#options.flavour === 'stock') this.#echo(heard.bytes);
    }
  }

  /** What is news to it goes back, its own presence with the server's clock included. */
  #echo(update: Buffer): void {
    const news = readPresence(update).filter(
      ({ client, clock }) => clock > (this.#clocks.get(client) ?? -1)
    );
    if (news.length === 0) return;
    for (const { client, clock } of news) this.#clocks.set(client, clock);
    this.#wire.send(this.#dialect.awareness(news));
  }
}

/** Everybody in a room is sent the same bytes: they are read once. */
const lastRead = { bytes: Buffer.alloc(0), present: [] as readonly Presence[] };

function readPresence(update: Buffer): readonly Presence[] {
  if (lastRead.bytes.equals(update)) return lastRead.present;
  const decoder = decoding.createDecoder(update);
  const present = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    json: decoding.readVarString(decoder)
  }));
  lastRead.bytes = Buffer.from(update);
  lastRead.present = present;
  return present;
}
