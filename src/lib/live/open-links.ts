/**
 * The documents this tab has a line to, one for each. A line outlives the component that showed its
 * document for as long as something written there is not on the server's disk: whoever goes to
 * another item or page while offline loses nothing, and comes back to the same text.
 */
import { socketForDocuments } from './connection.ts';
import type { DocumentLink } from './document-link.ts';
import { keepText, keepsText } from './kept-texts.svelte.ts';
import { LastingDocument } from './lasting-document.ts';
import { watchWaking } from './wake.ts';

export type LinkListener = {
  /** The link may be another one now: its document was loaded anew. */
  readonly onChange: () => void;
  readonly onClosed: (code: number) => void;
};

export type HeldLink = { readonly link: DocumentLink; readonly release: () => void };

type Held = {
  readonly document: LastingDocument;
  readonly listeners: Set<LinkListener>;
  /** What its text is to be called when it is offered back to the person. */
  label: string;
  /** The server will not have it again: what is unsent cannot be sent. */
  isClosed: boolean;
};

const held = new Map<string, Held>();

/** In a browser only. `release` gives it back; it may be called once. */
export function holdLink(name: string, label: string, listener: LinkListener): HeldLink {
  watchWindow();
  const found = held.get(name) ?? open(name, label);
  found.label = label;
  if (found.listeners.size === 0) found.document.link.awareness.setLocalState({});
  found.listeners.add(listener);
  return {
    get link() {
      return found.document.link;
    },
    release: () => {
      found.listeners.delete(listener);
      // Nobody is in it any more, whether or not its last words still have to be sent.
      if (found.listeners.size === 0) found.document.link.awareness.setLocalState(null);
      dropIfDone(name, found);
    }
  };
}

function open(name: string, label: string): Held {
  const { protocol, host } = window.location;
  const listeners = new Set<LinkListener>();
  const tell = () => listeners.forEach((each) => each.onChange());
  const made: Held = {
    listeners,
    label,
    isClosed: false,
    document: new LastingDocument(name, {
      address: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/yjs`,
      Socket: socketForDocuments(),
      onChange: () =>
        // The first change comes while the link is still being made.
        queueMicrotask(() => {
          tell();
          dropIfDone(name, made);
        }),
      onClosed: (code) => {
        made.isClosed = true;
        listeners.forEach((each) => each.onClosed(code));
      },
      onReplaced: () => {
        made.document.link.awareness.setLocalState(listeners.size > 0 ? {} : null);
        tell();
      },
      onKept: (kept) => keepText(made.label, kept)
    })
  };
  held.set(name, made);
  return made;
}

function dropIfDone(name: string, { document, listeners, isClosed }: Held): void {
  if (listeners.size > 0 || (document.isNeeded && !isClosed)) return;
  if (held.get(name)?.document !== document) return;
  held.delete(name);
  document.destroy();
}

const renewAll = (): void => held.forEach(({ document }) => document.link.renew());

let isWatching = false;

/** Once for the life of the tab, when it first opens a document. */
function watchWindow(): void {
  if (isWatching) return;
  isWatching = true;
  window.addEventListener('beforeunload', (event) => {
    const unsent = [...held.values()].some(
      ({ document, isClosed }) => document.isNeeded && !isClosed
    );
    if (unsent || keepsText()) event.preventDefault();
  });
  watchWaking({
    woke: renewAll,
    shown: () => held.forEach(({ document }) => document.link.hurry())
  });
  // The old socket would look open for minutes; one that cannot be opened again tells the truth.
  window.addEventListener('offline', renewAll);
}
