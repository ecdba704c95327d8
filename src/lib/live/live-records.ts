import { isOverdue, type Action } from '#domain/action.ts';
import { ACTION_STATE_WORDS } from '#domain/action-log.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { statementWords } from '#domain/statement.ts';
import type { LiveRecords } from '#lib/editor/records.ts';

/** What the minutes show of the rows and the proceedings that their blocks point at. */
export const liveRecords = (
  actions: readonly Action[],
  proceedings: Proceedings,
  today: string
): LiveRecords => ({
  actions: new Map(
    actions.map((action) => [
      action.id,
      {
        number: action.number,
        owners: action.owners.map(({ name }) => name),
        dueOn: action.dueOn,
        status: statusOf(action, today)
      }
    ])
  ),
  statement: (statement) => statementWords(statement, proceedings)
});

/** An open action that is in time needs no word. */
function statusOf(action: Action, today: string): string | null {
  if (isOverdue(action, today)) return 'Overdue';
  return action.state === 'open' ? null : ACTION_STATE_WORDS[action.state];
}
