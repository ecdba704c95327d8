/**
 * The keys that make records while typing: `/` and a letter, or Ctrl+/, open the insert menu; a draft
 * takes `@` people and dates; Enter records it. Every step is possible by pointer too, through the
 * actions this file gives to the panel and the toolbar.
 */
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { parseActionLine, type ActionLine, type LinePerson } from '#domain/action-line.ts';
import type { WordedKind } from '#domain/minute-text.ts';
import type { Refusal } from '#domain/refusal.ts';
import { newId } from '../new-id.ts';
import { askForRow } from './ask-for-row.ts';
import { promisedAt } from './possible-actions.ts';
import { listWords, moveActive, optionWords } from './prompt-list.ts';
import {
  CLOSED,
  nextPrompt,
  promptKey,
  type Draft,
  type PromptChange,
  type PromptState
} from './prompt-state.ts';
import {
  caretAfterLine,
  liftOutOfLists,
  lineAtCaret,
  makeRecord,
  startUndoStep
} from './recording.ts';
import { isWorded, type InsertKind } from './inserts.ts';
import type { EditorContext } from './records.ts';
import { takeUp } from './take-up.ts';

export type Prompt = {
  readonly plugin: Plugin<PromptState>;
  readonly choose: (view: EditorView, index: number) => void;
  /** As choosing it in the menu does: begins a record in the caret's line, or asks for a form. */
  readonly insert: (view: EditorView, kind: InsertKind) => void;
  /** Records a draft that the writer turned away from; without wording it is only forgotten. */
  readonly finish: (view: EditorView) => void;
  /** The draft's line stays as text. */
  readonly cancel: (view: EditorView) => void;
};

export type PromptSetting = {
  readonly context: () => EditorContext;
  /** Id of the element that shows the options; each has this id, a hyphen and its index. */
  readonly listId: string;
  readonly onChange: (view: EditorView, prompt: PromptState) => void;
  /** null: the page could not be reached or broke. */
  readonly onNotRecorded: (kind: WordedKind, refusal: Refusal | null) => void;
};

export function createPrompt({ context, listId, onChange, onNotRecorded }: PromptSetting): Prompt {
  const stateOf = (view: EditorView): PromptState => promptKey.getState(view.state) ?? CLOSED;
  const change = (view: EditorView, changed: PromptChange) =>
    view.dispatch(view.state.tr.setMeta(promptKey, changed));

  const plugin = new Plugin<PromptState>({
    key: promptKey,
    state: {
      init: () => CLOSED,
      apply: (tr, prompt, before, after) => nextPrompt(tr, prompt, before, after, context())
    },
    props: {
      attributes: (state): Record<string, string> => {
        const { list, active } = promptKey.getState(state) ?? CLOSED;
        if (!list) return {};
        const popup = { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${active}` };
        return active === null ? { 'aria-controls': listId } : popup;
      },
      decorations: (state) => {
        const draft = promptKey.getState(state)?.draft;
        const line = draft && state.doc.nodeAt(draft.at);
        if (!draft || !line) return null;
        const box = Decoration.node(draft.at, draft.at + line.nodeSize, { class: 'record-draft' });
        return DecorationSet.create(state.doc, [box]);
      },
      handleKeyDown: (view, event) => !event.isComposing && onKey(view, event)
    },
    view: () => ({
      update: (view, before) => {
        const prompt = stateOf(view);
        const was = promptKey.getState(before) ?? CLOSED;
        if (prompt.draft && prompt.draft.at !== lineAtCaret(view.state)?.at) {
          // Not within this update: others' plugins have yet to see the state that caused it.
          queueMicrotask(() => !view.isDestroyed && leaveDraft(view));
        }
        if (
          was.draft &&
          !prompt.draft &&
          view.state.doc.nodeAt(was.draft.at)?.type.name === 'paragraph'
        ) {
          context().announce('Not recorded. The line stays as text.');
        }
        announceList(was, prompt);
        onChange(view, prompt);
      }
    })
  });

  function onKey(view: EditorView, event: KeyboardEvent): boolean {
    const { list, menuOpen, draft, active } = stateOf(view);
    const command = event.ctrlKey || event.metaKey;
    if (event.key === '/' && command && !event.altKey) {
      toggleMenu(view);
      return true;
    }
    if (command || event.altKey) return false;
    if (menuOpen && event.key.length === 1) {
      const index = context().inserts.findIndex(({ letter }) => letter === event.key.toLowerCase());
      if (index < 0) change(view, { menuOpen: false });
      else choose(view, index);
      return index >= 0;
    }
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        if (!list) return false;
        change(view, {
          active: moveActive(active, list.options.length, event.key === 'ArrowDown' ? 1 : -1)
        });
        return true;
      case 'Escape':
        if (list) change(view, menuOpen ? { menuOpen: false } : { dismissed: true });
        else if (draft) cancel(view);
        return Boolean(list ?? draft);
      case 'Enter':
        if (list && active !== null) choose(view, active);
        else if (draft) record(view, draft, null, true);
        return (list !== null && active !== null) || draft !== null;
      default:
        return false;
    }
  }

  function toggleMenu(view: EditorView): void {
    const { menuOpen, draft } = stateOf(view);
    if (!draft && context().inserts.length > 0) change(view, { menuOpen: !menuOpen });
  }

  function choose(view: EditorView, index: number): void {
    const { list, draft } = stateOf(view);
    const option = list?.options[index];
    if (!list || !option) return;
    if ('kind' in option) {
      replaceTrigger(view, list.from, '');
      return insert(view, option.kind);
    }
    if (draft) return record(view, draft, option, true);
    replaceTrigger(view, list.from, option.name);
  }

  function insert(view: EditorView, kind: InsertKind): void {
    if (isWorded(kind)) return start(view, kind);
    change(view, { menuOpen: false });
    context().onForm(kind);
  }

  /** What was typed to open the list, from `from` in the line up to the caret. */
  function replaceTrigger({ state, dispatch }: EditorView, from: number, words: string): void {
    const { $head } = state.selection;
    const [start, end] = [$head.start() + from, $head.pos];
    dispatch(words === '' ? state.tr.delete(start, end) : state.tr.insertText(words, start, end));
  }

  function start(view: EditorView, kind: WordedKind): void {
    change(view, { menuOpen: false });
    const promised = kind === 'action' ? promisedAt(view.state) : null;
    if (promised) return takeUp(view, promised, context(), onNotRecorded);
    if (!mayBecomeRecord(view) || !liftOutOfLists(view)) return;
    const line = lineAtCaret(view.state);
    if (!line) return;
    const draft = { kind, at: line.at };
    // Only an action asks for more than its wording.
    if (kind !== 'action' && line.text.trim() !== '') return record(view, draft, null, false);
    const tr = caretAfterLine(view.state, line);
    view.dispatch(tr.setMeta(promptKey, { menuOpen: false, draft }));
    context().announce(kind === 'action' ? ASK_OWNER : ASK_WORDING);
  }

  function mayBecomeRecord(view: EditorView): boolean {
    const line = lineAtCaret(view.state);
    if (line?.type === 'paragraph') return true;
    if (line) context().announce('This line is recorded already.');
    return false;
  }

  function record(
    view: EditorView,
    { kind, at }: Draft,
    chosen: LinePerson | null,
    thenBelow: boolean
  ): void {
    const { people, today, nextMeetingOn, announce, onRecord } = context();
    const typed = view.state.doc.nodeAt(at)?.textContent ?? '';
    const line =
      kind === 'action'
        ? parseActionLine(typed, { people, today, nextMeetingOn, chosen })
        : asTyped(typed);
    if (line.wording === '') return announce(ASK_WORDING);
    const id = newId();
    startUndoStep(view.state);
    const made = { kind, id, edits: line.edits, thenBelow };
    view.dispatch(
      makeRecord(view.state, at, made).setMeta(promptKey, { draft: null, menuOpen: false })
    );
    startUndoStep(view.state);
    const asked = {
      id,
      itemText: line.wording,
      ownerId: line.ownerId,
      ownerText: line.ownerText,
      dueOn: kind === 'action' ? (line.dueOn ?? nextMeetingOn) : null
    };
    askForRow(view, kind, asked, { onRecord, onNotRecorded, typed: takenOut(typed, line) });
  }

  const cancel = (view: EditorView) => change(view, { draft: null });

  function leaveDraft(view: EditorView): void {
    const { draft } = stateOf(view);
    if (!draft || draft.at === lineAtCaret(view.state)?.at) return;
    finish(view);
  }

  function finish(view: EditorView): void {
    const { draft } = stateOf(view);
    if (!draft) return;
    if (context().editable && lineHasText(view, draft)) record(view, draft, null, false);
    if (stateOf(view).draft) cancel(view);
  }

  const lineHasText = ({ state }: EditorView, { at }: Draft): boolean =>
    state.doc.nodeAt(at)?.textContent.trim() !== '';

  function announceList(was: PromptState, { list, active }: PromptState): void {
    if (!list) return;
    const same = was.list?.kind === list.kind && was.list.query === list.query;
    if (!same) context().announce(listWords(list, active));
    else if (active !== null && active !== was.active)
      context().announce(optionWords(list, active));
  }

  return { plugin, choose, insert, finish, cancel };
}

const ASK_OWNER = 'Action. Type @ and a name, then Enter. Esc leaves the line as text.';
const ASK_WORDING = 'Type the wording first, then Enter. Esc leaves the line as text.';

function asTyped(text: string): ActionLine {
  const end = text.trimEnd().length;
  const edits = end < text.length ? [{ from: end, to: text.length, insert: '' }] : [];
  return { wording: text.trim(), ownerId: null, ownerText: '', dueOn: null, edits };
}

/** The end of the line that said owner and date; names spelt out inside the wording stay spelt out. */
const takenOut = (typed: string, { edits }: ActionLine): string =>
  edits.map(({ from, to, insert }) => (insert === '' ? typed.slice(from, to) : '')).join('');
