/** A block stands in the text before the page has its row; without one it is a line of text again. */
import type { EditorView } from '@tiptap/pm/view';
import type { WordedKind } from '#domain/minute-text.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { withdrawRecord } from './recording.ts';
import type { NewRecord, RecordCallbacks } from './records.ts';

export type Asking = Pick<RecordCallbacks, 'onRecord'> & {
  /** null: the page could not be reached or broke. */
  readonly onNotRecorded: (kind: WordedKind, refusal: Refusal | null) => void;
  /** Taken out of the line when it became a block, and put back where it becomes a line again. */
  readonly typed: string;
};

export function askForRow(
  view: EditorView,
  kind: WordedKind,
  record: NewRecord,
  { onRecord, onNotRecorded, typed }: Asking
): void {
  const withdraw = (refusal: Refusal | null) => {
    onNotRecorded(kind, refusal);
    if (view.isDestroyed) return;
    const tr = withdrawRecord(view.state, record.id, typed);
    if (tr) view.dispatch(tr);
  };
  onRecord(kind, record).then(
    (answer) => isRefusal(answer) && withdraw(answer),
    () => withdraw(null)
  );
}
