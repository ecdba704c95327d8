/**
 * A shared document through restores of the storage: when a link finds that its text may not be sent
 * any more, the document is loaded anew under a new writer's id, and the old text is held against what
 * comes. Whatever the old one said and the new one does not is handed over to be offered to the
 * person. Nothing that was on their screen goes without a word.
 */
import type * as Y from 'yjs';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import { DocumentLink, type LinkNeeds, type Parting } from './document-link.ts';
import { spokenParts } from './spoken-parts.ts';

/** What a document said before it was loaded anew, as far as it says so no longer. */
export type KeptText = {
  readonly why: Parting;
  /** In plain text; empty when everything is still there. */
  readonly text: string;
};

export type LastingNeeds = Omit<LinkNeeds, 'onParted' | 'compares'> & {
  /** The document is another one now. */
  readonly onReplaced: () => void;
  readonly onKept: (kept: KeptText) => void;
};

type Left = { readonly link: DocumentLink; readonly why: Parting };

export class LastingDocument {
  readonly #name: string;
  readonly #needs: LastingNeeds;
  #link: DocumentLink;
  /** Oldest first; they wait to be compared with what the server has. */
  #left: Left[] = [];

  constructor(name: string, needs: LastingNeeds) {
    this.#name = name;
    this.#needs = needs;
    this.#link = this.#open(true);
  }

  get link(): DocumentLink {
    return this.#link;
  }

  /** There is something here that may be nowhere else. */
  get isNeeded(): boolean {
    return this.#link.pending > 0 || this.#left.length > 0;
  }

  destroy(): void {
    this.#link.destroy();
    this.#forget();
  }

  #open(compares: boolean): DocumentLink {
    return new DocumentLink(this.#name, {
      ...this.#needs,
      compares,
      onChange: () => {
        // The first change comes while the link is still being made.
        if (this.#left.length > 0 && this.#link?.isLoaded) this.#compare(this.#link.doc);
        this.#needs.onChange();
      },
      onClosed: (code) => {
        this.#closed(code);
        this.#needs.onClosed(code);
      },
      onParted: (why) => this.#replace(why)
    });
  }

  #replace(why: Parting): void {
    this.#left.push({ link: this.#link, why });
    // Were the two ends to disagree about the rendering itself, comparing again would go on for ever.
    this.#link = this.#open(why !== 'differs');
    this.#needs.onReplaced();
  }

  #closed(code: number): void {
    if (code === CLOSE_CODE.signedOut) return;
    // The right to read it has been taken away; the text goes with it.
    if (code === CLOSE_CODE.accessEnded) this.#forget();
    else this.#compare(null);
  }

  /** `now`: what the server has; null where it has no such document for this person. */
  #compare(now: Y.Doc | null): void {
    const kind = parseDocumentName(this.#name)?.kind;
    const left = this.#left;
    if (!kind || left.length === 0) return;
    this.#left = [];
    const there = now ? spokenParts(now, kind) : new Map<string, string>();
    const parts = new Set<string>();
    for (const { link } of left) {
      for (const [key, text] of spokenParts(link.doc, kind)) {
        if (text.trim() !== '' && text !== there.get(key)) parts.add(text);
      }
      link.destroy();
    }
    const why = left.some((each) => each.why === 'restored') ? 'restored' : 'differs';
    this.#needs.onKept({ why, text: [...parts].join('\n\n') });
  }

  #forget(): void {
    for (const { link } of this.#left) link.destroy();
    this.#left = [];
  }
}
