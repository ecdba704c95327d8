/**
 * Ties a textarea to a shared text. What is typed goes into the text as the smallest change; what
 * others write goes into the textarea without moving the caret, the selection or the scroll of the
 * person in it. Undo takes back one's own changes only: the browser's own undo does not know the
 * values set by script, so it is replaced. Answers what unties them.
 */
import * as Y from 'yjs';
import { changeAfter, movedBy, textChange, type DeltaStep } from './text-diff.ts';

export function bindTextarea(
  element: HTMLTextAreaElement,
  text: Y.Text,
  singleLine: boolean
): () => void {
  const mine = Symbol('this textarea');
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([mine]), captureTimeout: 500 });
  const listening = new AbortController();
  /** The text as the textarea was last told; while a word is being composed it may lag behind. */
  let told = text.toString();
  let isComposing = false;
  let waiting: (readonly DeltaStep[])[] = [];

  element.value = told;
  text.observe(takeTheirs);
  on('input', () => {
    // Phones compose every word: their letters go out at once, unless others wrote meanwhile.
    if (waiting.length === 0) send();
  });
  on('compositionstart', () => (isComposing = true));
  on('compositionend', () => {
    isComposing = false;
    const caret = send();
    show(waiting, caret);
  });
  on('beforeinput', (event) => takeUndo(event as InputEvent));
  on('keydown', (event) => takeKey(event as KeyboardEvent));

  return () => {
    // A word still being composed when the page moves on is kept as far as it was typed.
    send();
    listening.abort();
    text.unobserve(takeTheirs);
    undo.destroy();
  };

  function on(type: string, listener: (event: Event) => void): void {
    element.addEventListener(type, listener, { signal: listening.signal });
  }

  /** Answers where in the shared text the change ends, if there was one. */
  function send(): number | undefined {
    if (singleLine) joinLines();
    const change = textChange(told, element.value, element.selectionEnd);
    if (!change) return undefined;
    const { at, remove, insert } = changeAfter(waiting, change);
    told = element.value;
    text.doc?.transact(() => {
      text.delete(at, remove);
      text.insert(at, insert);
    }, mine);
    return at + insert.length;
  }

  function joinLines(): void {
    if (!/[\r\n]/.test(element.value)) return;
    const caret = element.selectionEnd;
    element.value = element.value.replace(/\r\n|\r|\n/g, ' ');
    element.setSelectionRange(caret, caret);
  }

  function takeTheirs(event: Y.YTextEvent, transaction: Y.Transaction): void {
    if (transaction.origin === mine) return;
    if (isComposing) waiting.push(event.delta);
    else show([event.delta]);
  }

  /** Rewriting the value would end a composition, so it waits for the word to be finished. */
  function show(deltas: readonly (readonly DeltaStep[])[], caret?: number): void {
    waiting = [];
    told = text.toString();
    if (element.value === told) return;
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = element;
    const moved = (position: number) =>
      caret ?? deltas.reduce((at, delta) => movedBy(delta, at), position);
    element.value = told;
    element.setSelectionRange(moved(selectionStart), moved(selectionEnd), selectionDirection);
    element.scrollTop = scrollTop;
  }

  function takeUndo(event: InputEvent): void {
    if (event.inputType === 'historyUndo') undo.undo();
    else if (event.inputType === 'historyRedo') undo.redo();
    else return;
    event.preventDefault();
  }

  function takeKey(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    const holds = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (singleLine && key === 'enter' && !event.isComposing) event.preventDefault();
    else if (holds && key === 'z') takeKeyOfUndo(event, event.shiftKey ? 'redo' : 'undo');
    else if (holds && key === 'y') takeKeyOfUndo(event, 'redo');
  }

  function takeKeyOfUndo(event: KeyboardEvent, step: 'undo' | 'redo'): void {
    event.preventDefault();
    undo[step]();
  }
}
