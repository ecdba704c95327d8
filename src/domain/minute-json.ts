/**
 * Reads a minute out of its document tree, as plain JSON. What anybody may have written into the
 * document is judged here: unknown nodes keep their text as paragraphs, unknown marks are dropped,
 * a record block without a proper id is only a paragraph. Nothing here throws.
 */
import { isId } from './id.ts';
import { isStatementKind, WORDED_KINDS, type MinuteBlock, type Run } from './minute-text.ts';

/** A node as ProseMirror writes it; `text` only on text nodes. */
export type MinuteJson = {
  readonly type: string;
  readonly attrs?: { readonly id?: unknown };
  readonly content?: readonly MinuteJson[];
  readonly text?: string;
  readonly marks?: readonly { readonly type: string }[];
};

/** Lists inside lists are read this deep; the text of anything deeper is kept as one paragraph. */
const DEPTH_LIMIT = 64;

/** The blocks of a document, in order. Empty paragraphs are blocks too. */
export const minuteBlocks = (document: MinuteJson): MinuteBlock[] =>
  blocksIn(document.content ?? [], 0);

function blocksIn(nodes: readonly MinuteJson[], depth: number): MinuteBlock[] {
  if (depth === DEPTH_LIMIT) return [{ kind: 'paragraph', runs: runsOf(nodes) }];
  const blocks: MinuteBlock[] = [];
  let loose: MinuteJson[] = [];
  // Text that stands between blocks is a paragraph of its own.
  const gatherLoose = () => {
    if (loose.length > 0) blocks.push({ kind: 'paragraph', runs: runsOf(loose) });
    loose = [];
  };
  for (const node of nodes) {
    if (isInline(node)) {
      loose.push(node);
    } else {
      gatherLoose();
      for (const block of blocksOf(node, depth)) blocks.push(block);
    }
  }
  gatherLoose();
  return blocks;
}

function blocksOf(node: MinuteJson, depth: number): MinuteBlock[] {
  const content = node.content ?? [];
  const id = node.attrs?.id;
  if (isStatementKind(node.type)) {
    // It holds no words; whatever a stranger put in it is kept, as what it is: words of theirs.
    const stray = runsOf(content);
    return [
      ...(isId(id) ? [{ kind: node.type, id }] : []),
      ...(stray.length === 0 ? [] : [{ kind: 'paragraph', runs: stray } as const])
    ];
  }
  const kind = WORDED_KINDS.find((known) => known === node.type);
  if (kind && isId(id)) return [{ kind, id, runs: runsOf(content) }];
  if (kind || node.type === 'paragraph') return [{ kind: 'paragraph', runs: runsOf(content) }];
  if (node.type === 'bulletList' || node.type === 'orderedList') {
    const items = content.map((item) =>
      blocksIn(item.type === 'listItem' ? (item.content ?? []) : [item], depth + 1)
    );
    return [{ kind: 'list', ordered: node.type === 'orderedList', items }];
  }
  return blocksIn(content, depth + 1);
}

const isInline = ({ type }: MinuteJson): boolean => type === 'text' || type === 'hardBreak';

/** Text of the nodes and of all that is in them, neighbours alike in boldness joined. */
function runsOf(nodes: readonly MinuteJson[]): Run[] {
  const runs: Run[] = [];
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const inner of node.content?.toReversed() ?? []) waiting.push(inner);
    const text = node.type === 'hardBreak' ? ' ' : (node.text ?? '');
    if (text === '') continue;
    const bold = node.marks?.some((mark) => mark.type === 'bold') ?? false;
    const last = runs.at(-1);
    if (last && (last.bold ?? false) === bold)
      runs[runs.length - 1] = runOf(last.text + text, bold);
    else runs.push(runOf(text, bold));
  }
  return runs;
}

const runOf = (text: string, bold: boolean): Run => (bold ? { text, bold } : { text });
