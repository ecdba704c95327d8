/** The comments on a meeting's minutes as this browser knows them, and what the person does with them. */
import { createContext } from 'svelte';
import { isResolved, type CommentAct, type CommentThread } from '#domain/comment.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { connection, listen } from './connection.ts';

export type CommentStart = {
  readonly threads: readonly CommentThread[];
  /** Items the person may comment on now. */
  readonly items: readonly string[];
};

const ACK_WITHIN_MS = 10_000;

export class LiveComments {
  threads: readonly CommentThread[] = $state.raw([]);
  items: readonly string[] = $state.raw([]);
  readonly #meetingId: string;

  constructor(meetingId: string, start: CommentStart) {
    this.#meetingId = meetingId;
    this.load(start);
  }

  /** Takes what the page was loaded with again. */
  load({ threads, items }: CommentStart): void {
    this.threads = threads;
    this.items = items;
  }

  get open(): readonly CommentThread[] {
    return this.threads.filter((thread) => !isResolved(thread));
  }

  get resolved(): readonly CommentThread[] {
    return this.threads.filter(isResolved);
  }

  /** Passages to mark in the item's text: those of open threads whose words are there. */
  marksIn(itemId: string): readonly CommentThread[] {
    return this.open.filter((thread) => thread.itemId === itemId && thread.passage !== null);
  }

  /** `onOthers` hears of each thread in which something new was said; answers what stops it. */
  follow({
    onMissed,
    onNews
  }: {
    /** The line was down: what was said meanwhile has to be fetched. */
    readonly onMissed: () => void;
    readonly onNews: (thread: CommentThread) => void;
  }): () => void {
    let wasDown = false;
    return listen({
      connect: () => {
        if (wasDown) onMissed();
        wasDown = false;
      },
      disconnect: () => (wasDown = true),
      comments: ({ meetingId, threads }) => {
        if (meetingId !== this.#meetingId) return;
        for (const thread of threads) {
          const known = this.threads.find(({ id }) => id === thread.id);
          if ((known?.comments.length ?? 0) < thread.comments.length) onNews(thread);
        }
        this.#take(threads);
      }
    });
  }

  /** Under the same ids with every try, so that what was kept before the line dropped is kept once. */
  async act(act: CommentAct): Promise<{ threadId: string } | Refusal> {
    const ask = { meetingId: this.#meetingId, act };
    for (let tries = 0; tries < 3; tries += 1) {
      try {
        const said = await connection().timeout(ACK_WITHIN_MS).emitWithAck('comment', ask);
        if (isRefusal(said) || said.threadId) return said;
      } catch {
        // No answer in time: the same again.
      }
    }
    return refuse('no-connection');
  }

  #take(threads: readonly CommentThread[]): void {
    const kept = this.threads.filter(({ id }) => !threads.some((thread) => thread.id === id));
    this.threads = [...kept, ...threads];
  }
}

export const [getLiveComments, setLiveComments] = createContext<LiveComments>();
