/** What follows from an accepted command, in its transaction: documents, rows and frozen bytes. */
import { noticeOf, type Holidays } from '#domain/notice.ts';
import type { Effect } from '#domain/proceedings.ts';
import { refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { compileAgendaRecord } from '#server/record/compile.ts';
import { keepVersion } from '#server/record/keep-version.ts';
import { dropItemTexts, makeItemTexts } from '#server/record/item-texts.ts';
import { findAction, insertAction, takeActionNumber } from '#server/store/actions.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findDocument } from '#server/store/documents.ts';
import { holidaysOf } from '#server/store/holidays.ts';
import { insertAgendaPublication } from '#server/store/publications.ts';
import {
  findResolutionMeeting,
  insertResolution,
  withdrawResolution
} from '#server/store/resolutions.ts';
import { closeActions } from './proceedings-action-effects.ts';
import type { EffectContext } from './proceedings-effect-context.ts';
import { approveMinutes, circulateMinutes, signMinutes } from './proceedings-minutes-effects.ts';
import { followRemade, performProposalEffect } from './proceedings-proposal-effects.ts';
import { agreeItem, undoAgreement } from './proceedings-decision-effects.ts';
import { performExclusionEffect } from './proceedings-exclusion-effects.ts';
import { publishSupplement } from './proceedings-supplement-effects.ts';
import { RefusedInEffect, refuseUsed } from './proceedings-refused.ts';

export async function performEffect(
  trx: Db,
  effect: Effect,
  context: EffectContext
): Promise<Announcement[]> {
  switch (effect.type) {
    case 'texts-needed':
      await refuseUsed(findDocument(trx, `minute/${effect.itemId}`), 'itemId');
      if (effect.from) await followRemade(trx, effect.from, effect.itemId, context);
      return makeItemTexts(trx, context, effect);
    case 'texts-dropped':
      return dropItemTexts(trx, context, effect.itemId);
    case 'started-unpublished':
      if (context.board.settings.accessRegime === 'private') return [];
      throw new RefusedInEffect(refuse('agenda-not-published'));
    case 'opened-unresolved':
    case 'exclusion-resolved':
      return performExclusionEffect(trx, effect, context);
    case 'rights-changed':
      return [{ type: 'rights-changed', boardId: context.board.id }];
    case 'agenda-published':
      return publishAgenda(trx, effect, context);
    case 'resolution-recorded': {
      const { resolutionId: id, itemId } = effect;
      const { at, actor, meeting } = context;
      await refuseUsed(findResolutionMeeting(trx, id), 'resolutionId');
      await insertResolution(trx, { id, meetingId: meeting.id, itemId, at, by: actor.personId });
      return [];
    }
    case 'resolution-withdrawn':
      await withdrawResolution(trx, effect.resolutionId, context.at);
      return [];
    case 'item-agreed':
      return agreeItem(trx, effect, context);
    case 'agreement-undone':
      return undoAgreement(trx, effect, context);
    case 'action-raised':
      return raiseAction(trx, effect, context);
    case 'minutes-drafted': {
      const { at, actor } = context;
      await keepVersion(trx, context, { kind: 'closed', at, personId: actor.personId });
      return [];
    }
    case 'minutes-circulated':
      return circulateMinutes(trx, context);
    case 'minutes-approved':
      return approveMinutes(trx, effect, context);
    case 'minutes-signed':
      return signMinutes(trx, context);
    case 'item-accepted':
    case 'item-put-off':
    case 'item-reinstated':
    case 'item-withdrawn':
      return performProposalEffect(trx, effect, context);
    case 'supplement-published':
      return publishSupplement(trx, effect, context);
    case 'actions-closed':
      return closeActions(trx, effect, context);
  }
}

async function publishAgenda(
  trx: Db,
  effect: Extract<Effect, { type: 'agenda-published' }>,
  { board, meeting, proceedings, actor, at }: EffectContext
): Promise<Announcement[]> {
  const { noticeDays, accessRegime } = board.settings;
  const holidays: Holidays = await holidaysOf(trx, board.id);
  const notice = noticeOf(effect.on, proceedings.arrangements.date, noticeDays, holidays);
  const reason = effect.shortNoticeReason?.trim() || null;
  // N6: short notice asks for a reason where the access rules bind, by law or by adoption.
  if (accessRegime !== 'private' && !notice.met && reason === null) {
    throw new RefusedInEffect(refuse('reason-missing', 'shortNoticeReason'));
  }
  const record = await compileAgendaRecord(trx, board, proceedings, { publishedOn: effect.on });
  const bytes = canonicalBytes(record);
  await insertAgendaPublication(trx, meeting.id, actor.personId, {
    version: effect.version,
    at,
    publishedOn: effect.on,
    clearDays: accessRegime === 'private' ? null : notice.clearDays,
    shortNoticeReason: reason,
    text: new TextDecoder().decode(bytes),
    digest: digestOf(bytes)
  });
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'agenda-published',
    subject: meeting.id,
    detail: { version: effect.version, digest: digestOf(bytes) }
  });
  return [];
}

async function raiseAction(
  trx: Db,
  effect: Extract<Effect, { type: 'action-raised' }>,
  { board, meeting, proceedings, actor, at, proposed }: EffectContext
): Promise<Announcement[]> {
  const item = proceedings.items.find(({ id }) => id === effect.itemId);
  await refuseUsed(findAction(trx, effect.actionId), 'actionId');
  await insertAction(
    trx,
    {
      id: effect.actionId,
      boardId: board.id,
      number: await takeActionNumber(trx, board.id),
      part: item?.part ?? 'part2',
      presenterId: item?.presenterId ?? null,
      meetingId: meeting.id,
      itemId: effect.itemId,
      wording: '',
      owners: effect.owners,
      dueOn: effect.dueOn,
      slips: 0,
      state: proposed ? 'proposed' : 'open',
      rag: 'noInformation',
      raisedAt: at,
      closedAt: null
    },
    actor.personId
  );
  return [{ type: 'action-changed', boardId: board.id, actionId: effect.actionId }];
}
