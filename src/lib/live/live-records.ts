import { isOverdue, type Action } from '#domain/action.ts';
import { ACTION_STATE_WORDS } from '#domain/action-log.ts';
import type { LiveRecords } from '#lib/editor/records.ts';

/** What the minutes show of the rows that their blocks point at. */
export const liveRecords = (actions: readonly Action[], today: string): LiveRecords => ({
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
  )
});

/** An open action that is in time needs no word. */
function statusOf(action: Action, today: string): string | null {
  if (isOverdue(action, today)) return 'Overdue';
  return action.state === 'open' ? null : ACTION_STATE_WORDS[action.state];
}
