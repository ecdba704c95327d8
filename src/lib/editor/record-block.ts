/**
 * Record blocks in the text: nodes that point at a row by its id and hold its wording. Number, owner
 * and due date are the row's: they are drawn around the wording from what the page knows, and are no
 * part of the text.
 */
import { Extension, Node as TiptapNode, type NodeViewRendererProps } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { WORDED_KINDS, type WordedKind } from '#domain/minute-text.ts';
import { actionDetails, blockLabel, type EditorContext, type RecordField } from './records.ts';
import { statementNodes, statementViews, type StatementViews } from './statement-block.ts';

export type RecordViews = StatementViews & {
  readonly nodeView: (kind: WordedKind, props: NodeViewRendererProps) => NodeView;
  /** Draws labels and buttons afresh from the page's records. */
  readonly refresh: () => void;
};

export const recordNodes = (views: RecordViews | null) => [
  ...wordedNodes(views),
  ...statementNodes(views)
];

const wordedNodes = (views: RecordViews | null) =>
  WORDED_KINDS.map((kind) =>
    TiptapNode.create({
      name: kind,
      group: 'block',
      content: 'text*',
      defining: true,
      addAttributes: () => ({
        id: {
          default: null,
          // Two halves of a block cannot both be its record.
          keepOnSplit: false,
          parseHTML: (element: HTMLElement) => element.getAttribute('data-id'),
          renderHTML: ({ id }: { id: string | null }) => ({ 'data-id': id })
        }
      }),
      parseHTML: () => [{ tag: `div[data-record="${kind}"]` }],
      renderHTML: ({ HTMLAttributes }) => ['div', { 'data-record': kind, ...HTMLAttributes }, 0],
      addNodeView: () => (views ? (props) => views.nodeView(kind, props) : null)
    })
  );

/** A record with wording of its own. */
export const isRecordBlock = (node: Node | null | undefined): boolean =>
  WORDED_KINDS.some((kind) => kind === node?.type.name);

export function recordViews(context: () => EditorContext): RecordViews {
  const drawn = new Set<() => void>();
  return {
    ...statementViews(context, drawn),
    refresh: () => drawn.forEach((draw) => draw()),
    nodeView: (kind, { node, view }) => {
      let id: unknown = node.attrs.id;
      const label = element('span', 'record-label');
      const wording = element('div', 'record-wording');
      const fields = element('span', 'record-fields');
      const dom = element('div', `record record-${kind}`);
      for (const outside of [label, fields]) outside.contentEditable = 'false';
      dom.append(label, wording, fields);
      const draw = () => {
        const { records } = context();
        label.textContent = typeof id === 'string' ? blockLabel(kind, id, records) : '';
        drawFields(fields, view, kind, id, context);
      };
      draw();
      drawn.add(draw);
      return {
        dom,
        contentDOM: wording,
        update: (changed) => {
          if (changed.type.name !== kind) return false;
          if (changed.attrs.id !== id) {
            id = changed.attrs.id;
            draw();
          }
          return true;
        },
        stopEvent: ({ target }) => target instanceof globalThis.Node && fields.contains(target),
        ignoreMutation: ({ type, target }) => type !== 'selection' && !wording.contains(target),
        destroy: () => drawn.delete(draw)
      };
    }
  };
}

/** Enter and Backspace at the edges of a block never leave two blocks of one record. */
export const recordKeys = Extension.create({
  name: 'recordKeys',
  // After the prompt, whose Enter picks from a list; before the keys that split and join blocks.
  priority: 900,
  addKeyboardShortcuts() {
    return {
      Enter: () =>
        this.editor.commands.command(({ state, tr, dispatch }) => leaveBlock(state, tr, dispatch)),
      'Shift-Enter': () => this.editor.commands.enter(),
      Backspace: () =>
        this.editor.commands.command(({ state, tr, dispatch }) => unmake(state, tr, dispatch))
    };
  }
});

type Dispatch = ((args?: unknown) => unknown) | undefined;

/** The rest of the block goes on as a paragraph; from its very start, the paragraph stands above. */
function leaveBlock(
  { selection, schema }: EditorState,
  tr: EditorState['tr'],
  dispatch: Dispatch
): boolean {
  const { $from, $to } = selection;
  const { paragraph } = schema.nodes;
  if (!isRecordBlock($from.parent) || !$from.sameParent($to) || !paragraph) return false;
  if (!dispatch) return true;
  if (selection.empty && $from.parentOffset === 0 && $from.parent.content.size > 0) {
    tr.insert($from.before(), paragraph.create());
    return true;
  }
  tr.delete($from.pos, $to.pos).split($from.pos, 1, [{ type: paragraph }]);
  tr.setSelection(TextSelection.create(tr.doc, $from.pos + 2)).scrollIntoView();
  return true;
}

/** Backspace at the start of a block takes away the record, not the words. */
function unmake(
  { selection, schema }: EditorState,
  tr: EditorState['tr'],
  dispatch: Dispatch
): boolean {
  const { $from, empty } = selection;
  if (!empty || $from.parentOffset > 0 || !isRecordBlock($from.parent)) return false;
  if (dispatch) tr.setNodeMarkup($from.before(), schema.nodes.paragraph, {});
  return true;
}

function drawFields(
  fields: HTMLElement,
  view: EditorView,
  kind: WordedKind,
  id: unknown,
  context: () => EditorContext
): void {
  const details =
    kind === 'action' && typeof id === 'string' ? actionDetails(id, context().records) : undefined;
  if (!details || typeof id !== 'string') {
    fields.replaceChildren(kind === 'action' ? text('Not recorded yet') : '');
    return;
  }
  const focused = [...fields.children].indexOf(document.activeElement ?? fields);
  const edit = (field: RecordField) => () => context().onEditRecord(kind, id, field);
  fields.replaceChildren(
    fieldButton(view, details.owner ?? 'Add an owner', edit('owners')),
    fieldButton(view, details.due ?? 'Add a due date', edit('dueOn')),
    details.status === null ? '' : text(details.status)
  );
  // News of a row must not throw out the person who stands on one of its buttons.
  const again = fields.children[focused];
  if (again instanceof HTMLElement) again.focus();
}

/**
 * Out of the tab order, or every block would stand between a writer and the way out: Tab in the
 * wording steps to the first button (stepIntoFields), then through them, then out of the editor.
 */
function fieldButton(view: EditorView, words: string, onClick: () => void): HTMLElement {
  const button = element('button', 'record-field');
  button.setAttribute('type', 'button');
  button.tabIndex = -1;
  button.textContent = words;
  button.addEventListener('click', onClick);
  button.addEventListener('keydown', (event) => {
    const back = event.key === 'Escape' || (event.key === 'Tab' && event.shiftKey);
    if (!back && event.key !== 'Tab') return;
    const next = back ? button.previousElementSibling : button.nextElementSibling;
    const stays = event.key === 'Tab' && next instanceof HTMLButtonElement;
    if (stays) next.focus();
    else if (back) view.focus();
    if (stays || back) event.preventDefault();
  });
  return button;
}

/** Moves to the first button of the block that holds the caret; false when there is none. */
export function stepIntoFields(view: EditorView): boolean {
  const { $from } = view.state.selection;
  if (!isRecordBlock($from.parent)) return false;
  const block = view.nodeDOM($from.before());
  const button = block instanceof HTMLElement ? block.querySelector('button') : null;
  button?.focus();
  return button !== null;
}

const text = (words: string): HTMLElement => {
  const span = element('span', 'record-status');
  span.textContent = words;
  return span;
};

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
