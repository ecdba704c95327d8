/**
 * What is done when a document has been quiet for a while after a change: its digest goes to the
 * server, so that a page which shows something else than is stored does not do so for long, and its
 * length is measured, so that nobody meets the limit without warning. Never at a keystroke: both read
 * the whole document.
 */
import { digest as sha256 } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import { renderDocument } from '#protocol/document-digest.ts';
import type { DocumentKind } from '#protocol/documents.ts';

/** Milliseconds; longer than the server's least time between two digests. */
export const QUIET = 10_000;

export type QuietNeeds = {
  readonly kind: DocumentKind;
  readonly doc: Y.Doc;
  /** Milliseconds without a change. */
  readonly after: number;
  /** The server has said that it has everything from here: only then can the two be compared. */
  readonly isSettled: () => boolean;
  readonly send: (number: number, digest: Uint8Array) => void;
  readonly onMeasured: (bytes: number) => void;
};

export class QuietCheck {
  readonly #needs: QuietNeeds;
  #changedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: QuietNeeds) {
    this.#needs = needs;
  }

  /** One timer, looked after when it goes off: setting one at every key would cost more than this. */
  changed(): void {
    this.#changedAt = performance.now();
    this.#timer ??= setTimeout(() => this.#look(), this.#needs.after);
  }

  /** The server wants it now, under this number. */
  asked(number: number): void {
    const { kind, doc, isSettled, send } = this.#needs;
    // Silence is an answer: whoever has something on its way cannot be compared.
    if (!isSettled()) return;
    send(number, sha256(new TextEncoder().encode(renderDocument(doc, kind))));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    const left = this.#changedAt + this.#needs.after - performance.now();
    if (left > 0) {
      this.#timer = setTimeout(() => this.#look(), left);
      return;
    }
    this.#timer = undefined;
    this.#needs.onMeasured(Y.encodeStateAsUpdate(this.#needs.doc).length);
    this.asked(0);
  }
}
