/**
 * Where others are in a minute: their carets are drawn from places in the shared document, in a layer
 * over the editor.
 */
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey
} from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { makeCaretLayer, type Caret, type Presence } from './caret-layer.ts';
import { hasWritten } from './follow-carets.ts';

export const caretPlugin = (awareness: Awareness, layer: HTMLElement): Plugin =>
  new Plugin({ view: (view) => caretView(view, awareness, layer) });

function caretView(view: EditorView, awareness: Awareness, layer: HTMLElement) {
  const { doc } = ySyncPluginKey.getState(view.state);
  const drawn = makeCaretLayer(layer);
  let frame = 0;
  let published = 'null';

  const draw = () => {
    frame = 0;
    const carets = new Map<number, Caret>();
    for (const [client, presence] of awareness.getStates()) {
      const head = client === doc.clientID ? null : placeOf(view.state, presence);
      if (head !== null) carets.set(client, { presence, edges: view.coordsAtPos(head) });
    }
    drawn.draw(carets);
  };
  const drawSoon = () => {
    frame ||= requestAnimationFrame(draw);
  };

  const nameTypists = (transaction: Y.Transaction) => {
    if (transaction.local) return;
    for (const client of transaction.afterState.keys()) {
      if (hasWritten(client, transaction)) drawn.name(client);
    }
    drawSoon();
  };

  const publish = () => {
    const { anchor, head } = view.state.selection;
    const cursor = view.hasFocus()
      ? { anchor: relative(view.state, anchor), head: relative(view.state, head) }
      : null;
    const told = JSON.stringify(cursor);
    if (told === published) return;
    published = told;
    awareness.setLocalStateField('cursor', cursor);
  };
  // At blur the editor still counts as focused until the event is over.
  const publishSoon = () => setTimeout(() => !view.isDestroyed && publish());

  const sizes = new ResizeObserver(drawSoon);
  sizes.observe(view.dom);
  awareness.on('change', drawSoon);
  doc.on('afterTransaction', nameTypists);
  view.dom.addEventListener('mousemove', drawn.nameNear);
  view.dom.addEventListener('focus', publishSoon);
  view.dom.addEventListener('blur', publishSoon);
  drawSoon();

  return {
    update: () => {
      publish();
      drawSoon();
    },
    destroy: () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      awareness.off('change', drawSoon);
      doc.off('afterTransaction', nameTypists);
      view.dom.removeEventListener('mousemove', drawn.nameNear);
      view.dom.removeEventListener('focus', publishSoon);
      view.dom.removeEventListener('blur', publishSoon);
      awareness.setLocalStateField('cursor', null);
      drawn.destroy();
    }
  };
}

function relative(state: EditorState, position: number): unknown {
  const { type, binding } = ySyncPluginKey.getState(state);
  return Y.relativePositionToJSON(
    absolutePositionToRelativePosition(position, type, binding.mapping)
  );
}

/** Place of a person's caret in this document; null if they have none here or say nonsense. */
function placeOf(state: EditorState, { cursor }: Presence): number | null {
  if (typeof cursor !== 'object' || cursor === null) return null;
  const { doc, type, binding } = ySyncPluginKey.getState(state);
  try {
    const head = Y.createRelativePositionFromJSON(cursor.head);
    const place = relativePositionToAbsolutePosition(doc, type, head, binding.mapping);
    return place === null || place < 0 || place > state.doc.content.size ? null : place;
  } catch {
    // Awareness is whatever another browser sent: a caret that cannot be read is not drawn.
    return null;
  }
}
