/**
 * The content of one open document: the committed copy that everybody is shown, and a rehearsal
 * copy one step ahead. An update that passes the gate is first applied to the rehearsal, so nothing
 * is ever committed that Yjs then cannot take: a stored update that throws on load would close the
 * document for good. Garbage collection is on and there is no undo here: deleted text leaves.
 */
import type { DocumentKind } from '#protocol/documents.ts';
import { makeFaithfulCopy } from '#server/record/faithful-copy.ts';
import type { StoredContent } from '#server/store/documents.ts';
import * as Y from 'yjs';
import { defineRoot, rootOf } from './document-shape.ts';
import { judge, type Guarded, type Verdict } from './gate.ts';

export class DocumentState {
  readonly kind: DocumentKind;
  /** What is on disk. Nobody but the server's own applying may write it. */
  readonly doc: Y.Doc;
  /** Last seq known to be in `doc`. */
  seq: number;
  readonly #writers: Map<number, string>;
  #rehearsal: Guarded;
  /** Rehearsed, not yet committed. */
  #ahead: Uint8Array[] = [];
  /** Bytes of the whole state, or more: what came in is added up until somebody asks. */
  #size: number;
  #isCounted = true;

  /** Throws ContentUnreadable when Yjs cannot take what is stored. */
  constructor(kind: DocumentKind, stored: StoredContent, writers: Map<number, string>) {
    this.kind = kind;
    this.doc = buildDocument(kind, stored);
    this.seq = stored.seq;
    this.#writers = writers;
    this.#rehearsal = this.#copy();
    this.#size = Y.encodeStateAsUpdate(this.doc).length;
  }

  /** How far the committed copy knows each client. */
  vector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** Whose this client is; undefined when nobody has written under it. */
  ownerOf(clientId: number): string | undefined {
    return this.#writers.get(clientId);
  }

  /** Judges an update without taking it in any way. */
  examine(update: Uint8Array, personId: string): Verdict {
    return judge(update, personId, this.#rehearsal);
  }

  /** Applies judged news to the rehearsal, for the next to be judged on top; false if that throws. */
  rehearse(update: Uint8Array, writers: readonly number[], personId: string): boolean {
    try {
      apply(this.#rehearsal.doc, update);
    } catch {
      // A copy that threw half way through is of no use any more.
      this.#rehearseAnew();
      return false;
    }
    this.#ahead.push(update);
    for (const client of writers) this.#writers.set(client, personId);
    return true;
  }

  /** Takes in the update that was first in rehearsal, now that it is committed. */
  settle(update: Uint8Array, seq: number): void {
    if (this.#ahead.shift() !== update) throw new Error('updates settle in the order of rehearsal');
    this.#apply(update, seq);
  }

  /** Takes in an update of the server's own, committed elsewhere. */
  settleOwn(update: Uint8Array, seq: number): void {
    apply(this.#rehearsal.doc, update);
    this.#apply(update, seq);
  }

  /** What was rehearsed was not committed: forget it, and the writers it brought. */
  forget(writers: readonly number[]): void {
    for (const client of writers) this.#writers.delete(client);
    this.#ahead = [];
    this.#rehearseAnew();
  }

  /** Whether the whole state is larger than so many bytes. */
  isLargerThan(limit: number): boolean {
    if (this.#size > limit && !this.#isCounted) {
      this.#size = Y.encodeStateAsUpdate(this.doc).length;
      this.#isCounted = true;
    }
    return this.#size > limit;
  }

  destroy(): void {
    this.doc.destroy();
    this.#rehearsal.doc.destroy();
  }

  #apply(update: Uint8Array, seq: number): void {
    apply(this.doc, update);
    this.seq = Math.max(this.seq, seq);
    this.#size += update.length;
    this.#isCounted = false;
  }

  #rehearseAnew(): void {
    this.#rehearsal.doc.destroy();
    this.#rehearsal = this.#copy();
    for (const update of this.#ahead) apply(this.#rehearsal.doc, update);
  }

  #copy(): Guarded {
    const doc = makeFaithfulCopy();
    const root = defineRoot(doc, this.kind);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc));
    const places = new WeakMap([[root, { shape: rootOf(this.kind).shape, depth: 0 }]]);
    return { doc, places, writers: this.#writers };
  }
}

/** The document that a stored content makes. */
export function buildDocument(kind: DocumentKind, { snapshot, updates }: StoredContent): Y.Doc {
  const doc = makeFaithfulCopy();
  defineRoot(doc, kind);
  if (snapshot) apply(doc, snapshot);
  for (const { bytes } of updates) apply(doc, bytes);
  return doc;
}

/** Applies, or throws: an update that Yjs keeps waiting for something missing is not applied. */
function apply(doc: Y.Doc, update: Uint8Array): void {
  try {
    Y.applyUpdate(doc, update);
  } catch (error) {
    throw new ContentUnreadable('Yjs cannot apply an update', { cause: error });
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new ContentUnreadable('an update rests on something that is missing');
  }
}

export class ContentUnreadable extends Error {
  override name = 'ContentUnreadable';
}
