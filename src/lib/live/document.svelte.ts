/** A shared document as components hold it: the document, who is here, and whether it is saved. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { holdLink } from './open-links.ts';
import type { SaveState } from './save-state.ts';

export type OpenDocument = {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly saveState: SaveState;
  /** Whether the server takes this person's edits now; it changes while the document is open. */
  readonly mayWrite: boolean;
  readonly destroy: () => void;
};

/** The states that come with the passing of time are looked for this often. */
const LOOK_EVERY = 200;

/** In a browser only. `onClosed` hears the code (`close-code.ts`) of a close that is for good. */
export function openDocument(
  name: string,
  { onClosed = () => {} }: { onClosed?: (code: number) => void } = {}
): OpenDocument {
  const { link, release } = holdLink(name, { onChange: () => look(), onClosed });
  let saveState = $state.raw<SaveState>(link.saveState());
  let mayWrite = $state.raw(link.mayWrite);
  let shown = '';

  function look(): void {
    const now = link.saveState();
    const words = JSON.stringify(now);
    if (words !== shown) {
      shown = words;
      saveState = now;
    }
    mayWrite = link.mayWrite;
  }

  const clock = setInterval(look, LOOK_EVERY);

  return {
    doc: link.doc,
    awareness: link.awareness,
    get saveState() {
      return saveState;
    },
    get mayWrite() {
      return mayWrite;
    },
    destroy: () => {
      clearInterval(clock);
      release();
    }
  };
}
