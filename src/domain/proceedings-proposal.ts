/** Taking parked business on, and bringing back what was put off: rules Y4 and Y7 of SPEC.md. */
import type { Command } from './command.ts';
import { applyAgendaCommand, changeItem, withStatus } from './proceedings-agenda.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import type { ProposalCommand } from './proposal.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyProposalCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'accept-item':
      return accept(state, command, moment);
    case 'reinstate-item':
      return reinstate(state, command.itemId);
    default:
      return undefined;
  }
}

/** It comes onto the agenda as any item does; its wording comes from where it was parked. */
function accept(
  state: Proceedings,
  { parkedId, ...given }: Extract<ProposalCommand, { type: 'accept-item' }>,
  moment: Moment
): Judged {
  const added = applyAgendaCommand(state, { ...given, type: 'add-item', standing: null }, moment);
  if (!added || isRefusal(added)) return added ?? refuse('malformed');
  const { itemId } = given;
  const title = given.title.trim();
  const others = added.effects.filter(({ type }) => type !== 'texts-needed');
  return {
    state: added.state,
    effects: [{ type: 'item-accepted', itemId, parkedId, title }, ...others]
  };
}

function reinstate(state: Proceedings, itemId: string): Judged {
  if (state.phase === 'ended') return refuse('meeting-not-in-session');
  const item = state.items.find(({ id }) => id === itemId);
  if (!item) return refuse('not-found', 'itemId');
  if (item.status !== 'deferred') return refuse('item-not-deferred', 'itemId');
  const changed = changeItem(state, itemId, withStatus('accepted'));
  return isRefusal(changed)
    ? changed
    : { ...changed, effects: [{ type: 'item-reinstated', itemId }] };
}
