/** What the minute editor knows of records and what it asks of the page that holds it. */
import type { CommentThread } from '#domain/comment.ts';
import type { LinePerson } from '#domain/action-line.ts';
import { plainDate } from '#domain/civil-date.ts';
import type { ActionId, PersonId } from '#domain/id.ts';
import type { RecordBlockKind, StatementBlock, WordedKind } from '#domain/minute-text.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { FormKind, InsertOption } from './inserts.ts';

export type LiveAction = {
  readonly number: number;
  /** Names, in order; empty when nobody is named yet. */
  readonly owners: readonly string[];
  /** ISO date. */
  readonly dueOn: string | null;
  /** Words such as "Done" or "7 days overdue"; null when there is nothing to say. */
  readonly status: string | null;
};

export type LiveRecords = {
  readonly actions: ReadonlyMap<ActionId, LiveAction>;
  /** What a statement says; undefined for what is not recorded, or no longer. */
  readonly statement: (statement: StatementBlock) => string | undefined;
};

export type NewRecord = {
  readonly id: string;
  readonly itemText: string;
  readonly ownerId: PersonId | null;
  /** The owner's name, also of one known only by name; empty when nobody was named. */
  readonly ownerText: string;
  /** ISO date; for an action without one, that of the next meeting, if it is set. */
  readonly dueOn: string | null;
};

export type RecordField = 'owners' | 'dueOn';

export type RecordCallbacks = {
  readonly onRecord: (
    kind: WordedKind,
    record: NewRecord
  ) => Promise<{ readonly id: string } | Refusal>;
  /** The block was taken out of the text by this person: close its row or keep it? */
  readonly onRecordRemoved: (kind: RecordBlockKind, id: string) => void;
  /** The block this person took out is back, by undo or by pasting: there is nothing to ask. */
  readonly onRecordRestored: (kind: RecordBlockKind, id: string) => void;
  /** Asked for by a form of the page, which puts a statement into the text when it is done. */
  readonly onForm: (form: FormKind) => void;
  /** Words in the text say that the action just recorded is done already. */
  readonly onEvidence: (actionId: ActionId, words: string) => void;
  readonly onEditRecord: (kind: WordedKind, id: string, field: RecordField) => void;
};

/** What may change while the editor is open, read afresh at every use. */
export type EditorContext = RecordCallbacks & {
  readonly label: string;
  readonly editable: boolean;
  readonly people: readonly LinePerson[];
  readonly inserts: readonly InsertOption[];
  readonly today: string;
  readonly nextMeetingOn: string | null;
  readonly records: LiveRecords;
  /** Threads about passages of the text. */
  readonly marks: readonly CommentThread[];
  /** Polite words for a live region. */
  readonly announce: (words: string) => void;
};

export const KIND_LABELS: Record<RecordBlockKind, string> = {
  action: 'Action',
  resolution: 'RESOLVED',
  declaration: 'Declaration',
  vote: 'Vote',
  attendance: 'Attendance'
};

/** "Action 14"; only "Action" while its row is not known here. */
export function blockLabel(kind: RecordBlockKind, id: string, { actions }: LiveRecords): string {
  const number = kind === 'action' ? actions.get(id)?.number : undefined;
  return number === undefined ? KIND_LABELS[kind] : `${KIND_LABELS[kind]} ${number}`;
}

/** What the block of a statement shows, here and where it is only read. */
export const statementWords = (statement: StatementBlock, { statement: words }: LiveRecords) =>
  words(statement) ?? 'Not in the record of the meeting any more.';

export type ActionDetails = {
  readonly owner: string | null;
  readonly due: string | null;
  readonly status: string | null;
};

/** Owner and due date in words; undefined while the row is not known here. */
export function actionDetails(id: string, { actions }: LiveRecords): ActionDetails | undefined {
  const action = actions.get(id);
  return (
    action && {
      owner: action.owners.length > 0 ? `Owner ${action.owners.join(', ')}` : null,
      due: action.dueOn === null ? null : `Due ${plainDate(action.dueOn)}`,
      status: action.status
    }
  );
}
