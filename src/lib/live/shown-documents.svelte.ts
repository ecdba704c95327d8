/**
 * The documents that the page in a meeting's frame has open, so that the header can say whether all
 * of them are saved and who else is in them.
 */
import { createContext, untrack } from 'svelte';
import { gravest } from '#lib/save-words.ts';
import type { OpenDocument } from './document.svelte.ts';
import type { SaveState } from './save-state.ts';

type Shown = { readonly document: OpenDocument; readonly text: () => string };

export class ShownDocuments {
  #shown: readonly Shown[] = $state.raw([]);

  /** `text` is all that can be read in it; answers what takes it away again. */
  show(document: OpenDocument, text: () => string): () => void {
    const shown = { document, text };
    this.#shown = [...untrack(() => this.#shown), shown];
    return () => {
      this.#shown = this.#shown.filter((each) => each !== shown);
    };
  }

  get documents(): readonly OpenDocument[] {
    return this.#shown.map(({ document }) => document);
  }

  /** That of the one that matters most; null when nothing is open. */
  get saveState(): SaveState | null {
    const states = this.documents.map(({ saveState }) => saveState);
    return states.length === 0 ? null : gravest(states);
  }

  text(): string {
    return this.#shown.map((each) => each.text()).join('\n\n');
  }
}

export const [getShownDocuments, setShownDocuments] = createContext<ShownDocuments>();
