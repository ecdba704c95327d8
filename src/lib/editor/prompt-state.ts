/**
 * What is open under the caret: the insert menu, the people list, or a draft, which is a line on its
 * way to becoming a record. A draft changes nothing in the document until it is recorded, so that a
 * lost connection or a closed tab leaves an ordinary line and never a block without a row.
 */
import { PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import type { WordedKind } from '#domain/minute-text.ts';
import { firstActive, listFor, type PromptList } from './prompt-list.ts';
import { textBeforeCaret, textBeforeHead } from './recording.ts';
import type { EditorContext } from './records.ts';

/** `at`: place of the line's paragraph. */
export type Draft = { readonly kind: WordedKind; readonly at: number };

export type PromptState = {
  readonly focused: boolean;
  readonly menuOpen: boolean;
  /** Esc closed the list of the trigger before the caret; the typed characters stay. */
  readonly dismissed: boolean;
  readonly draft: Draft | null;
  readonly list: PromptList | null;
  readonly active: number | null;
};

export type PromptChange = Partial<Omit<PromptState, 'list' | 'focused'>>;

export const promptKey = new PluginKey<PromptState>('prompt');

export const CLOSED: PromptState = {
  focused: false,
  menuOpen: false,
  dismissed: false,
  draft: null,
  list: null,
  active: null
};

export function nextPrompt(
  tr: Transaction,
  prompt: PromptState,
  before: EditorState,
  after: EditorState,
  { inserts, people }: Pick<EditorContext, 'inserts' | 'people'>
): PromptState {
  const change: PromptChange = tr.getMeta(promptKey) ?? {};
  const focused = tr.getMeta('blur') ? false : prompt.focused || Boolean(tr.getMeta('focus'));
  const draft =
    change.draft === undefined ? draftAfter(tr, prompt.draft, before, after) : change.draft;
  const own = !isFromDocument(tr);
  const moved = own && (tr.docChanged || tr.selectionSet);
  const menuOpen = focused && (change.menuOpen ?? (prompt.menuOpen && !moved));
  // A key opens the menu over a selection too; typed triggers are of a caret alone.
  const text = focused ? (menuOpen ? textBeforeHead(after) : textBeforeCaret(after)) : null;
  const found =
    text === null ? null : listFor(text, { inserts, people, menuOpen, drafting: draft !== null });
  const dismissed = found !== null && (change.dismissed ?? prompt.dismissed) && !menuOpen;
  const list = dismissed ? null : found;
  return {
    focused,
    menuOpen,
    dismissed,
    draft,
    list,
    active: activeIn(list, prompt, change.active)
  };
}

const isFromDocument = (tr: Transaction): boolean =>
  tr.getMeta(ySyncPluginKey)?.isChangeOrigin === true;

/**
 * A change that comes out of the shared document replaces all of it, so places cannot be followed
 * through it; the caret is put back by the binding. The draft goes on only in a line that still reads
 * the same: a line somebody rewrote is never recorded unseen.
 */
function draftAfter(
  tr: Transaction,
  draft: Draft | null,
  before: EditorState,
  after: EditorState
): Draft | null {
  if (!draft || !tr.docChanged) return draft;
  if (isFromDocument(tr)) {
    const { $head } = after.selection;
    const same = $head.depth > 0 && before.doc.nodeAt(draft.at)?.eq($head.parent);
    return same ? { kind: draft.kind, at: $head.before() } : null;
  }
  const { pos, deletedAfter } = tr.mapping.mapResult(draft.at);
  return deletedAfter ? null : { kind: draft.kind, at: pos };
}

function activeIn(
  list: PromptList | null,
  was: PromptState,
  asked: number | null | undefined
): number | null {
  if (!list) return null;
  if (asked !== undefined) return asked;
  const same = was.list?.kind === list.kind && was.list.query === list.query;
  return same && (was.active ?? 0) < list.options.length ? was.active : firstActive(list);
}
