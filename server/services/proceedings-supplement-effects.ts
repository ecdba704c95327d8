/** A supplement's item gets its documents, and the agenda a new version; the one before is kept. */
import { withSupplement } from '#domain/compile-agenda.ts';
import { noticeOf } from '#domain/notice.ts';
import type { Effect } from '#domain/proceedings.ts';
import { refuse } from '#domain/refusal.ts';
import { supplementRefusal } from '#domain/supplement.ts';
import { londonDateOf } from '#domain/london-time.ts';
import type { Announcement } from '#server/announcement.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { readAgendaTexts } from '#server/record/document-text.ts';
import { makeItemTexts } from '#server/record/item-texts.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findDocument } from '#server/store/documents.ts';
import { holidaysOf } from '#server/store/holidays.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { findAgendaPublication, insertAgendaPublication } from '#server/store/publications.ts';
import { RefusedInEffect } from './proceedings-refused.ts';

export async function publishSupplement(
  trx: Db,
  { supplement, title, note }: Extract<Effect, { type: 'supplement-published' }>,
  context: MeetingContext & { readonly at: string }
): Promise<Announcement[]> {
  const { board, meeting, proceedings, actor, at } = context;
  const { itemId, version, on, reason } = supplement;
  const { date } = proceedings.arrangements;
  const late = supplementRefusal(londonDateOf(at), date);
  if (late) throw new RefusedInEffect(late);
  if (await findDocument(trx, `minute/${itemId}`)) {
    throw new RefusedInEffect(refuse('already-used', 'itemId'));
  }
  const before = await findAgendaPublication(trx, meeting.id);
  if (!before) throw new Error(`the agenda of ${meeting.id} was published and is not there`);
  const wording = { title, note: note.trim(), recommendations: [] };
  const written = await makeItemTexts(trx, context, { itemId, title, from: null, wording });
  const texts = await readAgendaTexts(trx, meeting.id, proceedings.items, () => true);
  const record = withSupplement(
    before.record,
    proceedings.items,
    new Map(Object.entries(texts)),
    supplement
  );
  const bytes = canonicalBytes(record);
  const digest = digestOf(bytes);
  const notice = noticeOf(on, date, board.settings.noticeDays, await holidaysOf(trx, board.id));
  await insertAgendaPublication(trx, meeting.id, actor.personId, {
    version,
    at,
    publishedOn: on,
    clearDays: board.settings.accessRegime === 'private' ? null : notice.clearDays,
    shortNoticeReason: reason,
    text: new TextDecoder().decode(bytes),
    digest
  });
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'supplement-published',
    subject: meeting.id,
    detail: { version, itemId, digest }
  });
  return written;
}
