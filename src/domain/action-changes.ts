/** The action log as a meeting takes it: what has changed since the last one. Rule Y9 of SPEC.md. */
import { isOverdue, type Action } from './action.ts';
import { londonDateOf } from './london-time.ts';

export type ActionChanges = {
  /** Raised since the last meeting, whatever became of them. */
  readonly opened: readonly Action[];
  /** Done, and offered for removal from the log. */
  readonly done: readonly Action[];
  readonly overdue: readonly Action[];
  /** Suggested by somebody, and not accepted yet: for the chair to decide. */
  readonly toDecide: readonly Action[];
  /** Accepted and still to be done, the overdue ones among them. */
  readonly open: readonly Action[];
};

/** `since` is the ISO date of the last meeting, on which actions count as its own; null for none. */
export const actionChanges = (
  actions: readonly Action[],
  since: string | null,
  today: string
): ActionChanges => ({
  opened: actions.filter(({ raisedAt }) => since === null || londonDateOf(raisedAt) >= since),
  done: actions.filter(({ state }) => state === 'done'),
  overdue: actions.filter((action) => action.state === 'open' && isOverdue(action, today)),
  toDecide: actions.filter(({ state }) => state === 'proposed'),
  open: actions.filter(({ state }) => state === 'open')
});
