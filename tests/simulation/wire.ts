/**
 * The network between one client and the server: each direction in order, with a delay by chance
 * that differs between wires; broken, half open (nothing arrives, nobody is told) or not read.
 */
import { Parcel } from '#server/sync/parcel.ts';
import type { Line } from '#server/sync/line.ts';
import type { Guest } from '#server/sync/reception.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

export type ClientEnd = {
  readonly opened: () => void;
  readonly heard: (message: Uint8Array) => void;
  readonly closed: (code: number) => void;
};

export type WireWatch = {
  /** The server is about to send: one parcel of one or more messages. */
  readonly sends: (wire: Wire) => void;
  readonly sent: (wire: Wire, message: Uint8Array) => void;
  readonly received: (wire: Wire, message: Uint8Array) => void;
};

/** RFC 6455: the line broke without a word. */
export const BROKEN = 1006;
const SERVER_GIVES_UP = 30_000;
/** After so much silence the stock client takes the server for dead. */
const CLIENT_GIVES_UP = 30_000;

export class Wire {
  readonly client: ClientEnd;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #watch: WireWatch;
  #guest: Guest | null = null;
  #isBroken = false;
  #isHalfOpen = false;
  #isClosedByServer = false;
  #isGone = false;
  #isClientDone = false;
  #isPaused = false;
  #waitingAtServer: Uint8Array[] = [];
  #nextToServer = 0;
  #nextToClient = 0;
  /** Not read by the client: what was sent waits here. */
  #unread: (() => void)[] | null = null;
  #queued = 0;
  /** How much one byte that is not read counts: small documents must be able to fill a line. */
  #weight = 1;

  constructor(client: ClientEnd, time: VirtualTime, random: Random, watch: WireWatch) {
    this.client = client;
    this.#time = time;
    this.#random = random;
    this.#watch = watch;
  }

  get isOpen(): boolean {
    return this.#guest !== null && !this.#isGone;
  }

  /** The server sends to it still. */
  get isServed(): boolean {
    return this.isOpen && !this.#isBroken && !this.#isClosedByServer;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  get backlog(): number {
    return this.#queued * this.#weight;
  }

  /** The server takes the client in. */
  accepted(guest: Guest): void {
    this.#guest = guest;
    this.#toClient(() => this.client.opened());
  }

  /** Turned away before it was let in. */
  turnedAway(code: number): void {
    this.#isGone = true;
    this.#toClient(() => this.#clientDone(code));
  }

  send(message: Uint8Array): void {
    if (this.#isBroken || this.#isHalfOpen || this.#isClientDone) return;
    const at = Math.max(this.#nextToServer, this.#time.now + this.#delay());
    this.#nextToServer = at;
    this.#time.after(at - this.#time.now, () => {
      if (this.#isBroken || this.#isHalfOpen || this.#isGone) return;
      if (this.#isPaused) this.#waitingAtServer.push(message);
      else this.#hand(message);
    });
  }

  /** The client closes: what it has sent arrives first. */
  leave(): void {
    if (this.#isClientDone) return;
    this.#isClientDone = true;
    const at = Math.max(this.#nextToServer, this.#time.now + this.#delay());
    this.#time.after(at - this.#time.now, () => this.#gone());
  }

  /** The line breaks; what is on its way is lost, and each end hears of it in its own time. */
  cut(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#time.after(this.#delay(), () => this.#gone());
    this.#time.after(this.#delay(), () => this.#clientDone(BROKEN));
  }

  /** Nothing arrives any more in either direction, until somebody gives up. */
  fallSilent(): void {
    this.#isHalfOpen = true;
    this.#time.after(CLIENT_GIVES_UP, () => this.#clientDone(BROKEN));
    this.#time.after(this.#random.below(2 * CLIENT_GIVES_UP), () => this.#gone());
  }

  /** The server's machine is gone; what it had sent may still arrive. */
  serverDied(): void {
    this.#isGone = true;
    if (this.#random.chance(0.5)) this.cut();
    else this.#toClient(() => this.#clientDone(BROKEN));
  }

  stopReading(weight: number): void {
    this.#unread ??= [];
    this.#weight = weight;
  }

  readAgain(): void {
    const unread = this.#unread ?? [];
    this.#unread = null;
    this.#weight = 1;
    for (const arrive of unread) arrive();
  }

  readonly line: Line = {
    send: (parcel) => this.#serverSends(parcel),
    close: (code) => {
      if (this.#isBroken || this.#isClosedByServer) return;
      this.#isClosedByServer = true;
      this.#toClient(() => this.#clientDone(code));
      this.#time.after(SERVER_GIVES_UP, () => this.#gone());
    },
    drop: () => this.cut(),
    backlog: () => this.backlog,
    pause: () => {
      this.#isPaused = true;
    },
    resume: () => {
      this.#isPaused = false;
      this.#handWaiting();
    }
  };

  #serverSends(parcel: Parcel): void {
    if (this.#isBroken || this.#isClosedByServer || this.#isGone) return;
    this.#watch.sends(this);
    for (const message of parcel.messages) {
      this.#watch.sent(this, message);
      this.#queued += message.length;
      this.#toClient(() => {
        this.#queued -= message.length;
        if (!this.#isClientDone) this.client.heard(message);
      });
    }
  }

  #toClient(arrive: () => void): void {
    const at = Math.max(this.#nextToClient, this.#time.now + this.#delay());
    this.#nextToClient = at;
    this.#time.after(at - this.#time.now, () => {
      if (this.#isBroken || this.#isHalfOpen) return;
      if (this.#unread) this.#unread.push(arrive);
      else arrive();
    });
  }

  #hand(message: Uint8Array): void {
    this.#watch.received(this, message);
    this.#guest?.hear(message);
  }

  #handWaiting(): void {
    this.#time.after(0, () => {
      while (!this.#isPaused && !this.#isBroken && this.#waitingAtServer.length > 0) {
        const message = this.#waitingAtServer.shift();
        if (message) this.#hand(message);
      }
    });
  }

  #clientDone(code: number): void {
    if (this.#isClientDone) return;
    this.#isClientDone = true;
    this.client.closed(code);
    if (!this.#isBroken) this.#time.after(this.#delay(), () => this.#gone());
  }

  #gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#isBroken = true;
    this.#guest?.gone();
  }

  /** Mostly quick, now and then as slow as a train in a tunnel. */
  #delay(): number {
    return this.#random.chance(0.05) ? this.#random.below(1500) : 1 + this.#random.below(40);
  }
}
