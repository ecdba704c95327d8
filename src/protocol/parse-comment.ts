/** What people do with comments, as it comes over the wire: shape only; the rules judge the rest. */
import type { CommentAct } from '#domain/comment.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { id, literal, nullable, object, text, type Reader } from './shape.ts';

// The rules refuse what is over their limits with a sentence; here only absurd sizes stop.
const WORDS = text(20_000);
const AROUND = text(1000);

const READERS: readonly Reader<CommentAct>[] = [
  object({
    type: literal('start-thread'),
    threadId: id,
    commentId: id,
    itemId: id,
    passage: nullable(object({ quote: WORDS, before: AROUND, after: AROUND })),
    text: WORDS
  }),
  object({ type: literal('reply'), threadId: id, commentId: id, text: WORDS }),
  object({ type: literal('resolve'), threadId: id, commentId: id }),
  object({ type: literal('reopen'), threadId: id, commentId: id })
];

export function parseComment(value: unknown): CommentAct | Refusal {
  for (const reader of READERS) {
    const act = reader(value);
    if (act) return act;
  }
  return refuse('malformed');
}
