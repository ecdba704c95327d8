/**
 * The documents this tab has a line to, one for each. A line outlives the component that showed its
 * document for as long as something written there is not on the server's disk: whoever goes to
 * another item or page while offline loses nothing, and comes back to the same text.
 */
import { DocumentLink } from './document-link.ts';

export type LinkListener = {
  readonly onChange: () => void;
  readonly onClosed: (code: number) => void;
};

type Held = {
  readonly link: DocumentLink;
  readonly listeners: Set<LinkListener>;
  /** The server will not have it again: what is unsent cannot be sent. */
  isClosed: boolean;
};

const held = new Map<string, Held>();

/** Phones put a page to sleep and its socket dies without a word. */
const SLEPT = 15_000;
let hiddenAt: number | null = null;

/** In a browser only. `release` gives it back; it may be called once. */
export function holdLink(
  name: string,
  listener: LinkListener
): { readonly link: DocumentLink; readonly release: () => void } {
  watchWindow();
  const found = held.get(name) ?? open(name);
  if (found.listeners.size === 0) found.link.awareness.setLocalState({});
  found.listeners.add(listener);
  return {
    link: found.link,
    release: () => {
      found.listeners.delete(listener);
      // Nobody is in it any more, whether or not its last words still have to be sent.
      if (found.listeners.size === 0) found.link.awareness.setLocalState(null);
      dropIfDone(name, found);
    }
  };
}

function open(name: string): Held {
  const { protocol, host } = window.location;
  const listeners = new Set<LinkListener>();
  const made: Held = {
    listeners,
    isClosed: false,
    link: new DocumentLink(name, {
      address: `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/yjs`,
      Socket: WebSocket,
      onChange: () =>
        // The first change comes while the link is still being made.
        queueMicrotask(() => {
          listeners.forEach((each) => each.onChange());
          dropIfDone(name, made);
        }),
      onClosed: (code) => {
        made.isClosed = true;
        listeners.forEach((each) => each.onClosed(code));
      }
    })
  };
  held.set(name, made);
  return made;
}

function dropIfDone(name: string, { link, listeners, isClosed }: Held): void {
  if (listeners.size > 0 || (link.pending > 0 && !isClosed)) return;
  if (held.get(name)?.link !== link) return;
  held.delete(name);
  link.destroy();
}

const renewAll = (): void => held.forEach(({ link }) => link.renew());

let isWatching = false;

/** Once for the life of the tab, when it first opens a document. */
function watchWindow(): void {
  if (isWatching) return;
  isWatching = true;
  window.addEventListener('beforeunload', (event) => {
    const unsent = [...held.values()].some(({ link, isClosed }) => link.pending > 0 && !isClosed);
    if (unsent) event.preventDefault();
  });
  window.addEventListener('online', renewAll);
  // The old socket would look open for minutes; one that cannot be opened again tells the truth.
  window.addEventListener('offline', renewAll);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = performance.now();
      return;
    }
    if (hiddenAt !== null && performance.now() - hiddenAt > SLEPT) renewAll();
    hiddenAt = null;
  });
}
