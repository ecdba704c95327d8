/** Makes an action of a promise in the text; the sentence that made it stays as it is. */
import type { EditorView } from '@tiptap/pm/view';
import { ownerOf, type Promised } from '#domain/possible-action.ts';
import { newId } from '../new-id.ts';
import { askForRow, type Asking } from './ask-for-row.ts';
import { placeBelow, startUndoStep } from './recording.ts';
import type { EditorContext } from './records.ts';

export function takeUp(
  view: EditorView,
  promised: Promised,
  context: EditorContext,
  onNotRecorded: Asking['onNotRecorded']
): void {
  const owner = ownerOf(promised, context.people);
  const [id, text] = [newId(), promised.text];
  startUndoStep(view.state);
  view.dispatch(placeBelow(view.state, { kind: 'action', id, text }));
  startUndoStep(view.state);
  const record = {
    id,
    itemText: text,
    ownerId: owner?.id ?? null,
    ownerText: owner?.name ?? '',
    dueOn: null
  };
  askForRow(view, 'action', record, { onRecord: context.onRecord, onNotRecorded, typed: '' });
  context.announce(
    `Action recorded: ${text}. ${owner ? `Owner ${owner.name}.` : 'No owner yet.'} No due date.`
  );
  if (promised.evidence !== null) context.onEvidence(id, promised.evidence);
}
