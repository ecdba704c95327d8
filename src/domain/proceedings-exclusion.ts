/** Excluding the public before private business is taken: rules I1 to I4 of SPEC.md. */
import type { Command, ExclusionCommand } from './command.ts';
import { needsExclusion } from './exclusion.ts';
import { isId, type ItemId } from './id.ts';
import { hasItem } from './proceedings-agenda.ts';
import { paragraphsRefusal } from './privacy.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyExclusionCommand(state: Proceedings, command: Command): Judged | undefined {
  switch (command.type) {
    case 'resolve-exclusion':
      return whileInSession(state) ?? resolve(state, command);
    case 'withdraw-exclusion':
      return whileInSession(state) ?? withdraw(state, command.exclusionId);
    default:
      return undefined;
  }
}

function resolve(
  state: Proceedings,
  command: Extract<ExclusionCommand, { type: 'resolve-exclusion' }>
): Judged {
  const { exclusionId, itemIds, paragraphs } = command;
  if (!isId(exclusionId)) return refuse('malformed', 'exclusionId');
  if (state.exclusions.some(({ id }) => id === exclusionId))
    return refuse('already-used', 'exclusionId');
  const unsound = itemsRefusal(state, itemIds) ?? paragraphsRefusal(paragraphs);
  if (unsound) return unsound;
  const exclusion = { id: exclusionId, itemIds, paragraphs };
  return {
    state: { ...state, exclusions: [...state.exclusions, exclusion] },
    effects: [{ type: 'exclusion-resolved', exclusion }]
  };
}

function itemsRefusal(state: Proceedings, itemIds: readonly ItemId[]): Refusal | undefined {
  if (itemIds.length === 0 || new Set(itemIds).size < itemIds.length)
    return refuse('malformed', 'itemIds');
  if (!itemIds.every((id) => hasItem(state, id))) return refuse('not-found', 'itemIds');
  const isNeeded = (id: ItemId) =>
    state.items.some((item) => item.id === id && needsExclusion(state, item));
  return itemIds.every(isNeeded) ? undefined : refuse('exclusion-not-needed', 'itemIds');
}

/** I3: recorded by mistake it is taken back; once the meeting has acted on it, it is history. */
function withdraw(state: Proceedings, exclusionId: string): Judged {
  const found = state.exclusions.find(({ id }) => id === exclusionId);
  if (!found) return refuse('not-found', 'exclusionId');
  const isTaken = (id: ItemId) =>
    id === state.currentItemId ||
    state.items.some((item) => item.id === id && item.status === 'considered');
  if (found.itemIds.some(isTaken)) return refuse('exclusion-used');
  const exclusions = state.exclusions.filter(({ id }) => id !== exclusionId);
  return { state: { ...state, exclusions }, effects: [] };
}

const whileInSession = ({ phase }: Proceedings): Refusal | undefined =>
  phase === 'inSession' ? undefined : refuse('meeting-not-in-session');
