/**
 * Comments on minutes: threads about an item, or about a passage of it. They are about the text and
 * no part of it: rules X5 to X9 of SPEC.md.
 */
import type { ItemId, MeetingId } from './id.ts';
import { isBeingSettled, type MinutesStage } from './meeting.ts';
import { QUOTE_AT_MOST, type Passage } from './passage.ts';
import { refuse, type Refusal } from './refusal.ts';

export type CommentAct =
  | {
      readonly type: 'start-thread';
      readonly threadId: string;
      readonly commentId: string;
      readonly itemId: ItemId;
      /** Null for the item as a whole. */
      readonly passage: Passage | null;
      readonly text: string;
    }
  | {
      readonly type: 'reply';
      readonly threadId: string;
      readonly commentId: string;
      readonly text: string;
    }
  | { readonly type: 'resolve'; readonly threadId: string; readonly commentId: string }
  | { readonly type: 'reopen'; readonly threadId: string; readonly commentId: string };

/** What happened in a thread; nothing of it is changed or taken back. */
export type Comment = {
  readonly id: string;
  readonly act: 'said' | 'resolved' | 'reopened';
  readonly by: string;
  /** UTC instant. */
  readonly at: string;
  readonly text: string;
};

export type CommentThread = {
  readonly id: string;
  readonly meetingId: MeetingId;
  readonly itemId: ItemId;
  /** The words that were marked, as they read then; null for the item as a whole. */
  readonly quote: string | null;
  /** As they read now, without spaces; null where they are gone, and for the item as a whole. */
  readonly passage: Passage | null;
  /** The ends of the passage as places in the shared document, for an editor that has it open. */
  readonly anchor: Anchor | null;
  /** Letters of the item before it, for the order of reading. */
  readonly place: number;
  readonly comments: readonly Comment[];
};

/** Relative positions of Yjs as JSON. */
export type Anchor = { readonly start: unknown; readonly end: unknown };

/** What the minutes were when a thread began: whoever could read them then may read it. */
export type CommentStage = 'draft' | 'circulated';

export const stageOf = (stage: MinutesStage | null): CommentStage | undefined => {
  if (isBeingSettled(stage)) return 'draft';
  return stage === 'circulated' ? 'circulated' : undefined;
};

export const COMMENT_AT_MOST = 4000;
export const THREADS_AT_MOST = 500;
export const COMMENTS_AT_MOST = 200;

export const isResolved = ({ comments }: Pick<CommentThread, 'comments'>): boolean =>
  comments.findLast(({ act }) => act !== 'said')?.act === 'resolved';

/** Why these words are no comment. */
export function wordsRefusal(act: CommentAct): Refusal | undefined {
  if (act.type === 'resolve' || act.type === 'reopen') return undefined;
  if (act.text.trim() === '') return refuse('comment-missing', 'comment');
  if (act.text.trim().length > COMMENT_AT_MOST) return refuse('text-too-long', 'comment');
  const quote = act.type === 'start-thread' ? act.passage?.quote : undefined;
  return quote !== undefined && quote.length > QUOTE_AT_MOST
    ? refuse('text-too-long', 'passage')
    : undefined;
}

/** Item by item, and in an item first what is about all of it. */
export const inReadingOrder = (
  threads: readonly CommentThread[],
  itemIds: readonly ItemId[]
): CommentThread[] =>
  threads.toSorted(
    (a, b) =>
      itemIds.indexOf(a.itemId) - itemIds.indexOf(b.itemId) ||
      Number(a.quote !== null) - Number(b.quote !== null) ||
      a.place - b.place ||
      (a.comments[0]?.at ?? '').localeCompare(b.comments[0]?.at ?? '')
  );
