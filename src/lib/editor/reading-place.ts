/**
 * What another person writes must not move the line that somebody writes or reads. The browser cannot
 * see to it here: the editor shows their change by rewriting its elements, so the line is another
 * element afterwards.
 */
import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

type SyncState = { readonly isChangeOrigin?: boolean; readonly isUndoRedoOperation?: boolean };

/** Came out of the shared document, and was not this person's undo. */
export const isOthersChange = (sync: SyncState | undefined): boolean =>
  sync?.isChangeOrigin === true && sync.isUndoRedoOperation !== true;

export const bringsOthersChange = (tr: Transaction): boolean =>
  isOthersChange(tr.getMeta(ySyncPluginKey));

/**
 * Makes the change, then scrolls so that the person's own caret stands where it stood; where there is
 * none on screen, the first block that is.
 */
export function keepReadingPlace(view: EditorView, change: () => void): void {
  const before = view.state.doc;
  const caret = caretOnScreen(view);
  const first = caret === null ? firstOnScreen(view) : null;
  change();
  const at = first && placeAfter(before, view.state.doc, first.at);
  const was = caret ?? first?.top ?? null;
  const top = caret !== null ? caretTop(view) : at === null ? null : topOf(view, at);
  if (was !== null && top !== null && top !== was) window.scrollBy(0, top - was);
}

type Block = { readonly at: number; readonly top: number };

function caretOnScreen(view: EditorView): number | null {
  if (!view.hasFocus()) return null;
  const top = caretTop(view);
  return top >= 0 && top < window.innerHeight ? top : null;
}

const caretTop = (view: EditorView): number => view.coordsAtPos(view.state.selection.head).top;

/** null while the beginning of the text is on screen: nothing can come in above it unseen. */
function firstOnScreen(view: EditorView): Block | null {
  if (view.dom.getBoundingClientRect().top >= 0) return null;
  let first: Block | null = null;
  view.state.doc.forEach((node, at) => {
    if (first) return;
    const element = view.nodeDOM(at);
    const box = element instanceof HTMLElement ? element.getBoundingClientRect() : null;
    if (box && box.bottom > 0) first = { at, top: box.top };
  });
  return first;
}

function topOf(view: EditorView, at: number): number | null {
  const element = view.nodeDOM(at);
  return element instanceof HTMLElement ? element.getBoundingClientRect().top : null;
}

/** Where a block that began at `at` begins after one stretch changed; null if it was in the stretch. */
export function placeAfter(before: Node, after: Node, at: number): number | null {
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return at;
  // What follows the stretch is asked first: of two equal lines in a row, the new one is above.
  if (at >= end.a) return at + end.b - end.a;
  return at < start ? at : null;
}
