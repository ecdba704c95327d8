/** What follows when the chair says that an item is agreed, or takes it back. */
import { resolutionsFrom } from '#domain/decision.ts';
import type { Effect } from '#domain/proceedings.ts';
import { refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { readAgendaTexts } from '#server/record/document-text.ts';
import { appendResolutions, removeResolutions } from '#server/record/resolution-blocks.ts';
import type { Db } from '#server/store/database.ts';
import {
  findResolutionMeeting,
  insertResolution,
  withdrawResolution
} from '#server/store/resolutions.ts';
import type { EffectContext } from './proceedings-effect-context.ts';
import { RefusedInEffect, refuseUsed } from './proceedings-refused.ts';

type Decision = Extract<Effect, { type: 'item-agreed' | 'agreement-undone' }>;

/** The words are those of the agenda as committed: as many as its sender saw, or it is refused. */
export async function agreeItem(
  trx: Db,
  { itemId, resolutionIds }: Decision,
  context: EffectContext
): Promise<Announcement[]> {
  const { at, actor, meeting } = context;
  const wordings = await adoptedWordings(trx, itemId, context);
  if (wordings.length !== resolutionIds.length) {
    throw new RefusedInEffect(refuse('recommendations-changed', 'resolutionIds'));
  }
  for (const id of resolutionIds) {
    await refuseUsed(findResolutionMeeting(trx, id), 'resolutionIds');
    await insertResolution(trx, { id, meetingId: meeting.id, itemId, at, by: actor.personId });
  }
  const resolutions = resolutionIds.map((id, place) => ({ id, text: wordings[place] ?? '' }));
  return appendResolutions(trx, itemId, resolutions, at);
}

export async function undoAgreement(
  trx: Db,
  { itemId, resolutionIds }: Decision,
  context: EffectContext
): Promise<Announcement[]> {
  for (const id of resolutionIds) await withdrawResolution(trx, id, context.at);
  const wordings = await adoptedWordings(trx, itemId, context);
  return removeResolutions(trx, itemId, resolutionIds, wordings, context.at);
}

/** Whoever may decide on a private item may see it, so its words are read as well. */
async function adoptedWordings(
  trx: Db,
  itemId: string,
  { meeting, proceedings }: EffectContext
): Promise<readonly string[]> {
  const items = proceedings.items.filter(({ id }) => id === itemId);
  const texts = await readAgendaTexts(trx, meeting.id, items, () => true);
  return resolutionsFrom(texts[itemId]?.recommendations ?? []);
}
