/** What services tell the rest of the server after a transaction; compose.ts hands the ear in. */
import type { Entry } from '#domain/proceedings.ts';

export type Announcement =
  | {
      readonly type: 'entry';
      readonly meetingId: string;
      readonly boardId: string;
      readonly entry: Entry;
    }
  /** A comment was written, or its thread resolved or opened again. */
  | { readonly type: 'comment-kept'; readonly meetingId: string; readonly threadId: string }
  | { readonly type: 'action-changed'; readonly boardId: string; readonly actionId: string }
  /** Something a list of meetings shows has changed. */
  | { readonly type: 'board-changed'; readonly boardId: string }
  /** Rights may differ now: ask again for every open socket this concerns (all, when empty). */
  | { readonly type: 'rights-changed'; readonly boardId?: string; readonly personId?: string }
  /** The server itself wrote to a document, already committed: rooms apply and relay it. */
  | {
      readonly type: 'document-written';
      readonly name: string;
      readonly seq: number;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'document-frozen'; readonly name: string }
  /** What a document says has been read anew. */
  /** `content`: what the document says now, as JSON; not for everybody who hears this to pass on. */
  | { readonly type: 'document-projected'; readonly name: string; readonly content: unknown }
  /** What a big screen is given to show, or its code, is another now. */
  | { readonly type: 'screen-changed'; readonly screenId: string }
  | { readonly type: 'signed-out'; readonly sessionId: string };

export type Announce = (announcement: Announcement) => void;
