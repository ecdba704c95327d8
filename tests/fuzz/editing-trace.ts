/**
 * Editing traces in the form in which the editing-traces collection publishes them, and made-up ones
 * in the same form: people who type in bursts, correct themselves, move paragraphs, and, where
 * several write at once, now and then write without having heard of each other for a while.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';

/** Place and number of code points taken out, and what is put there. */
export type Patch = readonly [at: number, deleted: number, inserted: string];

export type Transaction = {
  readonly patches: readonly Patch[];
  /** Where several write at once: who, and the transactions they had heard of, by index. */
  readonly agent?: number;
  readonly parents?: readonly number[];
};

export type Trace = {
  readonly name: string;
  /** What it ends with, whoever replays it. */
  readonly endContent: string;
  readonly txns: readonly Transaction[];
};

export const isConcurrent = ({ txns }: Trace): boolean => txns[0]?.parents !== undefined;

/** Those in a folder, packed as they are published. */
export const readTraces = (folder: string): Trace[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json.gz'))
    .map((file) => ({
      ...(JSON.parse(gunzipSync(readFileSync(path.join(folder, file))).toString('utf8')) as Trace),
      name: file
    }));

/** A text as a list of characters: nothing of Yjs's. */
export class PlainText {
  readonly #characters: string[] = [];

  get length(): number {
    return this.#characters.length;
  }

  take([at, deleted, inserted]: Patch): void {
    this.#characters.splice(at, deleted, ...inserted);
  }

  toString(): string {
    return this.#characters.join('');
  }
}

/** Takes the patch in a shared text, whose places are UTF-16 units. */
export function patchShared(text: Y.Text, [at, deleted, inserted]: Patch): void {
  const units = [...String(text)];
  const unitsIn = (from: number, to: number) => units.slice(from, to).join('').length;
  const place = units.length === text.length ? at : unitsIn(0, at);
  const reach = units.length === text.length ? deleted : unitsIn(at, at + deleted);
  if (reach > 0) text.delete(place, reach);
  if (inserted !== '') text.insert(place, inserted);
}

/** Numbers between 0 and 1, the same for the same seed. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  'the board noted report strategy partnership agreed that Channel panel référence risk — plan 🙂 was by and to of'.split(
    ' '
  );

/** One person at a keyboard: what they do next to a text of this length. */
function typist(chance: () => number) {
  const below = (limit: number): number => Math.floor(chance() * limit);
  let cursor = 0;
  let left: string[] = [];
  return (text: { readonly length: number; readonly read: () => string }): Patch[] => {
    cursor = Math.min(cursor, text.length);
    if (left.length === 0) {
      const fate = chance();
      if (fate < 0.1 && text.length > 80) return move(text);
      if (fate < 0.4 && text.length > 0) cursor = below(text.length + 1);
      const sentence = Array.from({ length: 3 + below(9) }, () => WORDS[below(WORDS.length)]);
      left = [...`${sentence.join(' ')}${chance() < 0.2 ? '.\n' : ' '}`];
    }
    // A slip of the finger is taken back at once; a second thought takes a word.
    if (chance() < 0.06 && cursor > 0) {
      const taken = Math.min(cursor, chance() < 0.7 ? 1 : 1 + below(8));
      cursor -= taken;
      return [[cursor, taken, '']];
    }
    const key = left.shift() ?? ' ';
    cursor += 1;
    return [[cursor - 1, 0, key]];
  };

  /** Cut here, pasted there, in one go. */
  function move(text: { readonly length: number; readonly read: () => string }): Patch[] {
    const from = below(text.length - 40);
    const moved = [...text.read()].slice(from, from + 10 + below(30));
    const to = below(text.length - moved.length);
    cursor = to + moved.length;
    return [
      [from, moved.length, ''],
      [to, 0, moved.join('')]
    ];
  }
}

export function inventSequential(length: number, seed: number): Trace {
  const next = typist(chances(seed));
  const text = new PlainText();
  const txns = Array.from({ length }, () => {
    const patches = next({ length: text.length, read: () => text.toString() });
    patches.forEach((patch) => text.take(patch));
    return { patches };
  });
  return { name: `one after another, seed ${seed}`, endContent: text.toString(), txns };
}

/** What it ends with is what stock Yjs makes of it, with no server in between. */
export function inventConcurrent(length: number, agents: number, seed: number): Trace {
  const chance = chances(seed);
  const replay = new Replay(agents);
  const next = Array.from({ length: agents }, (_, agent) => typist(chances(seed + 1 + agent)));
  /** The last that each has heard of each. */
  const heard = Array.from({ length: agents }, () => new Map<number, number>());
  const txns: Transaction[] = [];
  for (let index = 0; index < length; index += 1) {
    const agent = Math.floor(chance() * agents);
    const mine = heard[agent] ?? new Map<number, number>();
    if (chance() < 0.15) {
      txns.forEach(({ agent: author = 0 }, at) => mine.set(author, at));
    }
    const parents = [...mine.values()];
    const text = replay.textAt(agent, parents);
    const read = () => String(text);
    const patches = next[agent]?.({ length: [...read()].length, read }) ?? [];
    txns.push({ agent, parents, patches });
    replay.take(agent, patches);
    mine.set(agent, index);
  }
  return {
    name: `${agents} at once, seed ${seed}`,
    endContent: replay.merged(),
    txns
  };
}

/** The authors of a concurrent trace, each with just what they had heard of when they wrote. */
export class Replay {
  readonly docs: readonly Y.Doc[];
  readonly #updates: Uint8Array[] = [];
  readonly #parents: (readonly number[])[] = [];
  readonly #known: readonly Set<number>[];
  readonly #start: Uint8Array | undefined;
  readonly #textOf: (doc: Y.Doc) => Y.Text;

  constructor(
    agents: number,
    textOf: (doc: Y.Doc) => Y.Text = (doc) => doc.getText('text'),
    start?: Uint8Array
  ) {
    this.#textOf = textOf;
    this.#start = start;
    this.docs = Array.from({ length: agents }, (_, agent) => {
      const doc = this.#fresh();
      doc.clientID = 100 + agent;
      return doc;
    });
    this.#known = this.docs.map(() => new Set());
  }

  /** Whether the agent has yet to hear of any of these. */
  hasYetToHear(agent: number, parents: readonly number[]): boolean {
    return parents.some((parent) => !this.#known[agent]?.has(parent));
  }

  /** The agent's text once it has heard of these transactions and all that they rest on. */
  textAt(agent: number, parents: readonly number[]): Y.Text {
    const doc = this.#doc(agent);
    const known = this.#known[agent] ?? new Set();
    const wanted: number[] = [];
    const waiting = [...parents];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      if (known.has(index)) continue;
      known.add(index);
      wanted.push(index);
      waiting.push(...(this.#parents[index] ?? []));
    }
    for (const index of wanted.sort((a, b) => a - b)) {
      Y.applyUpdate(doc, this.#updates[index] ?? new Uint8Array([0, 0]), 'heard');
    }
    this.#parents.push(parents);
    return this.#textOf(doc);
  }

  /** The agent writes; answers what there is to send. */
  take(agent: number, patches: readonly Patch[]): Uint8Array {
    const doc = this.#doc(agent);
    const sent: Uint8Array[] = [];
    const listen = (update: Uint8Array) => void sent.push(update);
    doc.on('update', listen);
    doc.transact(() => patches.forEach((patch) => patchShared(this.#textOf(doc), patch)));
    doc.off('update', listen);
    const update = sent.length === 0 ? new Uint8Array([0, 0]) : Y.mergeUpdates(sent);
    this.#known[agent]?.add(this.#updates.length);
    this.#updates.push(update);
    return update;
  }

  /** What everybody reads once everybody has heard everything. */
  merged(): string {
    const doc = this.#fresh();
    for (const update of this.#updates) Y.applyUpdate(doc, update);
    return String(this.#textOf(doc));
  }

  #fresh(): Y.Doc {
    const doc = new Y.Doc();
    if (this.#start) Y.applyUpdate(doc, this.#start);
    return doc;
  }

  #doc(agent: number): Y.Doc {
    const doc = this.docs[agent];
    if (!doc) throw new Error(`there is no agent ${agent}`);
    return doc;
  }
}
