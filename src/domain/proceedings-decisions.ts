/** Decisions as the chair states them. The wording is the minute's own text. Rules H5 to H9. */
import type { DecisionCommand } from './chair-command.ts';
import type { Command } from './command.ts';
import { isDecided, RESOLUTIONS_AT_ONCE, type Agreement } from './decision.ts';
import { isId, type ItemId } from './id.ts';
import { hasItem } from './proceedings-agenda.ts';
import { recordedAt, whileWritable } from './proceedings-session.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;

export function applyDecisionCommand(
  state: Proceedings,
  command: Command,
  moment: Moment
): Judged | undefined {
  switch (command.type) {
    case 'agree-item':
      return whileWritable(state) ?? agree(state, command, moment);
    case 'undo-agreement':
      return whileWritable(state) ?? undoAgreement(state, command.itemId);
    case 'confirm-wording':
      return whileWritable(state) ?? confirmWording(state, command.itemId);
    case 'leave-undecided':
      return whileWritable(state) ?? leaveUndecided(state, command.itemId);
    default:
      return undefined;
  }
}

/** Of two people who press "Agreed" at once, the second must not resolve it twice. */
function agree(
  state: Proceedings,
  { itemId, resolutionIds, withChanges }: Extract<DecisionCommand, { type: 'agree-item' }>,
  moment: Moment
): Judged {
  const item = state.items.find(({ id }) => id === itemId);
  if (!item || !hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (isDecided(state, item)) return refuse('already-decided', 'itemId');
  const isSound =
    resolutionIds.length > 0 &&
    resolutionIds.length <= RESOLUTIONS_AT_ONCE &&
    new Set(resolutionIds).size === resolutionIds.length &&
    resolutionIds.every(isId);
  if (!isSound) return refuse('malformed', 'resolutionIds');
  if (state.resolutions.some(({ id }) => resolutionIds.includes(id))) {
    return refuse('already-used', 'resolutionIds');
  }
  const agreement: Agreement = { itemId, resolutionIds, isToBeWorded: withChanges };
  return {
    state: {
      ...state,
      resolutions: [
        ...state.resolutions,
        ...resolutionIds.map((id) => ({ id, itemId, ...recordedAt(state, moment) }))
      ],
      agreements: [...otherAgreements(state, itemId), agreement],
      leftUndecided: state.leftUndecided.filter((id) => id !== itemId)
    },
    effects: [{ type: 'item-agreed', itemId, resolutionIds }]
  };
}

function undoAgreement(state: Proceedings, itemId: ItemId): Judged {
  const agreement = agreementOn(state, itemId);
  if (!agreement) return refuse('not-found', 'itemId');
  const { resolutionIds } = agreement;
  return {
    state: {
      ...state,
      resolutions: state.resolutions.filter(({ id }) => !resolutionIds.includes(id)),
      agreements: otherAgreements(state, itemId)
    },
    effects: [{ type: 'agreement-undone', itemId, resolutionIds }]
  };
}

function confirmWording(state: Proceedings, itemId: ItemId): Judged {
  const agreement = agreementOn(state, itemId);
  if (!agreement?.isToBeWorded) return refuse('not-found', 'itemId');
  const worded = { ...agreement, isToBeWorded: false };
  return keep({ ...state, agreements: [...otherAgreements(state, itemId), worded] });
}

function leaveUndecided(state: Proceedings, itemId: ItemId): Judged {
  const item = state.items.find(({ id }) => id === itemId);
  if (!item || !hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (isDecided(state, item)) return refuse('already-decided', 'itemId');
  return state.leftUndecided.includes(itemId)
    ? keep(state)
    : keep({ ...state, leftUndecided: [...state.leftUndecided, itemId] });
}

const agreementOn = ({ agreements }: Proceedings, itemId: ItemId): Agreement | undefined =>
  agreements.find((agreement) => agreement.itemId === itemId);

const otherAgreements = ({ agreements }: Proceedings, itemId: ItemId): readonly Agreement[] =>
  agreements.filter((agreement) => agreement.itemId !== itemId);

const keep = (state: Proceedings): Outcome => ({ state, effects: [] });
