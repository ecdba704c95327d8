/**
 * After another person's change the caret stays at the letter it stood behind. The binding knows that
 * place and then doubts it wherever the line itself was changed, in favour of a line that reads as
 * this one did: with two lines that read the same, what I type next would land in the other one.
 */
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';

/** `tr` brings the change, and has not been applied yet. */
export function holdCaret(state: EditorState, tr: Transaction): void {
  const { binding, doc, type } = ySyncPluginKey.getState(state);
  const known = binding.beforeTransactionSelection;
  if (known?.type !== 'text') return;
  const placeOf = (told: unknown, was: number): number | null => {
    const at = told && relativePositionToAbsolutePosition(doc, type, told, binding.mapping);
    // Of a line that is gone it says the beginning of the text: there the binding knows better.
    const isFound = typeof at === 'number' && (at > 1 || was <= 1) && at <= tr.doc.content.size;
    return isFound && tr.doc.resolve(at).parent.isTextblock ? at : null;
  };
  const anchor = placeOf(known.anchor, state.selection.anchor);
  const head = placeOf(known.head, state.selection.head);
  if (anchor === null || head === null) return;
  tr.setSelection(TextSelection.create(tr.doc, anchor, head));
}
