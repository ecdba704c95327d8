/**
 * Watches which record blocks the text holds. A block belongs to one row of this item, so a copy of
 * one, or one brought from elsewhere, becomes a paragraph; and when this person takes one out, or
 * brings it back, the page is told. Others' changes are theirs to answer for.
 */
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { RecordBlockKind, StatementKind } from '#domain/minute-text.ts';
import { isRecordBlock } from './record-block.ts';
import { isStatementNode } from './statement-block.ts';

type Blocks = ReadonlyMap<string, RecordBlockKind>;
type Watch = { readonly blocks: Blocks; readonly own: boolean };
/** `made`: blocks just recorded. `withdrawn`: one whose row was refused, so nobody need ask. */
type Notice = { readonly made?: readonly string[]; readonly withdrawn?: string };

export const recordGuardKey = new PluginKey<Watch>('recordGuard');

export function recordGuard(told: {
  readonly onRecordRemoved: (kind: RecordBlockKind, id: string) => void;
  readonly onRecordRestored: (kind: RecordBlockKind, id: string) => void;
  /** What a statement says, to leave its words where it may not stand. */
  readonly wordsOf: (kind: StatementKind, id: unknown) => string;
}): Plugin<Watch> {
  const removed = new Set<string>();
  const withdrawn = new Set<string>();
  return new Plugin<Watch>({
    key: recordGuardKey,
    state: {
      init: (_config, { doc }) => ({ blocks: blocksIn(doc), own: false }),
      apply: (tr, watch) => {
        const notice = noticeOf(tr);
        if (notice.withdrawn) withdrawn.add(notice.withdrawn);
        return tr.docChanged ? { blocks: blocksIn(tr.doc), own: isOwn(tr) } : watch;
      }
    },
    appendTransaction: (transactions, before, after) => {
      // While others' changes are being shown, or undone ones, an added step would not be shared.
      if (transactions.some(isFromDocument) || !transactions.some((tr) => tr.docChanged))
        return null;
      const made = transactions.flatMap((tr) => noticeOf(tr).made ?? []);
      const known = recordGuardKey.getState(before)?.blocks ?? new Map();
      return strayBlocksToParagraphs(
        after,
        (id) => known.has(id) || removed.has(id) || made.includes(id),
        told.wordsOf
      );
    },
    view: () => ({
      update: (view, before) => {
        const was = recordGuardKey.getState(before);
        const is = recordGuardKey.getState(view.state);
        if (!was || !is || was.blocks === is.blocks || !is.own) return;
        for (const [id, kind] of was.blocks) {
          if (is.blocks.has(id) || withdrawn.has(id)) continue;
          removed.add(id);
          told.onRecordRemoved(kind, id);
        }
        for (const [id, kind] of is.blocks) {
          if (!was.blocks.has(id) && removed.delete(id)) told.onRecordRestored(kind, id);
        }
      }
    })
  });
}

/** Blocks without an id, second blocks of one id, and blocks this text has no claim to. */
export function strayBlocksToParagraphs(
  { doc, schema, tr }: EditorState,
  belongs: (id: string) => boolean,
  wordsOf: (kind: StatementKind, id: unknown) => string
): Transaction | null {
  const seen = new Set<string>();
  doc.descendants((node, at) => {
    if (!isRecord(node)) return;
    const id: unknown = node.attrs.id;
    if (typeof id === 'string' && !seen.has(id) && belongs(id)) {
      seen.add(id);
    } else if (isStatementNode(node)) {
      const words = wordsOf(node.type.name as StatementKind, id);
      const place = tr.mapping.map(at);
      const instead = schema.node('paragraph', null, words === '' ? [] : schema.text(words));
      tr.replaceWith(place, place + node.nodeSize, instead);
    } else {
      tr.setNodeMarkup(tr.mapping.map(at), schema.nodes.paragraph, {});
    }
  });
  return tr.docChanged ? tr : null;
}

function blocksIn(doc: Node): Blocks {
  const blocks = new Map<string, RecordBlockKind>();
  doc.descendants((node) => {
    const id: unknown = node.attrs.id;
    if (isRecord(node) && typeof id === 'string') blocks.set(id, node.type.name as RecordBlockKind);
    return !node.isTextblock;
  });
  return blocks;
}

const isRecord = (node: Node): boolean => isRecordBlock(node) || isStatementNode(node);

const noticeOf = (tr: Transaction): Notice => tr.getMeta(recordGuardKey) ?? {};

const isFromDocument = (tr: Transaction): boolean =>
  tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;

/** Typed here, or undone here: an undo comes out of the document like others' changes do. */
function isOwn(tr: Transaction): boolean {
  const root: Transaction = tr.getMeta('appendedTransaction') ?? tr;
  return !isFromDocument(root) || root.getMeta(ySyncPluginKey)?.isUndoRedoOperation === true;
}
