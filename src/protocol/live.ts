/** The events of the Socket.IO connection, typed for both ends. */
import type { Action } from '#domain/action.ts';
import type { CommentThread } from '#domain/comment.ts';
import type { Entry } from '#domain/proceedings.ts';
import type { MinuteBlock } from '#domain/minute-text.ts';
import type { Refusal } from '#domain/refusal.ts';

export type Kept = { readonly seq: number };

/** What people have written to an agenda item, as a reader sees it. */
export type ItemText = {
  readonly title: string;
  readonly note: string;
  readonly recommendations: readonly string[];
};

export type ToServer = {
  /** Asks for a sign of life: after sleep a connection may look open and be dead. */
  here: (answer: () => void) => void;
  /**
   * Follow a meeting: the entries after `since` come back, then each new one as it is kept. Where
   * `storage` (the epoch, see `document-frame.ts`) is not what it was, all that was known is void.
   */
  'follow-meeting': (
    ask: { meetingId: string; since: number },
    answer: (said: { entries: readonly Entry[]; storage: string } | Refusal) => void
  ) => void;
  'leave-meeting': (ask: { meetingId: string }) => void;
  'follow-board': (
    ask: { boardId: string },
    answer: (said: { ok: true } | Refusal) => void
  ) => void;
  perform: (
    ask: { meetingId: string; commandId: string; command: unknown },
    answer: (said: Kept | Refusal) => void
  ) => void;
  comment: (
    ask: { meetingId: string; act: unknown },
    answer: (said: { threadId: string } | Refusal) => void
  ) => void;
  'change-action': (
    ask: { actionId: string; command: unknown },
    answer: (said: { ok: true } | Refusal) => void
  ) => void;
};

export type ToBrowser = {
  entry: (said: { meetingId: string; entry: Entry }) => void;
  'item-texts': (said: { meetingId: string; texts: Readonly<Record<string, ItemText>> }) => void;
  'minute-text': (said: {
    meetingId: string;
    itemId: string;
    blocks: readonly MinuteBlock[];
  }) => void;
  /** Threads as they are now, each in place of what was known of it. */
  comments: (said: { meetingId: string; threads: readonly CommentThread[] }) => void;
  action: (said: { boardId: string; action: Action }) => void;
  'board-changed': (said: { boardId: string }) => void;
  /** What may be seen has changed: load the page again, in place. */
  'rights-changed': () => void;
  'access-ended': (said: { meetingId: string }) => void;
};
