/** Business that comes after the agenda was published: rules Y12 and Y13 of SPEC.md. */
import { REASON_LIMIT, type AgendaItem } from './agenda.ts';
import type { Command } from './command.ts';
import { groundRefusal, newItemRefusal } from './proceedings-agenda.ts';
import { reasonRefusal } from './proceedings-calling-off.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { SupplementCommand } from './supplement.ts';

export const applySupplementCommand = (
  state: Proceedings,
  command: Command,
  moment: Moment
): Outcome | Refusal | undefined =>
  command.type === 'publish-supplement' ? publish(state, command, moment) : undefined;

/** It stands at the end: what was published keeps its numbers, and the notice that was given of it. */
function publish(
  state: Proceedings,
  command: SupplementCommand,
  { today }: Moment
): Outcome | Refusal {
  const { type: _, itemId, reason, note, ...given } = command;
  const { publication } = state;
  if (state.phase === 'agendaOpen') return refuse('agenda-not-published');
  if (state.phase !== 'agendaPublished' || !publication) return refuse('meeting-started');
  const refusal =
    newItemRefusal(state, itemId, given.title) ??
    groundRefusal(given.part, given.ground) ??
    reasonRefusal(reason);
  if (refusal) return refusal;
  if (note.length > REASON_LIMIT) return refuse('text-too-long', 'note');
  const title = given.title.trim();
  const item: AgendaItem = {
    ...given,
    id: itemId,
    title,
    ground: given.part === 'part2' ? given.ground : null,
    standing: null,
    urgentReason: null,
    status: 'accepted'
  };
  const version = publication.version + 1;
  const supplement = { itemId, version, on: today, reason: reason.trim() };
  return {
    state: {
      ...state,
      items: [...state.items, item],
      publication: { ...publication, version },
      supplements: [...state.supplements, supplement]
    },
    effects: [{ type: 'supplement-published', supplement, title, note }, { type: 'rights-changed' }]
  };
}
