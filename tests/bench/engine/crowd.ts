/**
 * The people of one room. Every edit of a typist is one step of that typist's clock, and every
 * message says which steps it brings, merged or not: so each receiver knows exactly which edits it
 * has seen, in order and without a gap, and when.
 */
import * as Y from 'yjs';
import { Client, type Flavour } from './client.ts';
import type { ServerProcess } from './server-process.ts';
import { Typist } from './typist.ts';
import { until } from './until.ts';

type Steps = { readonly typist: number; readonly from: number; readonly to: number };

export type Member = {
  readonly client: Client;
  /** Clock of each typist up to which this one has everything. */
  readonly seen: Int32Array;
  /** Which typist this one is, if any. */
  readonly self: number;
};

/** Messages in flight at once are few: more are forgotten and read again. */
const REMEMBERED = 256;

export class Crowd {
  readonly members: Member[] = [];
  readonly typists: Typist[] = [];
  /** Milliseconds from the key to each other screen, while `isMeasuring`. */
  delays: number[] = [];
  isMeasuring = false;
  #sinceMeasuring = 0;
  readonly #byClient = new Map<number, number>();
  readonly #read = new Map<string, readonly Steps[]>();

  constructor(
    server: ServerProcess,
    {
      document,
      firstPerson,
      size,
      typing,
      flavour
    }: { document: number; firstPerson: number; size: number; typing: number; flavour: Flavour }
  ) {
    for (let index = 0; index < size; index += 1) {
      const self = index < typing ? index : -1;
      const seen = new Int32Array(typing);
      const clientId = freshClientId();
      const hear = (update: Uint8Array) => this.#hear(update, seen, self);
      const client = new Client(server, {
        document,
        person: firstPerson + index,
        clientId,
        flavour,
        onUpdate: hear,
        onState: hear
      });
      this.members.push({ client, seen, self });
      if (self < 0) continue;
      this.#byClient.set(clientId, self);
      this.typists.push(new Typist(client));
    }
  }

  /** Waits until everybody is in, and has the paragraph that each typist begins. */
  async gather(): Promise<void> {
    await until(() => this.members.every(({ client }) => client.isSynced), 'everybody is in');
    for (const typist of this.typists) typist.begin();
    await until(() => this.missing() === 0, 'everybody has the first paragraphs', 30_000);
  }

  measure(): void {
    this.delays = [];
    this.#sinceMeasuring = performance.now();
    this.isMeasuring = true;
  }

  /** Edits that some other member has not seen yet, each counted once for each who has not. */
  missing(): number {
    let missing = 0;
    for (const { seen, self } of this.members) {
      this.typists.forEach(({ clock }, index) => {
        if (index !== self) missing += clock - (seen[index] ?? 0);
      });
    }
    return missing;
  }

  /** The clock of each typist that somebody else has been shown. */
  shown(): number[] {
    return this.typists.map((_typist, index) =>
      Math.max(
        ...this.members.filter(({ self }) => self !== index).map(({ seen }) => seen[index] ?? 0)
      )
    );
  }

  leave(): void {
    for (const typist of this.typists) typist.rest();
    for (const { client } of this.members) client.drop();
  }

  #hear(update: Uint8Array, seen: Int32Array, self: number): void {
    const now = performance.now();
    for (const { typist, from, to } of this.#stepsOf(update)) {
      const had = seen[typist] ?? 0;
      if (typist === self || to <= had) continue;
      if (from > had) throw new Error(`an edit was left out: ${had} to ${from}`);
      seen[typist] = to;
      if (this.isMeasuring) this.#note(typist, had, to, now);
    }
  }

  #note(typist: number, had: number, to: number, now: number): void {
    const typedAt = this.typists[typist]?.typedAt ?? [];
    for (let clock = had; clock < to; clock += 1) {
      const at = typedAt[clock] ?? 0;
      if (at >= this.#sinceMeasuring) this.delays.push(now - at);
    }
  }

  /** Everybody is sent the same bytes: they are read once. */
  #stepsOf(update: Uint8Array): readonly Steps[] {
    const key = Buffer.from(update.buffer, update.byteOffset, update.length).toString('latin1');
    const known = this.#read.get(key);
    if (known) return known;
    const { from, to } = Y.parseUpdateMeta(update);
    const steps: Steps[] = [];
    for (const [client, end] of to) {
      const typist = this.#byClient.get(client);
      if (typist !== undefined) steps.push({ typist, from: from.get(client) ?? 0, to: end });
    }
    if (this.#read.size >= REMEMBERED) this.#read.clear();
    this.#read.set(key, steps);
    return steps;
  }
}

const freshClientId = (): number => 1 + Math.floor(Math.random() * 0x7fffffff);
