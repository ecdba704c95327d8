/** What follows when minutes are circulated, approved or signed: frozen bytes, rows and locked texts. */
import { isUnattributed } from '#domain/attribution.ts';
import { apply } from '#domain/apply.ts';
import { chairAmong } from '#domain/attendance.ts';
import { correctRecord } from '#domain/correct-record.ts';
import { momentOf } from '#domain/london-time.ts';
import type { Effect, Entry } from '#domain/proceedings.ts';
import type { MinutesRecord } from '#domain/record.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { newId } from '#server/new-id.ts';
import { compileMinutesRecord, firstNumberOf } from '#server/record/compile.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { freezeDocument } from '#server/store/documents.ts';
import { appendEntry } from '#server/store/journals.ts';
import { updateMeeting } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findCirculation, insertApproval, insertCirculation } from '#server/store/publications.ts';
import { insertSignature } from '#server/store/signatures.ts';
import type { EffectContext } from './proceedings-effect-context.ts';
import { RefusedInEffect } from './proceedings-refused.ts';
import { rowOf } from './proceedings-row.ts';

/**
 * What is sent round is what will be approved: an action that is moved or given to somebody else in
 * the meantime does not change what the meeting agreed.
 */
export async function circulateMinutes(
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
export async function approveMinutes(
  trx: Db,
  { ofMeetingId, corrections }: Extract<Effect, { type: 'minutes-approved' }>,
  { board, meeting, proceedings, actor, at }: EffectContext
): Promise<Announcement[]> {
  const of = await loadProceedings(trx, ofMeetingId);
  if (!of || of.meeting.boardId !== board.id)
    throw new RefusedInEffect(refuse('other-board', 'ofMeetingId'));
  const itemId =
    proceedings.approvals.find((each) => each.ofMeetingId === ofMeetingId)?.itemId ?? '';
  const chair = chairAmong(proceedings.attendees);
  const presidedBy = chair?.name ?? actor.name;
  const presidedById = chair?.key ?? actor.personId;
  const draft = await findCirculation(trx, ofMeetingId);
  if (of.proceedings.minutes.stage !== 'circulated' || !draft) {
    const isApproved = of.proceedings.minutes.stage === 'approved';
    throw new RefusedInEffect(refuse(isApproved ? 'already-approved' : 'minutes-not-circulated'));
  }
  const corrected = correctRecord(draft, corrections);
  if (isRefusal(corrected)) throw new RefusedInEffect(corrected);
  const record: MinutesRecord = {
    ...corrected,
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
    presidedById,
    digest,
    ...(corrections.length > 0 && { corrections }),
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

/** [K9] Beside the approved record, which it names by its digest and does not touch. */
export async function signMinutes(
  trx: Db,
  { meeting, proceedings, actor }: EffectContext
): Promise<Announcement[]> {
  const { signature } = proceedings.minutes;
  if (!signature) throw new Error('minutes were signed without a signature');
  await insertSignature(trx, meeting.id, actor.personId, signature);
  await recordAudit(trx, {
    at: signature.at,
    actorId: actor.personId,
    kind: 'minutes-signed',
    subject: meeting.id,
    detail: { digest: signature.digest }
  });
  return [];
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
