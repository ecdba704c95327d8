/**
 * Carets of the people in one textarea: tells the others where this person's is, and draws theirs
 * over it. The textarea itself is only ever read. Answers what ends both.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { makeCaretLayer, type Caret } from './caret-layer.ts';
import { followCarets } from './follow-carets.ts';
import { cursorAt, isCursorAt, type Selection } from './people-in-text.ts';
import { mirrorOf } from './textarea-mirror.ts';

export type TextareaCarets = {
  readonly textarea: HTMLTextAreaElement;
  /** Both lie exactly over the textarea and are hidden from screen readers; the mirror from all. */
  readonly layer: HTMLElement;
  readonly mirror: HTMLElement;
  /** Bound to the textarea already (`bindTextarea`). */
  readonly text: Y.Text;
  readonly awareness: Awareness;
};

/** The server passes on no more than ten a second; of twice as many it begins to lose some. */
const TELL_EVERY_MS = 100;

export function showCarets(needs: TextareaCarets): () => void {
  const [stopTelling, stopDrawing] = [tellMine(needs), drawTheirs(needs)];
  return () => {
    stopTelling();
    stopDrawing();
  };
}

function tellMine({ textarea, text, awareness }: TextareaCarets): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  let told: ReturnType<typeof cursorAt> | null = null;
  let toldAt = -Infinity;
  let hasNews = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // In a turn of its own, behind the binding, which puts the caret where it belongs.
  const tellSoon = (isNews: boolean) => {
    hasNews ||= isNews;
    timer ??= setTimeout(tell, Math.max(0, toldAt + TELL_EVERY_MS - performance.now()));
  };
  const tell = () => {
    timer = undefined;
    // While a word is composed the two may differ, and an offset in one is none in the other.
    if (document.activeElement !== textarea || textarea.value !== text.toString()) return;
    const here = selectionOf(textarea);
    if (!hasNews && told && isCursorAt(text, told, here)) return;
    hasNews = false;
    told = cursorAt(text, here);
    toldAt = performance.now();
    awareness.setLocalStateField('cursor', told);
  };
  const leave = () => {
    clearTimeout(timer);
    timer = undefined;
    if (told) awareness.setLocalStateField('cursor', null);
    told = null;
  };
  // A place that was told holds on to its letter whatever others write: only one's own edits are
  // news, even those after which the caret holds on to the same letter.
  const edited = (_event: Y.YTextEvent, { local }: Y.Transaction) => tellSoon(local);

  document.addEventListener('selectionchange', () => tellSoon(false), { signal });
  textarea.addEventListener('focus', () => tellSoon(true), { signal });
  textarea.addEventListener('blur', leave, { signal });
  text.observe(edited);
  tellSoon(true);

  return () => {
    listening.abort();
    text.unobserve(edited);
    leave();
  };
}

function selectionOf({ selectionStart, selectionEnd, selectionDirection }: HTMLTextAreaElement) {
  const isBackward = selectionDirection === 'backward';
  const [anchor, head] = isBackward
    ? [selectionEnd, selectionStart]
    : [selectionStart, selectionEnd];
  return { anchor, head } satisfies Selection;
}

function drawTheirs({ textarea, layer, mirror, text, awareness }: TextareaCarets): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const drawn = makeCaretLayer(layer);
  let frame = 0;

  const drawSoon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const follower = followCarets({ awareness, text, onMoved: drawn.name, onChange: drawSoon });

  function draw(): void {
    frame = 0;
    const theirs = follower.carets();
    const carets = new Map<number, Caret>();
    if (theirs.size > 0) {
      const edgesAt = mirrorOf(textarea, mirror);
      for (const [client, { presence, at }] of theirs) {
        carets.set(client, { presence, edges: edgesAt(at) });
      }
    } else {
      mirror.replaceChildren();
    }
    drawn.draw(carets);
  }

  const sizes = new ResizeObserver(drawSoon);
  sizes.observe(textarea);
  textarea.addEventListener('input', drawSoon, { signal });
  textarea.addEventListener('scroll', drawSoon, { signal });
  textarea.addEventListener('mousemove', drawn.nameNear, { signal });
  document.fonts.addEventListener('loadingdone', drawSoon, { signal });
  drawSoon();

  return () => {
    cancelAnimationFrame(frame);
    listening.abort();
    sizes.disconnect();
    follower.stop();
    drawn.destroy();
    mirror.replaceChildren();
  };
}
