/** An arrival or a departure as the minutes state it: whose, and which of their stays it began or ended. */
import { hasCome } from './attendance.ts';
import { isUnattributed } from './attribution.ts';
import { recordTime } from './civil-date.ts';
import type { ItemId, MovementId, PersonId } from './id.ts';
import type { Proceedings } from './proceedings.ts';
import { WHOLE_MEETING } from './stay.ts';

export type Movement = {
  readonly id: MovementId;
  /** The attendee's. */
  readonly key: PersonId;
  readonly kind: 'arrival' | 'departure';
  /** Which of the person's stays. */
  readonly stay: number;
  /** The item the meeting was on; null before the first and after the last. */
  readonly itemId: ItemId | null;
  /** Of the journal entry, so that undoing it takes this along. */
  readonly seq: number;
};

/**
 * [T2] "Amir Khan arrived at 2.20 pm." The time is the register's as it stands, so that a time put
 * right there is right in the minutes; undefined for what the register does not say any more.
 */
export function movementWords(id: MovementId, state: Proceedings): string | undefined {
  const movement = state.movements.find((each) => each.id === id);
  const attendance = state.attendees.find(({ key }) => key === movement?.key);
  // F2: that somebody left at a time would tell who was there.
  if (isUnattributed(state)) return undefined;
  if (!movement || !attendance || !hasCome(attendance)) return undefined;
  const stay = (attendance.stays ?? [WHOLE_MEETING])[movement.stay];
  const isArrival = movement.kind === 'arrival';
  const time = isArrival ? (stay?.from ?? state.startedAt) : stay?.until;
  if (!stay || !time) return undefined;
  return `${attendance.name} ${isArrival ? 'arrived' : 'left'} at ${recordTime(time)}.`;
}

/** What was recorded while the meeting was on the item, in order. */
export const movementsUnder = (itemId: ItemId, { movements }: Proceedings): readonly MovementId[] =>
  movements.filter((movement) => movement.itemId === itemId).map(({ id }) => id);
