/** How long the meeting has been on an item, against what the agenda gave it. Rules H3 and H4. */
import type { AgendaItem } from './agenda.ts';
import type { ItemId } from './id.ts';
import type { Proceedings } from './proceedings.ts';

/** UTC instants between which an item was open; `until` is null while it is. */
export type ItemPeriod = {
  readonly itemId: ItemId;
  readonly from: string;
  readonly until: string | null;
};

const SECOND = 1000;
const MINUTE = 60;

/** Seconds the meeting has spent on an item up to `now`, a UTC instant; no adjournment counts. */
export function timeSpent(
  { periods }: Pick<Proceedings, 'periods'>,
  itemId: ItemId,
  now: string
): number {
  const spent = periods
    .filter((period) => period.itemId === itemId)
    // A server's clock that was put back must not take time away from an item.
    .map(({ from, until }) => Math.max(0, Date.parse(until ?? now) - Date.parse(from)))
    .reduce((sum, each) => sum + each, 0);
  return Math.floor(spent / SECOND);
}

/** Seconds left of what the agenda gave the item, negative when it is over; null where it gave none. */
export const timeLeft = (
  proceedings: Pick<Proceedings, 'periods'>,
  { id, minutesAllotted }: Pick<AgendaItem, 'id' | 'minutesAllotted'>,
  now: string
): number | null =>
  minutesAllotted === null ? null : minutesAllotted * MINUTE - timeSpent(proceedings, id, now);

/** The open item's time stops: the meeting adjourns, leaves the item or closes. */
export const stopClock = (periods: readonly ItemPeriod[], at: string): readonly ItemPeriod[] =>
  periods.map((period) => (period.until === null ? { ...period, until: at } : period));

/** The time of the item that is open now runs from `at`, and no other's does. */
export function runClock(
  periods: readonly ItemPeriod[],
  itemId: ItemId | null,
  at: string
): readonly ItemPeriod[] {
  const stopped = stopClock(periods, at);
  return itemId === null ? stopped : [...stopped, { itemId, from: at, until: null }];
}
