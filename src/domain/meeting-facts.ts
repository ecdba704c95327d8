/** What the rights table needs to know of a meeting and its items, read off the proceedings. */
import { chairAmong, membersHere } from './attendance.ts';
import { inRoom, isBarring, isOutFor } from './declaration.ts';
import type { MinutesWriting } from './board.ts';
import type { ItemId } from './id.ts';
import type { ItemFacts, MeetingFacts } from './permission.ts';
import type { Proceedings } from './proceedings.ts';

export const meetingFactsOf = (
  board: { readonly settings: { readonly minutesWriting: MinutesWriting } },
  proceedings: Proceedings
): MeetingFacts => ({
  phase: proceedings.phase,
  minutesStage: proceedings.minutes.stage,
  minutesWriting: board.settings.minutesWriting,
  // I9: a chair who is out of the room for an item does not preside over it.
  chairPresent: chairAmong(inRoom(proceedings)) !== undefined,
  seated: membersHere(proceedings.attendees)
    .filter(({ substituteSeatId }) => substituteSeatId !== null)
    .map(({ key }) => key)
});

export function itemFactsOf(proceedings: Proceedings, itemId: ItemId): ItemFacts | undefined {
  const item = proceedings.items.find(({ id }) => id === itemId);
  if (!item) return undefined;
  const barred = proceedings.declarations
    .filter((each) => each.itemId === itemId && isBarring(each))
    .map(({ key }) => key);
  return {
    part: item.part,
    presenterId: item.presenterId,
    barred,
    out: barred.filter((key) => isOutFor(proceedings, key, itemId))
  };
}
