/** What the clerk should look at before draft minutes are circulated; none of it stops them. */
import { hasCome } from '#domain/attendance.ts';
import type { Action } from '#domain/action.ts';
import { minutedItems } from '#domain/compile-minutes.ts';
import { disagreements } from '#domain/disagreement.ts';
import { hasText, recordBlocksOf, type MinuteBlock } from '#domain/minute-text.ts';
import { possibleActions } from '#domain/possible-action.ts';
import type { Proceedings } from '#domain/proceedings.ts';

export type ThingToSettle = { readonly words: string; readonly href: string };

export function thingsToSettle(
  proceedings: Proceedings,
  minutes: Readonly<Record<string, readonly MinuteBlock[]>>,
  actions: readonly Action[],
  titleOf: (itemId: string) => string
): ThingToSettle[] {
  const items = minutedItems(proceedings.items);
  const blocksOf = (itemId: string) => minutes[itemId] ?? [];
  const empty = items
    .filter(({ id }) => !hasText(blocksOf(id)))
    .map(({ id }) => ({
      words: `Nothing is recorded under ${titleOf(id)}`,
      href: `#minute-${id}`
    }));
  const undecided = items
    .filter(({ purpose, standing }) => purpose === 'decide' && standing === null)
    .filter(({ id }) => !recordBlocksOf(blocksOf(id)).some(({ kind }) => kind === 'resolution'))
    .map(({ id }) => ({
      words: `A decision was sought under ${titleOf(id)}, and none is recorded`,
      href: `#minute-${id}`
    }));
  const unowned = actions
    .filter(({ owners, dueOn }) => owners.length === 0 || dueOn === null)
    .map(({ number, owners, itemId }) => ({
      words: `Action ${number} has no ${owners.length === 0 ? 'owner' : 'due date'}`,
      href: `#minute-${itemId}`
    }));
  const promised = items.flatMap(({ id }) =>
    possibleActions(blocksOf(id)).map(({ text }) => ({
      words: `“${text}” under ${titleOf(id)} may be an action`,
      href: `#minute-${id}`
    }))
  );
  const different = disagreements(minutes, proceedings).map(({ itemId, words }) => ({
    words,
    href: `#minute-${itemId}`
  }));
  const unattended = !proceedings.attendees.some(hasCome)
    ? [{ words: 'Nobody is recorded as present', href: '#attendance' }]
    : [];
  return [...unattended, ...empty, ...undecided, ...promised, ...unowned, ...different];
}
