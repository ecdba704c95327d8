/**
 * Comments on minutes: who may write one, where it belongs in the text, and who may read it. They
 * are kept beside the documents, so no reader of a text and no export can come upon one.
 */
import {
  COMMENTS_AT_MOST,
  inReadingOrder,
  isResolved,
  stageOf,
  THREADS_AT_MOST,
  wordsRefusal,
  type CommentAct,
  type CommentThread
} from '#domain/comment.ts';
import { itemFactsOf } from '#domain/meeting-facts.ts';
import { may } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import type { Announce } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { anchorPassage, lettersOf, placePassage } from '#server/record/comment-place.ts';
import { readDocument } from '#server/record/stored-document.ts';
import { recordAudit } from '#server/store/audit.ts';
import {
  countComments,
  countThreads,
  findComment,
  findThread,
  insertComment,
  insertThread,
  listComments,
  listThreads,
  type ThreadRow
} from '#server/store/comments.ts';
import type { Db } from '#server/store/database.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import { findMeeting } from '#server/store/meetings.ts';

export function makeComments({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  /** Keeps what somebody did, or says why not; sent twice it is kept once. */
  async function act(
    personId: string,
    meetingId: string,
    sent: CommentAct
  ): Promise<{ threadId: string } | Refusal> {
    const at = clock();
    const said = await db.transaction().execute(async (trx) => {
      const context = await findMeetingContext(trx, personId, meetingId, at, db);
      const thread = await findThread(trx, sent.threadId);
      const refusal =
        context && isWhereItSays(sent, thread, context)
          ? rightRefusal(sent, thread, context)
          : refuse('not-found');
      if (refusal) {
        if (await findMeeting(trx, meetingId)) {
          await noteRefused(trx, { at, personId, meetingId, sent });
        }
        return refusal;
      }
      const kept = await findComment(trx, sent.commentId);
      if (kept) {
        const isSame = kept.personId === personId && kept.threadId === sent.threadId;
        return isSame ? { threadId: sent.threadId } : refuse('already-used');
      }
      return context ? keep(trx, context, sent, thread, at) : refuse('not-found');
    });
    if (!isRefusal(said)) announce({ type: 'comment-kept', meetingId, threadId: said.threadId });
    return said;
  }

  /** Every thread the person may read, in reading order, and the items they may comment on. */
  async function list(
    personId: string,
    meetingId: string
  ): Promise<{ threads: CommentThread[]; items: string[] } | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context) return refuse('not-found');
    const { items } = context.proceedings;
    const rows = (await listThreads(db, meetingId)).filter((row) => isReader(context, row));
    return {
      threads: inReadingOrder(
        await whole(rows),
        items.map(({ id }) => id)
      ),
      items: items.filter(({ id }) => context.can('comment', id)).map(({ id }) => id)
    };
  }

  /** The threads of one item, or one of them, that the person may read. */
  async function some(
    personId: string,
    meetingId: string,
    which: { readonly itemId: string } | { readonly threadId: string }
  ): Promise<CommentThread[]> {
    const rows = (await listThreads(db, meetingId)).filter((row) =>
      'itemId' in which ? row.itemId === which.itemId : row.id === which.threadId
    );
    if (rows.length === 0) return [];
    const context = await findMeetingContext(db, personId, meetingId, clock());
    return context ? whole(rows.filter((row) => isReader(context, row))) : [];
  }

  /** With what was said, and where the passages are now. */
  async function whole(rows: readonly ThreadRow[]): Promise<CommentThread[]> {
    const threads: CommentThread[] = [];
    for (const [itemId, ofItem] of Map.groupBy(rows, (row) => row.itemId)) {
      const places = await readDocument(db, `minute/${itemId}`, (doc) => {
        const letters = lettersOf(doc);
        return ofItem.map(({ anchor, quote }) =>
          anchor && quote ? placePassage(doc, letters, { anchor, quote }) : undefined
        );
      });
      for (const [index, { id, meetingId, quote }] of ofItem.entries()) {
        const placed = places[index];
        threads.push({
          id,
          meetingId,
          itemId,
          quote,
          passage: placed?.passage ?? null,
          anchor: placed?.anchor ?? null,
          place: placed?.place ?? 0,
          comments: await listComments(db, id)
        });
      }
    }
    return threads;
  }

  return { act, list, some };
}

/** A thread is in the meeting named, and a new one about an item of it that the person knows of. */
function isWhereItSays(
  sent: CommentAct,
  thread: ThreadRow | undefined,
  context: MeetingContext
): boolean {
  if (thread) return thread.meetingId === context.meeting.id && isReader(context, thread);
  return sent.type === 'start-thread' && context.can('see-minute', sent.itemId);
}

function rightRefusal(
  sent: CommentAct,
  thread: ThreadRow | undefined,
  context: MeetingContext
): Refusal | undefined {
  const itemId = thread?.itemId ?? (sent.type === 'start-thread' ? sent.itemId : '');
  // Without the item's facts the rights table would take it for open business.
  if (!itemFactsOf(context.proceedings, itemId)) return refuse('not-found');
  if (context.proceedings.minutes.stage === 'approved') return refuse('already-approved');
  return context.can('comment', itemId) ? undefined : refuse('not-allowed');
}

/** X7: whoever may read the minute now, and might have when the thread began. */
function isReader({ actor, subject, proceedings, can }: MeetingContext, row: ThreadRow): boolean {
  const item = itemFactsOf(proceedings, row.itemId);
  if (!item || !subject.meeting || !can('see-minute', row.itemId)) return false;
  const meeting = { ...subject.meeting, minutesStage: row.stage };
  return may(actor, 'see-minute', { ...subject, meeting, item });
}

async function keep(
  trx: Db,
  context: MeetingContext,
  sent: CommentAct,
  thread: ThreadRow | undefined,
  at: string
): Promise<{ threadId: string } | Refusal> {
  const refusal = wordsRefusal(sent);
  if (refusal) return refusal;
  const { threadId, commentId: id } = sent;
  const personId = context.actor.personId;
  if (sent.type === 'start-thread') {
    if (thread) return refuse('already-used');
    const begun = await begin(trx, context, sent, at);
    if (begun) return begun;
    await insertComment(trx, threadId, { id, at, personId, act: 'said', text: sent.text.trim() });
    return { threadId };
  }
  if ((await countComments(trx, threadId)) >= COMMENTS_AT_MOST) return refuse('too-many-comments');
  if (sent.type === 'reply') {
    await insertComment(trx, threadId, { id, at, personId, act: 'said', text: sent.text.trim() });
    return { threadId };
  }
  const resolved = isResolved({ comments: await listComments(trx, threadId) });
  // Two people who press at once both see what they wanted.
  if (resolved !== (sent.type === 'resolve')) {
    const done = sent.type === 'resolve' ? 'resolved' : 'reopened';
    await insertComment(trx, threadId, { id, at, personId, act: done, text: '' });
  }
  return { threadId };
}

async function begin(
  trx: Db,
  { meeting, proceedings, actor }: MeetingContext,
  { threadId, itemId, passage }: Extract<CommentAct, { type: 'start-thread' }>,
  at: string
): Promise<Refusal | undefined> {
  if ((await countThreads(trx, meeting.id)) >= THREADS_AT_MOST) return refuse('too-many-threads');
  const stage = stageOf(proceedings.minutes.stage);
  if (!stage) return refuse('not-allowed');
  const placed =
    passage &&
    (await readDocument(trx, `minute/${itemId}`, (doc) => anchorPassage(lettersOf(doc), passage)));
  // The words may have been changed while the comment was being written.
  if (placed === undefined) return refuse('passage-gone', 'passage');
  await insertThread(trx, {
    id: threadId,
    meetingId: meeting.id,
    itemId,
    stage,
    at,
    personId: actor.personId,
    quote: passage ? passage.quote.trim() : null,
    anchor: placed?.anchor ?? null
  });
  return undefined;
}

/** That somebody tried what they may not do is itself an event to be known. */
const noteRefused = (
  trx: Db,
  attempt: { at: string; personId: string; meetingId: string; sent: CommentAct }
): Promise<void> =>
  recordAudit(trx, {
    at: attempt.at,
    actorId: attempt.personId,
    kind: 'comment-refused',
    subject: attempt.meetingId,
    detail: { act: attempt.sent.type }
  });
