/** Resolutions as rows; the wording is a projection of the minute they stand in. */
import type { Db } from './database.ts';

export async function insertResolution(
  db: Db,
  resolution: { id: string; meetingId: string; itemId: string; at: string; by: string }
): Promise<void> {
  await db
    .insertInto('resolution')
    .values({
      id: resolution.id,
      meeting_id: resolution.meetingId,
      item_id: resolution.itemId,
      recorded_at: resolution.at,
      recorded_by: resolution.by,
      wording: '',
      withdrawn_at: null
    })
    .execute();
}

/** The meeting a resolution was recorded at, withdrawn or not. */
export async function findResolutionMeeting(db: Db, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('resolution')
    .select('meeting_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.meeting_id;
}

export async function withdrawResolution(db: Db, id: string, at: string): Promise<void> {
  await db
    .updateTable('resolution')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Only of a resolution of that item: a block elsewhere that names it changes nothing. */
export async function setResolutionWording(
  db: Db,
  id: string,
  itemId: string,
  wording: string
): Promise<void> {
  await db
    .updateTable('resolution')
    .set({ wording })
    .where('id', '=', id)
    .where('item_id', '=', itemId)
    .execute();
}
