/** What follows from an accepted command, in its transaction: documents, rows and frozen bytes. */
import { isUnattributed } from '#domain/attribution.ts';
import { apply } from '#domain/apply.ts';
import { chairAmong } from '#domain/attendance.ts';
import { momentOf } from '#domain/london-time.ts';
import { noticeOf, type Holidays } from '#domain/notice.ts';
import type { MinutesRecord } from '#domain/record.ts';
import type { Effect, Entry } from '#domain/proceedings.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { newId } from '#server/new-id.ts';
import {
  compileAgendaRecord,
  compileMinutesRecord,
  firstNumberOf
} from '#server/record/compile.ts';
import { keepVersion } from '#server/record/keep-version.ts';
import { dropItemTexts, makeItemTexts } from '#server/record/item-texts.ts';
import { findAction, insertAction, takeActionNumber } from '#server/store/actions.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { findDocument, freezeDocument } from '#server/store/documents.ts';
import { holidaysOf } from '#server/store/holidays.ts';
import { appendEntry } from '#server/store/journals.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { updateMeeting } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import {
  findCirculation,
  insertAgendaPublication,
  insertApproval,
  insertCirculation
} from '#server/store/publications.ts';
import {
  findResolutionMeeting,
  insertResolution,
  withdrawResolution
} from '#server/store/resolutions.ts';
import { closeActions } from './proceedings-action-effects.ts';
import { followRemade, performProposalEffect } from './proceedings-proposal-effects.ts';
import { agreeItem, undoAgreement } from './proceedings-decision-effects.ts';
import { performExclusionEffect } from './proceedings-exclusion-effects.ts';
import { publishSupplement } from './proceedings-supplement-effects.ts';
import { rowOf } from './proceedings-row.ts';
import { RefusedInEffect, refuseUsed } from './proceedings-refused.ts';

/** The proceedings in `context` are those after the command. */
export type EffectContext = MeetingContext & {
  readonly at: string;
  /** The action was suggested by somebody who may not raise one outright. */
  readonly proposed: boolean;
};

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
      return approveMinutes(trx, effect.ofMeetingId, context);
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
    text: decode(bytes),
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

/**
 * What is sent round is what will be approved: an action that is moved or given to somebody else in
 * the meantime does not change what the meeting agreed.
 */
async function circulateMinutes(
  trx: Db,
  { board, meeting, proceedings, actor, at }: EffectContext
): Promise<Announcement[]> {
  const bytes = canonicalBytes(await compileMinutesRecord(trx, board, proceedings));
  const digest = digestOf(bytes);
  const on = momentOf(at).today;
  await insertCirculation(trx, meeting.id, actor.personId, { at, on, text: decode(bytes), digest });
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'minutes-circulated',
    subject: meeting.id,
    detail: { digest }
  });
  return [];
}

/**
 * The approved meeting's minutes become frozen bytes, its documents refuse every writer, and its
 * own journal says who approved them and when.
 */
async function approveMinutes(
  trx: Db,
  ofMeetingId: string,
  { board, meeting, proceedings, actor, at }: EffectContext
): Promise<Announcement[]> {
  const of = await loadProceedings(trx, ofMeetingId);
  if (!of || of.meeting.boardId !== board.id)
    throw new RefusedInEffect(refuse('other-board', 'ofMeetingId'));
  const itemId =
    proceedings.approvals.find((each) => each.ofMeetingId === ofMeetingId)?.itemId ?? '';
  const presidedBy = chairAmong(proceedings.attendees)?.name ?? actor.name;
  const draft = await findCirculation(trx, ofMeetingId);
  if (of.proceedings.minutes.stage !== 'circulated' || !draft) {
    const isApproved = of.proceedings.minutes.stage === 'approved';
    throw new RefusedInEffect(refuse(isApproved ? 'already-approved' : 'minutes-not-circulated'));
  }
  const record: MinutesRecord = {
    ...draft,
    state: 'approved',
    approval: {
      meetingDate: proceedings.arrangements.date,
      presidedBy: isUnattributed(draft) ? null : presidedBy
    }
  };
  const bytes = canonicalBytes(record);
  const digest = digestOf(bytes);
  const command = {
    type: 'record-approval',
    byMeetingId: meeting.id,
    meetingDate: proceedings.arrangements.date,
    presidedBy,
    digest,
    numberedFrom:
      draft.minutes[0]?.minuteNumber ?? (await firstNumberOf(trx, board, of.proceedings))
  } as const;
  const outcome = apply(of.proceedings, command, momentOf(at));
  if (isRefusal(outcome)) throw new RefusedInEffect(outcome);
  const entry: Entry = { seq: outcome.state.seq, at, by: actor.personId, command };
  await appendEntry(trx, ofMeetingId, { ...entry, command }, newId());
  await updateMeeting(trx, ofMeetingId, rowOf(outcome.state));
  await insertApproval(trx, ofMeetingId, actor.personId, {
    at,
    atMeetingId: meeting.id,
    itemId,
    text: decode(bytes),
    digest
  });
  const frozen = [
    `agenda/${ofMeetingId}`,
    ...of.proceedings.items.flatMap(({ id }) => [`minute/${id}`, `exempt/${id}`])
  ];
  for (const name of frozen) await freezeDocument(trx, name, at);
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'minutes-approved',
    subject: ofMeetingId,
    detail: { atMeetingId: meeting.id, digest }
  });
  return [
    { type: 'entry', meetingId: ofMeetingId, boardId: board.id, entry },
    ...frozen.map((name) => ({ type: 'document-frozen', name }) as const),
    { type: 'rights-changed', boardId: board.id },
    { type: 'board-changed', boardId: board.id }
  ];
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
