import { TITLE_LIMIT } from '#domain/agenda.ts';
import { titleOf } from '#domain/compile-agenda.ts';
import type { ParkedItem } from '#domain/proposal.ts';
import type { Db } from '#server/store/database.ts';
import { listParkedItems } from '#server/store/parked-items.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { readAgendaTexts } from './document-text.ts';

/**
 * A board's parked items as they are called by now: the title of what a meeting put off may have
 * been written anew since. Of a private item it is the public one.
 */
export async function parkedNow(db: Db, boardId: string, cacheOf: object): Promise<ParkedItem[]> {
  const now: ParkedItem[] = [];
  for (const parked of await listParkedItems(db, boardId)) {
    now.push(parked.state === 'parked' ? await titled(db, parked, cacheOf) : parked);
  }
  return now;
}

async function titled(db: Db, parked: ParkedItem, cacheOf: object): Promise<ParkedItem> {
  const { origin } = parked;
  const loaded = origin && (await loadProceedings(db, origin.meetingId, cacheOf));
  const item = loaded?.proceedings.items.find(({ id }) => id === origin?.itemId);
  if (!origin || !item) return parked;
  const texts = await readAgendaTexts(db, origin.meetingId, [item], () => false);
  return { ...parked, title: titleOf(item, texts[item.id]).slice(0, TITLE_LIMIT) };
}
