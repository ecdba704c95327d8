import { compileAgenda, withUrgentItems } from '#domain/compile-agenda.ts';
import type { ItemId } from '#domain/id.ts';
import type { AgendaRecord } from '#domain/record.ts';
import type { LiveMeeting } from './meeting.svelte.ts';

/**
 * The record of an agenda as it stands now: what the page was loaded with, and the items and the
 * wording that have changed since. A published one is what was published, with the urgent items
 * admitted since; of one that was called off nothing changes any more.
 */
export const agendaNow = (
  loaded: AgendaRecord,
  meeting: LiveMeeting,
  seesPart2: (itemId: ItemId) => boolean
): AgendaRecord => {
  if (loaded.calledOff) return loaded;
  const { items, arrangements } = meeting.proceedings;
  const minutesOf = loaded.items.flatMap((item) => item.minutesOf ?? []);
  const texts = new Map(Object.entries(meeting.texts));
  return loaded.version === null
    ? compileAgenda({ ...loaded, ...arrangements, items, texts, seesPart2, minutesOf })
    : withUrgentItems(loaded, items, texts);
};
