/** The passages of a printed record that were commented on. */
import type { CommentThread } from '#domain/comment.ts';
import type { PrintNode } from '#domain/layout.ts';
import type { Run } from '#domain/minute-text.ts';
import { markedRuns, type Marked, type MarkedRun } from './marked-runs.ts';

/** `marksAt`: the threads about the minute whose heading has this anchor. */
export function markedLayout(
  nodes: readonly PrintNode[],
  marksAt: (anchor: string) => readonly CommentThread[]
): Marked {
  const marked = new Map<readonly Run[], readonly MarkedRun[]>();
  let anchor: string | null = null;
  const sections = new Map<string, PrintNode[]>();
  for (const node of nodes) {
    if (node.kind === 'heading' && node.level === 2) anchor = node.anchor;
    else if (anchor !== null) sections.set(anchor, [...(sections.get(anchor) ?? []), node]);
  }
  for (const [at, inside] of sections) {
    const marks = marksAt(at);
    if (marks.length === 0) continue;
    for (const [runs, cut] of markedRuns(inside.flatMap(textsIn), marks)) marked.set(runs, cut);
  }
  return marked;
}

function textsIn(node: PrintNode): (readonly Run[])[] {
  switch (node.kind) {
    case 'paragraph':
    case 'action':
      return [node.runs];
    case 'list':
      return node.items.flat().flatMap(textsIn);
    case 'resolved':
      return [...node.sentences];
    default:
      return [];
  }
}
