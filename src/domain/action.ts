/** Actions: things to do that came from a minute or were added to a board's log. */
import type { ActionId, BoardId, ItemId, MeetingId, PersonId } from './id.ts';
import type { Part } from './agenda.ts';
import { isRealDate } from './civil-date.ts';
import type { Subject } from './permission.ts';
import { refuse, type Refusal } from './refusal.ts';

export type ActionState = 'proposed' | 'open' | 'done' | 'closed' | 'noLongerRequired';

/** The five states of the key; overdue is computed from the date, never one of them. */
export type RagState =
  'completed' | 'onSchedule' | 'happeningButBehind' | 'behindOrNotHappening' | 'noInformation';

export const RAG_STATES: readonly RagState[] = [
  'completed',
  'onSchedule',
  'happeningButBehind',
  'behindOrNotHappening',
  'noInformation'
];

export type Action = {
  readonly id: ActionId;
  readonly boardId: BoardId;
  /** The board's own number for it, never used twice: "Action 14". */
  readonly number: number;
  readonly part: Part;
  /** The presenter of a private item keeps seeing what was raised there. */
  readonly presenterId: PersonId | null;
  readonly meetingId: MeetingId | null;
  readonly itemId: ItemId | null;
  readonly wording: string;
  readonly owners: readonly ActionOwner[];
  readonly dueOn: string | null;
  /** How often the due date has been moved later. */
  readonly slips: number;
  readonly state: ActionState;
  readonly rag: RagState;
  readonly raisedAt: string;
  readonly closedAt: string | null;
};

/** A person known here, or only a name ("District councils") with a null id. */
export type ActionOwner = { readonly personId: PersonId | null; readonly name: string };

export type ActionUpdate = {
  readonly at: string;
  readonly byName: string;
  readonly command: ActionCommand;
  readonly rag: RagState;
  readonly state: ActionState;
  readonly text: string;
};

export type ActionCommand =
  | { readonly type: 'update-action'; readonly rag: RagState; readonly text: string }
  | { readonly type: 'assign-action'; readonly owners: readonly ActionOwner[] }
  | { readonly type: 'reschedule-action'; readonly dueOn: string | null; readonly reason: string }
  | { readonly type: 'accept-action' }
  | {
      readonly type: 'close-action';
      readonly as: 'closed' | 'noLongerRequired';
      readonly text: string;
    }
  | { readonly type: 'reopen-action'; readonly text: string };

/** What the rights table needs to know of an action. */
export const actionSubject = ({ boardId, part, presenterId, owners }: Action): Subject => ({
  boardId,
  item: { part, presenterId },
  ownerIds: owners.flatMap(({ personId }) => personId ?? [])
});

export const UPDATE_LIMIT = 2000;

const isLive = (action: Action): boolean =>
  action.state === 'proposed' || action.state === 'open' || action.state === 'done';

/** Neither done nor off the log. */
export const isStillToDo = ({ state }: Pick<Action, 'state'>): boolean =>
  state === 'open' || state === 'proposed';

/** A1: overdue is a matter of the date alone, and only for actions still to be done. */
export const isOverdue = (action: Action, today: string): boolean =>
  isStillToDo(action) && action.dueOn !== null && action.dueOn < today;

/**
 * A3: a step down from best to worst needs a sentence, and so does the first word of an action when
 * the word is that it is behind.
 */
function isWorse(from: RagState, to: RagState): boolean {
  if (to === 'noInformation') return false;
  if (from === 'noInformation') return to === 'happeningButBehind' || to === 'behindOrNotHappening';
  return RAG_STATES.indexOf(to) > RAG_STATES.indexOf(from);
}

/** The action as the command leaves it, or why it is refused. Rules A1 to A7 of SPEC.md. */
export function changeAction(action: Action, command: ActionCommand, at: string): Action | Refusal {
  if (command.type === 'reopen-action') {
    return isLive(action) ? action : reopened(action);
  }
  if (!isLive(action)) return refuse('action-closed');
  switch (command.type) {
    case 'update-action': {
      if (isWorse(action.rag, command.rag) && command.text.trim() === '') {
        return refuse('update-missing', 'text');
      }
      return { ...action, rag: command.rag, state: stateAfter(action.state, command.rag) };
    }
    case 'assign-action':
      return command.owners.length === 0
        ? refuse('owner-missing', 'owners')
        : { ...action, owners: command.owners };
    case 'reschedule-action': {
      if (command.dueOn !== null && !isRealDate(command.dueOn)) {
        return refuse('date-unreal', 'dueOn');
      }
      const slips = action.dueOn !== null && command.dueOn !== null && command.dueOn > action.dueOn;
      if (slips && command.reason.trim() === '') return refuse('reason-missing', 'reason');
      return { ...action, dueOn: command.dueOn, slips: action.slips + (slips ? 1 : 0) };
    }
    case 'accept-action':
      return action.state === 'proposed'
        ? { ...action, state: stateAfter('open', action.rag) }
        : action;
    case 'close-action':
      return { ...action, state: command.as, closedAt: at };
  }
}

/** A4: reporting progress accepts nothing, so a proposed action stays proposed until it is accepted. */
const stateAfter = (state: ActionState, rag: RagState): ActionState =>
  state === 'proposed' ? state : rag === 'completed' ? 'done' : 'open';

/** A7: how an action that was completed stands once it is open again, nobody has said yet. */
const reopened = (action: Action): Action => ({
  ...action,
  state: 'open',
  rag: action.rag === 'completed' ? 'noInformation' : action.rag,
  closedAt: null
});
