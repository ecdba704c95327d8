/**
 * The content of one open document. Where people only read, it is the bytes that are on the disk and
 * the answers made from them; a Yjs copy, ten times as large, is built when somebody writes and given
 * back after a while without. That copy is ours alone and runs ahead within a turn: an update is
 * applied to it before it is committed, so that nothing is ever stored that Yjs then cannot take (it
 * would close the document for good). Nobody is answered while it is ahead. Garbage collection is on
 * and there is no undo here: deleted text leaves.
 */
import type { DocumentKind } from '#protocol/documents.ts';
import type { StoredContent } from '#server/store/documents.ts';
import * as Y from 'yjs';
import { judge, type Guarded, type Verdict } from './gate.ts';
import { standsInOrder } from './neighbours.ts';
import { readUpdate } from './read-update.ts';
import { applyWhole, buildDocument, ContentUnreadable, makeWorkingCopy } from './working-copy.ts';

/** An update that holds nothing: no structs, no deletions. */
const NOTHING = new Uint8Array([0, 0]);
/** Clients that come back after a break ask for what they miss, and most of them miss the same. */
const ANSWERS_KEPT = 16;

export class DocumentState {
  readonly kind: DocumentKind;
  /** Of the last update that is in it. */
  seq = 0;
  readonly #writers: Map<number, string>;
  /** All of it as one update; null when it has changed since that was last made. */
  #encoded: Uint8Array | null = null;
  /** Null where nobody has written for a while. */
  #working: Guarded | null = null;
  /** Applied to the working copy, not yet committed. */
  #ahead: Uint8Array[] = [];
  readonly #answers = new Map<string, Uint8Array>();
  #vector: Uint8Array | null = null;
  /** Bytes of the whole state, or more: what came in is added up until it matters. */
  #size = 0;
  #isCounted = true;

  /** Throws ContentUnreadable when Yjs cannot take what is stored. */
  constructor(kind: DocumentKind, stored: StoredContent, writers: Map<number, string>) {
    this.kind = kind;
    this.#writers = writers;
    this.#hold(stored);
  }

  /** The working copy; what is read from it must not be shown while it is ahead. */
  get doc(): Y.Doc {
    return this.#guarded().doc;
  }

  /** How far the document knows each client. */
  vector(): Uint8Array {
    this.#mustBeCommitted();
    this.#vector ??= this.#working
      ? Y.encodeStateVector(this.#working.doc)
      : Y.encodeStateVectorFromUpdate(this.#whole());
    return this.#vector;
  }

  /** The same where it need not be worked out first; null where every struct would have to be read. */
  vectorAtHand(): Uint8Array | null {
    return this.#working || this.#vector ? this.vector() : null;
  }

  /** What somebody lacks who knows the document so far. Throws when that is no state vector. */
  answer(stateVector: Uint8Array): Uint8Array {
    this.#mustBeCommitted();
    if (stateVector.length === 1 && stateVector[0] === 0) return this.#whole();
    const key = Buffer.from(stateVector).toString('latin1');
    const known = this.#answers.get(key);
    if (known) return known;
    const answer = this.#working
      ? Y.encodeStateAsUpdate(this.#working.doc, stateVector)
      : Y.diffUpdate(this.#whole(), stateVector);
    if (this.#answers.size >= ANSWERS_KEPT) this.#answers.clear();
    this.#answers.set(key, answer);
    return answer;
  }

  /** Reads something out of the document; a copy made for that lives no longer than the reading. */
  read<T>(act: (doc: Y.Doc) => T): T {
    this.#mustBeCommitted();
    if (this.#working) return act(this.#working.doc);
    const doc = buildDocument(this.kind, { snapshot: this.#whole(), updates: [], seq: this.seq });
    try {
      return act(doc);
    } finally {
      doc.destroy();
    }
  }

  /** Whose this client is; undefined when nobody has written under it. */
  ownerOf(clientId: number): string | undefined {
    return this.#writers.get(clientId);
  }

  /** Judges an update without taking it in any way. */
  examine(update: Uint8Array, personId: string): Verdict {
    if (this.#saysNothing(update)) return { kind: 'known' };
    return judge(update, personId, this.#guarded());
  }

  /**
   * Applies judged news to the working copy, for the next to be judged on top. False if that throws:
   * the copy is then of no use any more, and `mend` must be next.
   */
  rehearse(update: Uint8Array, writers: readonly number[], personId: string): boolean {
    try {
      applyWhole(this.#guarded().doc, update);
    } catch (error) {
      if (!(error instanceof ContentUnreadable)) throw error;
      return false;
    }
    if (!standsInOrder(this.#guarded().doc, readUpdate(update))) return false;
    this.#ahead.push(update);
    for (const client of writers) this.#writers.set(client, personId);
    return true;
  }

  /** Builds the working copy again: what is on disk, and what has been rehearsed on top of it. */
  mend(stored: StoredContent): void {
    this.#working?.doc.destroy();
    this.#working = makeWorkingCopy(this.kind, stored, this.#writers);
    for (const update of this.#ahead) applyWhole(this.#working.doc, update);
  }

  /** The update that was first in rehearsal is committed now. */
  settle(update: Uint8Array, seq: number): void {
    if (this.#ahead.shift() !== update) throw new Error('updates settle in the order of rehearsal');
    this.#changed(update, seq);
  }

  /** Takes in an update of the server's own, committed elsewhere. */
  settleOwn(update: Uint8Array, seq: number): void {
    applyWhole(this.#guarded().doc, update);
    this.#changed(update, seq);
  }

  /** What was rehearsed was not committed: forget it, and the writers it brought. */
  forget(writers: readonly number[], stored: StoredContent): void {
    for (const client of writers) this.#writers.delete(client);
    this.#ahead = [];
    this.#hold(stored);
  }

  /** Whether the whole state is larger than so many bytes. */
  isLargerThan(limit: number): boolean {
    if (this.#size > limit && !this.#isCounted && this.#working) {
      this.#count(Y.encodeStateAsUpdate(this.#working.doc).length);
    }
    return this.#size > limit;
  }

  /** Gives the working copy back until somebody writes again. */
  rest(): void {
    if (!this.#working) return;
    this.#count(this.#whole().length);
    this.#working.doc.destroy();
    this.#working = null;
    this.#answers.clear();
  }

  destroy(): void {
    this.#working?.doc.destroy();
  }

  #hold(stored: StoredContent): void {
    this.#working?.doc.destroy();
    this.#working = null;
    this.#encoded = null;
    this.#answers.clear();
    this.#vector = null;
    if (stored.updates.length === 0) this.#encoded = stored.snapshot ?? NOTHING;
    else this.#working = makeWorkingCopy(this.kind, stored, this.#writers);
    this.seq = stored.seq;
    this.#count(this.#whole().length);
  }

  #changed(update: Uint8Array, seq: number): void {
    this.#encoded = null;
    this.#vector = null;
    this.#answers.clear();
    this.seq = Math.max(this.seq, seq);
    this.#size += update.length;
    this.#isCounted = false;
  }

  #count(size: number): void {
    this.#size = size;
    this.#isCounted = true;
  }

  /**
   * A client that comes back answers the server's question even when it has nothing new: with no
   * structs and every deletion it knows. Where that is to the byte what the server would say itself,
   * no copy has to be built to see so.
   */
  #saysNothing(update: Uint8Array): boolean {
    if (isSame(update, NOTHING)) return true;
    return this.#working === null && isSame(update, this.answer(this.vector()));
  }

  #guarded(): Guarded {
    this.#working ??= makeWorkingCopy(
      this.kind,
      { snapshot: this.#encoded, updates: [], seq: this.seq },
      this.#writers
    );
    return this.#working;
  }

  #whole(): Uint8Array {
    this.#mustBeCommitted();
    if (this.#encoded) return this.#encoded;
    this.#encoded = this.#working ? Y.encodeStateAsUpdate(this.#working.doc) : NOTHING;
    return this.#encoded;
  }

  #mustBeCommitted(): void {
    if (this.#ahead.length > 0) throw new Error('nothing uncommitted is shown to anybody');
  }
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
