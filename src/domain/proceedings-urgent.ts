/** Business taken without notice, on the opinion of whoever presides: rules U1 to U5 of SPEC.md. */
import type { AgendaItem } from './agenda.ts';
import type { Command, UrgentCommand } from './command.ts';
import type { MeetingPhase } from './meeting.ts';
import { newItemRefusal } from './proceedings-agenda.ts';
import { reasonRefusal } from './proceedings-calling-off.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

export const applyUrgentCommand = (
  state: Proceedings,
  command: Command
): Outcome | Refusal | undefined =>
  command.type === 'admit-urgent-item' ? admit(state, command) : undefined;

/** It stands at the end: what was published keeps its numbers. */
function admit(state: Proceedings, command: UrgentCommand): Outcome | Refusal {
  const { type: _, itemId, reason, ...given } = command;
  const refusal =
    whileNoticeIsPast(state) ?? newItemRefusal(state, itemId, given.title) ?? reasonRefusal(reason);
  if (refusal) return refusal;
  const title = given.title.trim();
  const item: AgendaItem = {
    ...given,
    id: itemId,
    title,
    standing: null,
    part: 'part1',
    ground: null,
    urgentReason: reason.trim(),
    minuted: true,
    status: 'accepted'
  };
  return {
    state: { ...state, items: [...state.items, item] },
    effects: [{ type: 'texts-needed', itemId, title, from: null }]
  };
}

/** U2: before publication an item is simply added, and after the close there is nothing to take it. */
export const mayTakeUrgentItems = (phase: MeetingPhase): boolean =>
  phase === 'agendaPublished' || phase === 'inSession' || phase === 'adjourned';

function whileNoticeIsPast({ phase }: Proceedings): Refusal | undefined {
  if (mayTakeUrgentItems(phase)) return undefined;
  return phase === 'agendaOpen'
    ? refuse('agenda-not-published', 'reason')
    : refuse('meeting-not-in-session');
}
