/** Declaring interests, and leaving the room for one: rules I5 to I10 of SPEC.md. */
import { REASON_LIMIT } from './agenda.ts';
import { isAttendeeKey } from './attendance.ts';
import type { Command } from './command.ts';
import {
  isBarring,
  wasThere,
  type Absence,
  type Declaration,
  type DeclarationCommand
} from './declaration.ts';
import { isId } from './id.ts';
import { hasItem } from './proceedings-agenda.ts';
import { reasonRefusal } from './proceedings-calling-off.ts';
import { whileUncirculated } from './proceedings-session.ts';
import type { Moment, Outcome, Proceedings } from './proceedings.ts';
import { refuse, type Refusal } from './refusal.ts';

type Judged = Outcome | Refusal;
type Sent<Type extends DeclarationCommand['type']> = Extract<DeclarationCommand, { type: Type }>;

export function applyDeclarationCommand(state: Proceedings, command: Command): Judged | undefined {
  switch (command.type) {
    case 'declare-interest':
      return whileUncirculated(state) ?? declare(state, command);
    case 'withdraw-declaration':
      return whileUncirculated(state) ?? withdraw(state, command);
    case 'grant-dispensation':
      return whileUncirculated(state) ?? dispense(state, command);
    default:
      return undefined;
  }
}

function declare(state: Proceedings, command: Sent<'declare-interest'>): Judged {
  const { type: _, declarationId, ...declared } = command;
  const { key, name, itemId, kind, nature, standing } = declared;
  if (!isId(declarationId)) return refuse('malformed', 'declarationId');
  if (!isAttendeeKey(key)) return refuse('malformed', 'key');
  if (name.trim() === '') return refuse('name-missing', 'name');
  if (state.declarations.some(({ id }) => id === declarationId))
    return refuse('already-used', 'declarationId');
  if (itemId !== null && !hasItem(state, itemId)) return refuse('not-found', 'itemId');
  if (standing && itemId !== null) return refuse('malformed', 'standing');
  if ((nature?.length ?? 0) > REASON_LIMIT) return refuse('text-too-long', 'nature');
  // I6: what kind of interest nobody can look up has to be said.
  if ((kind === 'nri' || kind === 'nonPecuniary') && !nature?.trim())
    return refuse('nature-missing', 'nature');
  const isSame = (each: Declaration) =>
    each.key === key && each.itemId === itemId && each.kind === kind && each.standing === standing;
  if (state.declarations.some(isSame)) return refuse('already-declared', 'itemId');
  const declaration: Declaration = {
    ...declared,
    id: declarationId,
    nature: nature?.trim() || null,
    dispensation: null
  };
  return keep({ ...state, declarations: [...state.declarations, declaration] });
}

/** I5: whoever says whose it is may take it back for them; what it was is in the journal. */
function withdraw(state: Proceedings, command: Sent<'withdraw-declaration'>): Judged {
  const { declarationId, key } = command;
  if (!state.declarations.some((each) => each.id === declarationId && each.key === key))
    return refuse('not-found', 'declarationId');
  return keep({
    ...state,
    declarations: state.declarations.filter(({ id }) => id !== declarationId),
    absences: state.absences.filter((absence) => absence.declarationId !== declarationId)
  });
}

/** I10: from then on nothing is closed to the person. */
function dispense(state: Proceedings, command: Sent<'grant-dispensation'>): Judged {
  const { declarationId, reason } = command;
  const found = state.declarations.find(({ id }) => id === declarationId);
  if (!found) return refuse('not-found', 'declarationId');
  if (!isBarring(found)) return refuse('dispensation-not-needed', 'declarationId');
  const unsaid = reasonRefusal(reason);
  if (unsaid) return unsaid;
  const dispensed = { ...found, dispensation: reason.trim() };
  return keep({
    ...state,
    declarations: state.declarations.map((each) => (each === found ? dispensed : each))
  });
}

const keep = (state: Proceedings): Outcome => ({ state, effects: [] });

/**
 * I8: whatever a command does, those with a barring interest in the item that is open are out of the
 * room from then on, and back when it no longer is. A move that is taken back within the minute
 * leaves no trace: nobody left the room for it.
 */
export function followInterests(before: Proceedings, outcome: Outcome, moment: Moment): Outcome {
  const { effects } = outcome;
  if (before.declarations.length === 0 && outcome.state.declarations.length === 0) return outcome;
  const state = withAbsences(outcome.state, moment);
  const isChanged = whoIsOut(before) !== whoIsOut(state);
  if (!isChanged || effects.some(({ type }) => type === 'rights-changed'))
    return { state, effects };
  return { state, effects: [...effects, { type: 'rights-changed' }] };
}

function withAbsences(state: Proceedings, { time }: Moment): Proceedings {
  // Whoever was out when the meeting ended did not come back.
  if (state.startedAt === null || state.phase === 'ended') return state;
  const now = [state.startedAt, ...state.absences.flatMap(({ from, until }) => [from, until ?? ''])]
    .filter((each) => each !== '')
    .reduce((last, each) => (each > last ? each : last), time);
  const out = state.declarations.filter(
    (each) => each.itemId === state.currentItemId && isBarring(each) && wasThere(state, each.key)
  );
  const isOut = ({ declarationId }: Absence) => out.some(({ id }) => id === declarationId);
  const absences = state.absences
    .map((each) => (each.until === null && !isOut(each) ? { ...each, until: now } : each))
    .map((each) => (each.until === now && isOut(each) ? { ...each, until: null } : each))
    .filter(({ from, until }) => from !== until);
  const isNoted = (declaration: Declaration) =>
    absences.some((each) => each.declarationId === declaration.id && each.until === null);
  const begun = out
    .filter((each) => !isNoted(each))
    .map(({ id }) => ({ declarationId: id, from: now, until: null }));
  const isSame =
    begun.length === 0 &&
    absences.length === state.absences.length &&
    absences.every((each, index) => each === state.absences[index]);
  return isSame ? state : { ...state, absences: [...absences, ...begun] };
}

/** Who may take no part in what, as rights are asked: the item that is open counts twice. */
const whoIsOut = (state: Proceedings): string =>
  state.declarations
    .filter(isBarring)
    .map(({ key, itemId }) => {
      const status = state.items.find(({ id }) => id === itemId)?.status;
      return `${key} ${itemId} ${status} ${itemId === state.currentItemId} ${state.phase}`;
    })
    .join();
