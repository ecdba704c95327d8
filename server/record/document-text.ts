/** What the shared documents say, as the record and the pages need it. */
import * as Y from 'yjs';
import type { AgendaItem } from '#domain/agenda.ts';
import { minuteBlocks } from '#domain/minute-json.ts';
import type { MinuteBlock } from '#domain/minute-text.ts';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TEXT_FIELD,
  TITLE_FIELD
} from '#protocol/documents.ts';
import type { ItemText } from '#protocol/live.ts';
import type { Db } from '#server/store/database.ts';
import { readFragment } from './read-fragment.ts';
import { readDocument } from './stored-document.ts';

/**
 * The wording of a meeting's items by item id. The note and the recommendations of a private item
 * are in a document of its own, read only for those who may see it.
 */
export async function readAgendaTexts(
  db: Db,
  meetingId: string,
  items: readonly AgendaItem[],
  seesPart2: (itemId: string) => boolean
): Promise<Record<string, ItemText>> {
  const open = await readDocument(db, `agenda/${meetingId}`, itemTexts);
  const texts = new Map(
    items.map((item) => [
      item.id,
      open.get(item.id) ?? { title: item.title, note: '', recommendations: [] }
    ])
  );
  for (const { id, part } of items) {
    if (part !== 'part2' || !seesPart2(id)) continue;
    const hidden = (await readDocument(db, `exempt/${id}`, itemTexts)).get(id);
    const shown = texts.get(id);
    if (hidden && shown) {
      texts.set(id, { ...shown, note: hidden.note, recommendations: hidden.recommendations });
    }
  }
  return Object.fromEntries(texts);
}

export const readMinute = (db: Db, itemId: string): Promise<MinuteBlock[]> =>
  readDocument(db, `minute/${itemId}`, minuteOf);

export async function readMinutes(
  db: Db,
  itemIds: readonly string[]
): Promise<Record<string, readonly MinuteBlock[]>> {
  const minutes: Record<string, readonly MinuteBlock[]> = {};
  for (const id of itemIds) minutes[id] = await readMinute(db, id);
  return minutes;
}

export const minuteOf = (doc: Y.Doc): MinuteBlock[] =>
  minuteBlocks(readFragment(doc.getXmlFragment(TEXT_FIELD)));

/** Tolerant of whatever a client may have put in the map: what is no text reads as none. */
export function itemTexts(doc: Y.Doc): Map<string, ItemText> {
  const items = doc.getMap(ITEMS_FIELD);
  const texts = new Map<string, ItemText>();
  for (const [id, item] of items.entries()) {
    if (!(item instanceof Y.Map)) continue;
    const recommendations: unknown = item.get(RECOMMENDATIONS_FIELD);
    texts.set(id, {
      title: textIn(item.get(TITLE_FIELD)),
      note: textIn(item.get(NOTE_FIELD)),
      recommendations:
        recommendations instanceof Y.Array ? recommendations.toArray().map(textIn) : []
    });
  }
  return texts;
}

const textIn = (value: unknown): string => (value instanceof Y.Text ? value.toString() : '');
