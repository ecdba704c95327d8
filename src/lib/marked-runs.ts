/** Marks passages that were commented on in text that is only read, by cutting its runs at their ends. */
import type { CommentThread } from '#domain/comment.ts';
import type { Run } from '#domain/minute-text.ts';
import { findPassage, withoutSpaces } from '#domain/passage.ts';

export type MarkedRun = Run & {
  /** The thread about these words. */
  readonly threadId?: string;
};

export type Marked = ReadonlyMap<readonly Run[], readonly MarkedRun[]>;

type Mark = Pick<CommentThread, 'id' | 'passage'>;

/** `texts`: the runs of each paragraph of one item, in order. Only those with a mark are answered. */
export function markedRuns(texts: readonly (readonly Run[])[], marks: readonly Mark[]): Marked {
  const letters = withoutSpaces(
    texts
      .flat()
      .map(({ text }) => text)
      .join('')
  );
  const threadAt: (string | undefined)[] = [];
  for (const { id, passage } of marks) {
    const from = passage ? findPassage(letters, passage) : undefined;
    if (!passage || from === undefined) continue;
    for (let at = from; at < from + withoutSpaces(passage.quote).length; at += 1) threadAt[at] = id;
  }
  const marked = new Map<readonly Run[], readonly MarkedRun[]>();
  let letter = 0;
  for (const runs of texts) {
    const first = letter;
    const cut = runs.flatMap((run) => {
      const pieces = cutRun(run, letter, threadAt);
      letter += withoutSpaces(run.text).length;
      return pieces;
    });
    if (threadAt.slice(first, letter).some(Boolean)) marked.set(runs, cut);
  }
  return marked;
}

function cutRun(run: Run, from: number, threadAt: readonly (string | undefined)[]): MarkedRun[] {
  const pieces: MarkedRun[] = [];
  let letter = from;
  for (const unit of run.text.split('')) {
    const isSpace = unit.trim() === '';
    const last = pieces.at(-1);
    // A space is marked between two marked letters.
    const threadId =
      isSpace && threadAt[letter - 1] !== threadAt[letter] ? undefined : threadAt[letter];
    if (!isSpace) letter += 1;
    if (last && last.threadId === threadId) {
      pieces[pieces.length - 1] = { ...last, text: last.text + unit };
    } else {
      pieces.push({ ...run, text: unit, ...(threadId !== undefined && { threadId }) });
    }
  }
  return pieces;
}
