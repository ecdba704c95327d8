/** What the board's access regime says to private business: the rules know the meeting alone. */
import type { Effect } from '#domain/proceedings.ts';
import { refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { RefusedInEffect } from './proceedings-refused.ts';

type ExclusionEffect = Extract<Effect, { type: 'opened-unresolved' | 'exclusion-resolved' }>;

export async function performExclusionEffect(
  trx: Db,
  effect: ExclusionEffect,
  { board, meeting, actor, at }: MeetingContext & { readonly at: string }
): Promise<Announcement[]> {
  const regime = board.settings.accessRegime;
  // I2: a body that meets in private has no public to exclude.
  if (effect.type === 'opened-unresolved') {
    if (regime === 'private') return [];
    throw new RefusedInEffect(refuse('exclusion-not-resolved', 'itemId'));
  }
  const { itemIds, paragraphs } = effect.exclusion;
  // Section 100A(5) of the Local Government Act 1972: the resolution states the description.
  if (regime === 'statutory' && paragraphs.length === 0)
    throw new RefusedInEffect(refuse('paragraph-missing', 'paragraphs'));
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'public-excluded',
    subject: meeting.id,
    detail: { itemIds, paragraphs }
  });
  return [];
}
