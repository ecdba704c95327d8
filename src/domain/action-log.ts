/** A board's action log as it is printed: its rows, its columns and the words of its states. */
import type { ActionState, RagState } from './action.ts';

export type ActionLogRow = {
  readonly number: number;
  readonly wording: string;
  readonly owners: readonly string[];
  /** ISO dates. The meeting and its minute are null for what was added straight in the log. */
  readonly raisedOn: string;
  readonly meetingDate: string | null;
  readonly minuteNumber: number | null;
  readonly dueOn: string | null;
  readonly status: ActionState;
  readonly rag: RagState;
  readonly latestUpdate: string | null;
  readonly closedOn: string | null;
};

/** A cell says whether it is a date, so that a sheet can sort by it. */
export type ActionLogCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number | null }
  | { readonly kind: 'date'; readonly date: string | null };

export type ActionLogColumn = {
  readonly heading: string;
  /** In characters, for sheets. */
  readonly width: number;
  readonly cell: (row: ActionLogRow) => ActionLogCell;
};

const text = (value: string | null): ActionLogCell => ({ kind: 'text', text: value ?? '' });
const number = (value: number | null): ActionLogCell => ({ kind: 'number', number: value });
const date = (value: string | null): ActionLogCell => ({ kind: 'date', date: value });

export const ACTION_LOG_COLUMNS: readonly ActionLogColumn[] = [
  { heading: 'Action number', width: 14, cell: (row) => number(row.number) },
  { heading: 'Action', width: 60, cell: (row) => text(row.wording) },
  { heading: 'Owners', width: 30, cell: (row) => text(row.owners.join('; ')) },
  { heading: 'Raised', width: 12, cell: (row) => date(row.raisedOn) },
  { heading: 'Meeting', width: 12, cell: (row) => date(row.meetingDate) },
  { heading: 'Minute', width: 8, cell: (row) => number(row.minuteNumber) },
  { heading: 'Due', width: 12, cell: (row) => date(row.dueOn) },
  { heading: 'Status', width: 18, cell: (row) => text(ACTION_STATE_WORDS[row.status]) },
  { heading: 'RAG rating', width: 28, cell: (row) => text(RAG_WORDS[row.rag]) },
  { heading: 'Latest update', width: 60, cell: (row) => text(row.latestUpdate) },
  { heading: 'Closed', width: 12, cell: (row) => date(row.closedOn) }
];

export const ACTION_STATE_WORDS: Record<ActionState, string> = {
  proposed: 'Proposed',
  open: 'Open',
  done: 'Done',
  closed: 'Closed',
  noLongerRequired: 'No longer required'
};

export const RAG_WORDS: Record<RagState, string> = {
  completed: 'Completed',
  onSchedule: 'On schedule',
  happeningButBehind: 'Happening but behind schedule',
  behindOrNotHappening: 'Behind or not happening',
  noInformation: 'No information received'
};
