/** What the rights table needs to know of a meeting and its items, read off the proceedings. */
import { chairAmong, membersHere } from './attendance.ts';
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
  chairPresent: chairAmong(proceedings.attendees) !== undefined,
  seated: membersHere(proceedings.attendees)
    .filter(({ substituteSeatId }) => substituteSeatId !== null)
    .map(({ key }) => key)
});

export function itemFactsOf(proceedings: Proceedings, itemId: ItemId): ItemFacts | undefined {
  const item = proceedings.items.find(({ id }) => id === itemId);
  return item && { part: item.part, presenterId: item.presenterId };
}
