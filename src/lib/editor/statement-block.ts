/**
 * Statements in the text: a block that holds only the id of what it states. Its words are the
 * proceedings', drawn afresh whenever they change, and nobody types in them; taking the block out of
 * the text takes nothing out of the proceedings.
 */
import { Node as TiptapNode, type NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { NodeView } from '@tiptap/pm/view';
import { isStatementKind, STATEMENT_KINDS, type StatementKind } from '#domain/minute-text.ts';
import { KIND_LABELS, statementWords, type EditorContext } from './records.ts';

export type StatementViews = {
  readonly statementView: (kind: StatementKind, props: NodeViewRendererProps) => NodeView;
  /** For the clipboard; empty while they are not known. */
  readonly wordsOf: (kind: StatementKind, id: unknown) => string;
};

export const statementNodes = (views: StatementViews | null) =>
  STATEMENT_KINDS.map((kind) =>
    TiptapNode.create({
      name: kind,
      group: 'block',
      atom: true,
      selectable: true,
      addAttributes: () => ({
        id: {
          default: null,
          parseHTML: (element: HTMLElement) => element.getAttribute('data-id'),
          renderHTML: ({ id }: { id: string | null }) => ({ 'data-id': id })
        }
      }),
      parseHTML: () => [{ tag: `div[data-record="${kind}"]` }],
      renderHTML: ({ node, HTMLAttributes }) => [
        'div',
        { 'data-record': kind, ...HTMLAttributes },
        views?.wordsOf(kind, node.attrs.id) ?? ''
      ],
      renderText: ({ node }) => views?.wordsOf(kind, node.attrs.id) ?? '',
      addNodeView: () => (views ? (props) => views.statementView(kind, props) : null)
    })
  );

export const isStatementNode = (node: Node | null | undefined): boolean =>
  isStatementKind(node?.type.name ?? '');

/** `drawn` is called through whenever the page's records have changed. */
export function statementViews(
  context: () => EditorContext,
  drawn: Set<() => void>
): StatementViews {
  return {
    wordsOf: (kind, id) =>
      typeof id === 'string' ? (context().records.statement({ kind, id }) ?? '') : '',
    statementView: (kind, { node }) => {
      let id: unknown = node.attrs.id;
      const dom = document.createElement('div');
      dom.className = `record record-statement record-${kind}`;
      const label = document.createElement('span');
      label.className = 'record-label';
      label.textContent = KIND_LABELS[kind];
      const wording = document.createElement('div');
      wording.className = 'record-wording';
      dom.append(label, wording);
      const draw = () => {
        wording.textContent =
          typeof id === 'string' ? statementWords({ kind, id }, context().records) : '';
      };
      draw();
      drawn.add(draw);
      return {
        dom,
        update: (changed) => {
          if (changed.type.name !== kind) return false;
          if (changed.attrs.id !== id) {
            id = changed.attrs.id;
            draw();
          }
          return true;
        },
        ignoreMutation: ({ type }) => type !== 'selection',
        destroy: () => drawn.delete(draw)
      };
    }
  };
}
