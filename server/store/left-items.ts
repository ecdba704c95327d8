/** Items that somebody has left the room for: what happens there is nothing to them until it ends. */
import { isOutFor } from '#domain/declaration.ts';
import type { ItemId, PersonId } from '#domain/id.ts';
import type { Db } from './database.ts';
import { loadProceedings } from './proceedings.ts';

/** Of meetings that sit now: before and after, nothing is raised under an item. */
export async function listLeftItems(db: Db, personId: PersonId): Promise<ReadonlySet<ItemId>> {
  const sitting = await db
    .selectFrom('meeting')
    .select('id')
    .where('phase', 'in', ['inSession', 'adjourned'])
    .execute();
  const left = new Set<ItemId>();
  for (const { id } of sitting) {
    const proceedings = (await loadProceedings(db, id))?.proceedings;
    for (const { key, itemId } of proceedings?.declarations ?? []) {
      if (proceedings && key === personId && itemId && isOutFor(proceedings, personId, itemId))
        left.add(itemId);
    }
  }
  return left;
}
