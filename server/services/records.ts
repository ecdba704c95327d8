/** The records a person may read: agendas and minutes, frozen where they are final, and the log. */
import { actionSubject } from '#domain/action.ts';
import type { ActionLogRow } from '#domain/action-log.ts';
import { isUnattributed } from '#domain/attribution.ts';
import type { Board } from '#domain/board.ts';
import { calledOffOf } from '#domain/calling-off.ts';
import { withUrgentItems } from '#domain/compile-agenda.ts';
import type { Signature } from '#domain/correction.ts';
import { londonDateOf, momentOf } from '#domain/london-time.ts';
import type { MinuteBlock } from '#domain/minute-text.ts';
import { may } from '#domain/permission.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { AgendaRecord, MinutesRecord, SinceApproval } from '#domain/record.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { withholdFromAgenda, withholdFromMinutes } from '#domain/withhold.ts';
import type { ItemText } from '#protocol/live.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import type { Clock } from '#server/clock.ts';
import {
  compileAgendaRecord,
  compileMinutesRecord,
  minuteNumbersOf
} from '#server/record/compile.ts';
import { readAgendaTexts, readMinute } from '#server/record/document-text.ts';
import { listActions, listLatestUpdates } from '#server/store/actions.ts';
import { findActor } from '#server/store/actors.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { listLeftItems } from '#server/store/left-items.ts';
import { findDocument } from '#server/store/documents.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import { listMeetings } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import {
  findAgendaPublication,
  findApproval,
  findCirculation,
  type Approval
} from '#server/store/publications.ts';

export type MinutesView = {
  readonly record: MinutesRecord;
  /** SHA-256 of the frozen bytes; null for a draft. */
  readonly digest: string | null;
  /** The number of the minute under which they were approved; null for a draft. */
  readonly approvedByMinute: number | null;
};

const sinceApproval = (
  approvedByMinute: number | null,
  signature: Signature | null
): SinceApproval => ({
  approvedByMinute,
  signature: signature && {
    name: signature.name,
    office: signature.office,
    at: signature.at,
    digest: signature.digest
  }
});

export function makeRecords({ db, clock }: { db: Db; clock: Clock }) {
  /** The agenda as published; before that, as it stands, for those who may see the draft. */
  async function agenda(personId: string, meetingId: string): Promise<AgendaRecord | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context) return refuse('not-found');
    const { board, proceedings } = context;
    const published = await findAgendaPublication(db, meetingId);
    // Whoever may not see what is being prepared may still read what was published before.
    const seesNow = context.can('see-agenda');
    if (!seesNow && !published) return refuse('not-found');
    const isPrepared = seesNow && proceedings.phase === 'agendaOpen';
    const record =
      published && !isPrepared
        ? withUrgentItems(published.record, proceedings.items, await textsOf(proceedings))
        : await compileAgendaRecord(db, board, proceedings, { publishedOn: null });
    const calledOff = isPrepared ? undefined : calledOffOf(proceedings);
    return withholdFromAgenda(calledOff ? { ...record, calledOff } : record, context.seesPart2);
  }

  /** Of open items alone: no urgent item is private. */
  const textsOf = async ({ meetingId, items }: Proceedings) =>
    new Map(Object.entries(await readAgendaTexts(db, meetingId, items, () => false)));

  /** One version of a published agenda as it was frozen, with nothing that came of it since. */
  async function agendaVersion(
    personId: string,
    meetingId: string,
    version: number
  ): Promise<AgendaRecord | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    const published = context && (await findAgendaPublication(db, meetingId, version));
    return published
      ? withholdFromAgenda(published.record, context.seesPart2)
      : refuse('not-found');
  }

  /** The minutes: as approved, as circulated, or as the draft stands. */
  async function minutes(personId: string, meetingId: string): Promise<MinutesView | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context || context.proceedings.minutes.stage === null || !context.can('see-minute')) {
      return refuse('not-found');
    }
    const approved = await findApproval(db, meetingId);
    const record =
      approved?.record ??
      (await circulated(context)) ??
      (await compileMinutesRecord(db, context.board, context.proceedings));
    const shown = withholdFromMinutes(record, context.seesPart2, context.isOut);
    if (!approved) return { record: shown, digest: null, approvedByMinute: null };
    const approvedByMinute = await numberUnder(context, approved);
    // [F2] A signature is a name.
    const signature = isUnattributed(shown) ? null : context.proceedings.minutes.signature;
    const hasMore = signature !== null || shown.minutes.some(({ corrections }) => corrections);
    return {
      record: hasMore ? { ...shown, since: sinceApproval(approvedByMinute, signature) } : shown,
      digest: approved.digest,
      approvedByMinute
    };
  }

  /** It may change until that meeting's own minutes are approved, and so is never frozen with these. */
  async function numberUnder(
    { board }: MeetingContext,
    { atMeetingId, itemId }: Approval
  ): Promise<number | null> {
    const at = await loadProceedings(db, atMeetingId);
    return (at && (await minuteNumbersOf(db, board, at.proceedings)).get(itemId)) ?? null;
  }

  const circulated = async ({ meeting, proceedings }: MeetingContext) =>
    proceedings.minutes.stage === 'circulated' ? findCirculation(db, meeting.id) : undefined;

  /** The minute of one item as it reads now; undefined for whoever may not see it. */
  async function minuteFor(
    personId: string,
    meetingId: string,
    itemId: string
  ): Promise<readonly MinuteBlock[] | undefined> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    return context?.can('see-minute', itemId) ? readMinute(db, itemId) : undefined;
  }

  /** The wording of a meeting's items as it reads now. */
  async function textsFor(
    personId: string,
    meetingId: string
  ): Promise<Record<string, ItemText> | undefined> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context?.can('see-agenda')) return undefined;
    return readAgendaTexts(db, meetingId, context.proceedings.items, context.seesPart2);
  }

  /** Which meeting, and which item, a document belongs to. */
  async function whereIs(
    name: string
  ): Promise<{ meetingId: string; itemId: string | null } | undefined> {
    const document = parseDocumentName(name) && (await findDocument(db, name));
    return document?.meetingId
      ? { meetingId: document.meetingId, itemId: document.itemId }
      : undefined;
  }

  /** The board's action log as it is printed. */
  async function actionLog(
    personId: string,
    boardId: string
  ): Promise<{ boardName: string; rows: ActionLogRow[] } | Refusal> {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    const board = await findBoard(db, boardId);
    if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const meetings = new Map((await listMeetings(db, boardId)).map((each) => [each.id, each]));
    const latest = await listLatestUpdates(db, boardId);
    const left = await listLeftItems(db, personId);
    const actions = (await listActions(db, { boardId })).filter(
      (action) => may(actor, 'see-action', actionSubject(action)) && !left.has(action.itemId ?? '')
    );
    const numbers = await minuteNumbers(
      board,
      actions.flatMap(({ meetingId }) => meetingId ?? [])
    );
    const rows = actions.map((action) => ({
      number: action.number,
      wording: action.wording,
      owners: action.owners.map(({ name }) => name),
      raisedOn: londonDateOf(action.raisedAt),
      meetingDate: action.meetingId ? (meetings.get(action.meetingId)?.date ?? null) : null,
      minuteNumber: numbers.get(action.itemId ?? '') ?? null,
      dueOn: action.dueOn,
      status: action.state,
      rag: action.rag,
      latestUpdate: latest.get(action.id) ?? null,
      closedOn: action.closedAt ? londonDateOf(action.closedAt) : null
    }));
    return { boardName: board.name, rows };
  }

  /** Minute numbers by item id, for the meetings given. */
  async function minuteNumbers(
    board: Board,
    meetingIds: readonly string[]
  ): Promise<Map<string, number>> {
    const numbers = new Map<string, number>();
    for (const meetingId of new Set(meetingIds)) {
      const loaded = await loadProceedings(db, meetingId);
      if (!loaded) continue;
      const found = await minuteNumbersOf(db, board, loaded.proceedings);
      for (const [itemId, number] of found) numbers.set(itemId, number);
    }
    return numbers;
  }

  return { agenda, agendaVersion, minutes, minuteFor, textsFor, whereIs, actionLog };
}
