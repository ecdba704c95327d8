/**
 * Marks in the editor the passages that were commented on. They are drawn around the text from places
 * in the shared document, so they are no part of it, and copying takes none of them along.
 */
import { Plugin, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { CommentThread } from '#domain/comment.ts';

export const commentMarks = (marks: () => readonly CommentThread[]): Plugin =>
  new Plugin({
    props: {
      decorations: (state) =>
        DecorationSet.create(
          state.doc,
          marks().flatMap((thread) => markOf(state, thread))
        )
    }
  });

function markOf(state: EditorState, { id, anchor }: CommentThread): Decoration[] {
  const [from, to] = [placeOf(state, anchor?.start), placeOf(state, anchor?.end)];
  if (from === null || to === null || from >= to) return [];
  const attributes = { class: 'commented', 'data-thread': id, 'aria-details': `thread-${id}` };
  return [Decoration.inline(from, to, { nodeName: 'mark', ...attributes })];
}

/** Null where the place is not in the text as this editor has it at the moment. */
function placeOf(state: EditorState, position: unknown): number | null {
  const { doc, type, binding } = ySyncPluginKey.getState(state) ?? {};
  if (!binding || typeof position !== 'object' || position === null) return null;
  try {
    const relative = Y.createRelativePositionFromJSON(position);
    const place = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping);
    return place === null || place < 0 || place > state.doc.content.size ? null : place;
  } catch {
    // The letters it holds on to have not come yet.
    return null;
  }
}
