/** The changes to the text that make a line into a record block and back. */
import { liftListItem } from '@tiptap/pm/schema-list';
import type { Node } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { LineEdit } from '#domain/action-line.ts';
import type { StatementBlock, WordedKind } from '#domain/minute-text.ts';
import { recordGuardKey } from './record-guard.ts';
import { textChange } from './text-diff.ts';

export type Line = { readonly at: number; readonly text: string; readonly type: string };

/** The line the caret is in: `at` is the place of its block. */
export function lineAtCaret({ selection }: EditorState): Line | null {
  const { $head } = selection;
  if (!$head.parent.isTextblock || $head.depth === 0) return null;
  return { at: $head.before(), text: $head.parent.textContent, type: $head.parent.type.name };
}

/** Text before the caret in its line; null for a selection. */
export const textBeforeCaret = (state: EditorState): string | null =>
  state.selection.empty ? textBeforeHead(state) : null;

/** The same, of a selection before its moving end. */
export const textBeforeHead = ({ selection: { $head } }: EditorState): string | null =>
  $head.parent.isTextblock ? $head.parent.textBetween(0, $head.parentOffset) : null;

/** The caret at the end of the line, after a space, so that `@` may follow at once. */
export function caretAfterLine({ tr }: EditorState, { at, text }: Line): Transaction {
  const end = at + 1 + text.length;
  if (text !== '' && text.trimEnd() === text) tr.insertText(' ', end);
  return tr.setSelection(
    TextSelection.create(tr.doc, at + 1 + (tr.doc.nodeAt(at)?.content.size ?? 0))
  );
}

export type MadeRecord = {
  readonly kind: WordedKind;
  readonly id: string;
  readonly edits: readonly LineEdit[];
  /** The caret goes on in an empty line below, a new one if need be. */
  readonly thenBelow: boolean;
};

/** The paragraph at `at` becomes the block. */
export function makeRecord({ tr, schema }: EditorState, at: number, made: MadeRecord): Transaction {
  for (const { from, to, insert } of made.edits.toReversed()) {
    const [start, end] = [at + 1 + from, at + 1 + to];
    if (insert === '') tr.delete(start, end);
    else tr.insertText(insert, start, end);
  }
  tr.setNodeMarkup(at, schema.nodes[made.kind], { id: made.id });
  if (made.thenBelow) {
    const below = at + (tr.doc.nodeAt(at)?.nodeSize ?? 0);
    const next = tr.doc.nodeAt(below);
    const isFree = next?.type.name === 'paragraph' && next.content.size === 0;
    if (!isFree && schema.nodes.paragraph) tr.insert(below, schema.nodes.paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, below + 1)).scrollIntoView();
  }
  return tr.setMeta(recordGuardKey, { made: [made.id] });
}

/** The statement, in the caret's line if that is empty, else below it; the caret goes on under it. */
export const placeStatement = (state: EditorState, { kind, id }: StatementBlock): Transaction =>
  placeBlocks(state, [state.schema.node(kind, { id })]);

export type WordedRecord = {
  readonly kind: WordedKind;
  readonly id: string;
  readonly text: string;
};

/** Records with their wording, placed as a statement is. */
export const placeRecords = (state: EditorState, records: readonly WordedRecord[]): Transaction =>
  placeBlocks(
    state,
    records.map(({ kind, id, text }) => state.schema.node(kind, { id }, state.schema.text(text)))
  );

/** The record under the caret's line, and the caret where it was. */
export function placeBelow(
  { tr, schema, selection }: EditorState,
  { kind, id, text }: WordedRecord
): Transaction {
  tr.insert(selection.$to.after(1), schema.node(kind, { id }, schema.text(text)));
  return tr.setMeta(recordGuardKey, { made: [id] });
}

function placeBlocks({ tr, schema, selection }: EditorState, blocks: readonly Node[]): Transaction {
  const { $head } = selection;
  const isFree = $head.depth === 1 && $head.parent.content.size === 0;
  const at = $head.depth === 0 ? $head.pos : isFree ? $head.before(1) : $head.after(1);
  if (isFree) tr.replaceWith(at, $head.after(1), blocks);
  else tr.insert(at, blocks);
  const below = at + blocks.reduce((size, block) => size + block.nodeSize, 0);
  const next = tr.doc.nodeAt(below);
  const isLine = next?.type.name === 'paragraph' && next.content.size === 0;
  if (!isLine && schema.nodes.paragraph) tr.insert(below, schema.nodes.paragraph.create());
  tr.setSelection(TextSelection.create(tr.doc, below + 1)).scrollIntoView();
  return tr.setMeta(recordGuardKey, { made: blocks.map(({ attrs }) => attrs.id as string) });
}

/** Only the characters that differ are changed, so that others' carets stay in the rest. */
export function replaceSentence(
  { doc, tr }: EditorState,
  sentence: string,
  instead: string
): Transaction | null {
  let at: number | undefined;
  doc.descendants((node, place) => {
    const found = node.type.name === 'paragraph' ? node.textContent.indexOf(sentence) : -1;
    if (found >= 0) at ??= place + 1 + found;
    return at === undefined;
  });
  const change = textChange(sentence, instead, 0);
  if (at === undefined || !change) return null;
  const [from, to] = [at + change.at, at + change.at + change.remove];
  return change.insert === '' ? tr.delete(from, to) : tr.insertText(change.insert, from, to);
}

/** The block whose row was refused is a paragraph again, with the owner and date as they were typed. */
export function withdrawRecord(
  { tr, doc, schema }: EditorState,
  id: string,
  typed: string
): Transaction | null {
  let found: { at: number; end: number } | undefined;
  doc.descendants((node, at) => {
    if (node.attrs.id === id) found = { at, end: at + node.nodeSize - 1 };
    return found === undefined;
  });
  if (!found) return null;
  if (typed !== '') tr.insertText(typed, found.end);
  tr.setNodeMarkup(found.at, schema.nodes.paragraph, {});
  return tr.setMeta(recordGuardKey, { withdrawn: id });
}

/** Records stand between lists, not in them. Whether the caret's line is out of any list now. */
export function liftOutOfLists(view: EditorView): boolean {
  const { listItem } = view.state.schema.nodes;
  while (listItem && view.state.selection.$head.depth > 1) {
    if (!liftListItem(listItem)(view.state, view.dispatch)) return false;
  }
  return true;
}

/** What comes next is undone by itself, not together with the typing before it. */
export const startUndoStep = (state: EditorState): void =>
  yUndoPluginKey.getState(state)?.undoManager.stopCapturing();
