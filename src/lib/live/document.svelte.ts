/** A shared document as components hold it: the document, who is here, and whether it is saved. */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { holdLink } from './open-links.ts';
import type { SaveState } from './save-state.ts';

export type OpenDocument = {
  /** Another one once it has been loaded anew, as its awareness is: whoever binds to it binds again. */
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly saveState: SaveState;
  /** Whether the server takes this person's edits now; it changes while the document is open. */
  readonly mayWrite: boolean;
  /** There is little room left in it. */
  readonly isNearlyFull: boolean;
  readonly destroy: () => void;
};

/** The states that come with the passing of time are looked for this often. */
const LOOK_EVERY = 200;

/**
 * In a browser only. `label` is what its text is called where it is offered back to the person;
 * `onClosed` hears the code (`close-code.ts`) of a close that is for good.
 */
export function openDocument(
  name: string,
  { label, onClosed = () => {} }: { label: string; onClosed?: (code: number) => void }
): OpenDocument {
  const held = holdLink(name, label, { onChange: () => look(), onClosed });
  let link = $state.raw(held.link);
  let saveState = $state.raw<SaveState>(held.link.saveState());
  let mayWrite = $state.raw(held.link.mayWrite);
  let isNearlyFull = $state.raw(held.link.isNearlyFull);
  let shown = '';

  function look(): void {
    link = held.link;
    const now = link.saveState();
    const words = JSON.stringify(now);
    if (words !== shown) {
      shown = words;
      saveState = now;
    }
    mayWrite = link.mayWrite;
    isNearlyFull = link.isNearlyFull;
  }

  const clock = setInterval(look, LOOK_EVERY);

  return {
    get doc() {
      return link.doc;
    },
    get awareness() {
      return link.awareness;
    },
    get saveState() {
      return saveState;
    },
    get mayWrite() {
      return mayWrite;
    },
    get isNearlyFull() {
      return isNearlyFull;
    },
    destroy: () => {
      clearInterval(clock);
      held.release();
    }
  };
}
