/** Keeps which arrivals and departures the minutes may state. Rule T2. */
import type { AttendanceCommand } from './command.ts';
import type { Movement } from './movement.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import { WHOLE_MEETING } from './stay.ts';

type Moving = Extract<AttendanceCommand, { type: 'record-arrival' | 'record-departure' }>;

/** The judged arrival or departure, with the movement it was given an id for. */
export function noted(
  before: Proceedings,
  command: Moving,
  judged: Outcome | Refusal
): Outcome | Refusal {
  const { movementId } = command;
  if (isRefusal(judged) || movementId === undefined) return judged;
  if (before.movements.some(({ id }) => id === movementId)) {
    return refuse('already-used', 'movementId');
  }
  // Somebody else recorded it first: there is nothing more to state.
  if (judged.state === before) return judged;
  const key = command.type === 'record-arrival' ? command.attendee.key : command.key;
  const stays = judged.state.attendees.find((each) => each.key === key)?.stays ?? [WHOLE_MEETING];
  const movement: Movement = {
    id: movementId,
    key,
    kind: command.type === 'record-arrival' ? 'arrival' : 'departure',
    stay: stays.length - 1,
    itemId: before.currentItemId,
    seq: before.seq + 1
  };
  return { ...judged, state: { ...judged.state, movements: [...before.movements, movement] } };
}

export const withoutMovementsOf = (seq: number, { movements }: Proceedings): readonly Movement[] =>
  movements.filter((movement) => movement.seq !== seq);
