/** Puts resolutions into the text at one stroke, which is undone at one stroke. */
import type { EditorView } from '@tiptap/pm/view';
import { newId } from '../new-id.ts';
import { askForRow, type Asking } from './ask-for-row.ts';
import { placeRecords, startUndoStep } from './recording.ts';

export function resolve(
  view: EditorView,
  sentences: readonly string[],
  asking: Omit<Asking, 'typed'>
): void {
  const made = sentences.map((text) => ({ kind: 'resolution' as const, id: newId(), text }));
  if (made.length === 0) return;
  startUndoStep(view.state);
  view.dispatch(placeRecords(view.state, made));
  startUndoStep(view.state);
  for (const { id, text } of made) {
    const record = { id, itemText: text, ownerId: null, ownerText: '', dueOn: null };
    askForRow(view, 'resolution', record, { ...asking, typed: '' });
  }
  view.focus();
}
