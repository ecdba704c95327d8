import type { Command } from './command.ts';
import { isId } from './id.ts';
import { hasItem } from './proceedings-agenda.ts';
import { whileWritable } from './proceedings-session.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

/** [Y10] What the actions are is for the stored log to say; the meeting says that it agreed to it. */
export function applyActionClosingCommand(
  state: Proceedings,
  command: Command
): Outcome | Refusal | undefined {
  if (command.type !== 'close-actions') return undefined;
  const { itemId, actionIds, as } = command;
  const tooEarly = whileWritable(state);
  if (tooEarly) return tooEarly;
  if (!hasItem(state, itemId)) return refuse('not-found', 'itemId');
  const ids = [...new Set(actionIds)];
  if (ids.length === 0 || !ids.every(isId)) return refuse('malformed', 'actionIds');
  const others = state.closedActions.filter(({ id }) => !ids.includes(id));
  return {
    state: { ...state, closedActions: [...others, ...ids.map((id) => ({ id, itemId, as }))] },
    effects: [{ type: 'actions-closed', itemId, actionIds: ids, as }]
  };
}
