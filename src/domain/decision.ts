/** What was decided of an item, and what is still to be settled before the record can say it. */
import type { AgendaItem } from './agenda.ts';
import type { ItemId, ResolutionId } from './id.ts';
import type { Proceedings } from './proceedings.ts';

/** An item agreed from the chair, under the resolutions that its recommendations became. */
export type Agreement = {
  readonly itemId: ItemId;
  readonly resolutionIds: readonly ResolutionId[];
  /** Agreed with changes that nobody has yet written into the resolutions. */
  readonly isToBeWorded: boolean;
};

/** Enough for any report; each is a line of the minute. */
export const RESOLUTIONS_AT_ONCE = 50;

/** What is agreed of an item without recommendations. */
export const AGREED_AS_IT_STANDS = 'That the item be agreed.';

/** The resolutions that agreeing an item makes of its recommendations, in order. */
export function resolutionsFrom(recommendations: readonly string[]): readonly string[] {
  const worded = recommendations.map((each) => each.trim()).filter((each) => each !== '');
  return worded.length === 0 ? [AGREED_AS_IT_STANDS] : worded;
}

/** Whether the record says what became of it: resolved, put off, or minutes approved under it. */
export const isDecided = (
  { resolutions, approvals }: Pick<Proceedings, 'resolutions' | 'approvals'>,
  { id, status }: Pick<AgendaItem, 'id' | 'status'>
): boolean =>
  status === 'deferred' ||
  resolutions.some(({ itemId }) => itemId === id) ||
  approvals.some(({ itemId }) => itemId === id);

/** Whether a decision was sought under the item, none is recorded, and nobody has said to leave it. */
export const isUndecided = (proceedings: Proceedings, item: AgendaItem): boolean =>
  item.purpose === 'decide' &&
  item.status !== 'withdrawn' &&
  !isDecided(proceedings, item) &&
  !proceedings.leftUndecided.includes(item.id);

/** [H9] The items the meeting has left for which a decision was sought and none is recorded. */
export const undecidedItems = (proceedings: Proceedings): readonly AgendaItem[] =>
  proceedings.items.filter(
    (item) =>
      item.status === 'considered' &&
      item.id !== proceedings.currentItemId &&
      isUndecided(proceedings, item)
  );

/** [H7] The items agreed with changes that are still to be written. */
export const itemsToBeWorded = ({
  agreements,
  items
}: Pick<Proceedings, 'agreements' | 'items'>): readonly AgendaItem[] =>
  items.filter(({ id }) =>
    agreements.some(({ itemId, isToBeWorded }) => itemId === id && isToBeWorded)
  );
