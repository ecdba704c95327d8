/** How an action's date and state are said on screen. */
import { isOverdue, type Action, type ActionCommand } from '#domain/action.ts';
import { ACTION_STATE_WORDS, RAG_WORDS } from '#domain/action-log.ts';
import { daysBetween, plainDate } from '#domain/civil-date.ts';
import { londonDateOf } from '#domain/london-time.ts';
import { counted } from './count.ts';

/** Dates further off than this are named, not counted. */
const COUNTED_DAYS = 14;

/** "8 days overdue", "Due tomorrow", "Due in 7 days", "Due 11 March 2027", "No date". */
export function dueWords(action: Action, today: string): string {
  if (action.dueOn === null) return 'No date';
  const days = daysBetween(today, action.dueOn);
  if (isOverdue(action, today)) return `${counted(-days, 'day')} overdue`;
  if (days === 0) return 'Due today';
  if (days === 1) return 'Due tomorrow';
  const isSoon = days > 1 && days <= COUNTED_DAYS;
  return isSoon ? `Due in ${days} days` : `Due ${plainDate(action.dueOn)}`;
}

/** "Date moved twice"; empty while it never was. */
export function slipWords(slips: number): string {
  if (slips === 0) return '';
  return `Date moved ${slips === 1 ? 'once' : slips === 2 ? 'twice' : `${slips} times`}`;
}

/** "Closed 10 September 2026", "Proposed": an action that is open says how it is going instead. */
export function stateWords({ state, closedAt }: Action): string {
  const words = ACTION_STATE_WORDS[state];
  return closedAt === null ? words : `${words}, ${plainDate(londonDateOf(closedAt))}`;
}

export const ownerWords = ({ owners }: Action): string =>
  owners.length === 0 ? 'No owner yet' : owners.map(({ name }) => name).join(', ');

/** What somebody did to an action, as the title of an entry in its history. */
export function changeWords(command: ActionCommand): string {
  switch (command.type) {
    case 'update-action':
      return RAG_WORDS[command.rag];
    case 'assign-action':
      return `Given to ${command.owners.map(({ name }) => name).join(', ')}`;
    case 'reschedule-action':
      return command.dueOn === null
        ? 'Due date taken away'
        : `Due date set to ${plainDate(command.dueOn)}`;
    case 'accept-action':
      return 'Accepted';
    case 'close-action':
      return ACTION_STATE_WORDS[command.as];
    case 'reopen-action':
      return 'Opened again';
  }
}
