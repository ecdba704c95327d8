/**
 * Builds the editor of one minute in a page. Everything heavy is imported from here, and the
 * component imports this file only when an editor is to open.
 */
import { Editor, Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { parseActionLine, type LinePerson, type LineSetting } from '#domain/action-line.ts';
import { plainDate } from '#domain/civil-date.ts';
import type { StatementBlock, WordedKind } from '#domain/minute-text.ts';
import type { Refusal } from '#domain/refusal.ts';
import { commentMarks } from './comment-marks.ts';
import { caretPlugin } from './carets.ts';
import { holdCaret } from './hold-caret.ts';
import type { InsertKind } from './inserts.ts';
import type { PromptList } from './prompt-list.ts';
import { possibleActions, type OnPossible } from './possible-actions.ts';
import { CLOSED, promptKey, type Draft, type PromptState } from './prompt-state.ts';
import { bringsOthersChange, keepReadingPlace } from './reading-place.ts';
import { createPrompt } from './prompt.ts';
import { recordViews } from './record-block.ts';
import { recordGuard } from './record-guard.ts';
import { placeStatement, replaceSentence, startUndoStep } from './recording.ts';
import type { EditorContext } from './records.ts';
import { resolve } from './resolve.ts';
import { minuteExtensions } from './schema.ts';

/** What lies under the caret, for a panel beside the editor; places are pixels within its frame. */
export type PromptPanel = {
  readonly list: PromptList | null;
  readonly active: number | null;
  readonly draft: DraftWords | null;
  readonly left: number;
  readonly top: number;
};

export type DraftWords = {
  readonly kind: WordedKind;
  readonly owner: string;
  readonly due: string;
};

export type ToolbarState = {
  readonly bold: boolean;
  readonly bulletList: boolean;
  readonly orderedList: boolean;
};

export type EditorMount = {
  readonly host: HTMLElement;
  readonly caretLayer: HTMLElement;
  /** Positioned element that holds host, layer, toolbar and panel: focus within it is still here. */
  readonly frame: HTMLElement;
  readonly document: Y.Doc;
  readonly field: string;
  readonly awareness: Awareness;
  readonly listId: string;
  readonly context: () => EditorContext;
  readonly onPanel: (panel: PromptPanel | null) => void;
  readonly onToolbar: (state: ToolbarState) => void;
  readonly onNotRecorded: (kind: WordedKind, refusal: Refusal | null) => void;
  /** The promise under the caret that no action has taken up; null when there is none. */
  readonly onPossible: OnPossible;
  readonly toToolbar: () => void;
};

export type MountedEditor = {
  readonly focus: () => void;
  readonly insertSentence: (sentence: string) => void;
  readonly replaceSentence: (sentence: string, instead: string) => void;
  readonly toggle: (what: keyof ToolbarState) => void;
  readonly insert: (kind: InsertKind) => void;
  /** Each sentence becomes a resolution, below the caret's line. */
  readonly resolve: (sentences: readonly string[]) => void;
  /** Below the caret's line, with the caret in the line after it. */
  readonly insertStatement: (statement: StatementBlock) => void;
  readonly choose: (index: number) => void;
  /** Of the draft: records it, or leaves its line as text. */
  readonly finishDraft: () => void;
  readonly cancelDraft: () => void;
  /** After a change of what `context` answers. */
  readonly refresh: () => void;
  readonly destroy: () => void;
};

export function mountEditor(mount: EditorMount): MountedEditor {
  const { context, frame, listId, onNotRecorded } = mount;
  const views = recordViews(context);
  const prompt = createPrompt({
    context,
    listId,
    onNotRecorded,
    onChange: (view, state) => mount.onPanel(panelOf(view, state, frame, context()))
  });
  const editor = new Editor({
    element: mount.host,
    extensions: [...minuteExtensions(mount.document, mount.field, views), ours()],
    editable: context().editable,
    injectCSS: false,
    // The first transaction comes while the editor is still being built.
    onTransaction: (event) => mount.onToolbar(toolbarOf(event.editor)),
    onBlur: ({ event }) => {
      const { relatedTarget } = event;
      const stays =
        relatedTarget instanceof Node ? frame.contains(relatedTarget) : !document.hasFocus();
      if (!stays) prompt.finish(editor.view);
    }
  });

  function offersActions(): boolean {
    const { editable, inserts } = context();
    return editable && inserts.some(({ kind }) => kind === 'action');
  }

  function ours(): Extension {
    return Extension.create({
      name: 'minuteEditor',
      // Before every keymap, behind the binding to the shared document.
      priority: 999,
      addProseMirrorPlugins: () => [
        new Plugin({ props: { attributes: () => textboxAttributes(context()) } }),
        prompt.plugin,
        recordGuard({
          onRecordRemoved: (kind, id) => context().onRecordRemoved(kind, id),
          onRecordRestored: (kind, id) => context().onRecordRestored(kind, id),
          wordsOf: views.wordsOf
        }),
        possibleActions(offersActions, mount.onPossible),
        commentMarks(() => context().marks),
        caretPlugin(mount.awareness, mount.caretLayer)
      ],
      dispatchTransaction({ transaction, next }) {
        if (!bringsOthersChange(transaction)) return next(transaction);
        holdCaret(this.editor.state, transaction);
        keepReadingPlace(this.editor.view, () => next(transaction));
      },
      addKeyboardShortcuts: () => ({
        'Alt-F10': () => {
          mount.toToolbar();
          return true;
        }
      })
    });
  }

  return {
    // Not Tiptap's own command, which waits a frame: keys typed meanwhile would be lost.
    focus: () => editor.view.focus(),
    insertSentence: (sentence) => insertSentence(editor.view, sentence),
    replaceSentence: (sentence, instead) => {
      const tr = replaceSentence(editor.state, sentence, instead);
      if (!tr) return;
      startUndoStep(editor.state);
      editor.view.dispatch(tr);
      editor.view.focus();
    },
    toggle: (what) => {
      editor.view.focus();
      if (what === 'bold') editor.commands.toggleBold();
      else if (what === 'bulletList') editor.commands.toggleBulletList();
      else editor.commands.toggleOrderedList();
    },
    insert: (kind) => {
      editor.view.focus();
      prompt.insert(editor.view, kind);
    },
    resolve: (sentences) =>
      resolve(editor.view, sentences, { onRecord: context().onRecord, onNotRecorded }),
    insertStatement: (statement) => {
      startUndoStep(editor.state);
      editor.view.dispatch(placeStatement(editor.state, statement));
      editor.view.focus();
    },
    choose: (index) => prompt.choose(editor.view, index),
    finishDraft: () => {
      const { list, active } = promptKey.getState(editor.state) ?? CLOSED;
      // As Enter does: with the person the panel shows, if one is picked.
      if (list?.kind === 'people' && active !== null) prompt.choose(editor.view, active);
      else prompt.finish(editor.view);
    },
    cancelDraft: () => prompt.cancel(editor.view),
    refresh: () => {
      if (editor.isEditable !== context().editable) editor.setEditable(context().editable, false);
      views.refresh();
      // The label is read again when the view is updated.
      editor.view.updateState(editor.state);
    },
    destroy: () => {
      prompt.finish(editor.view);
      editor.destroy();
    }
  };
}

const textboxAttributes = ({ label, editable }: EditorContext): Record<string, string> => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  class: 'minute-text',
  tabindex: '0',
  ...(editable
    ? { 'aria-haspopup': 'listbox', 'aria-autocomplete': 'list' }
    : { 'aria-readonly': 'true' })
});

const toolbarOf = (editor: Editor): ToolbarState => ({
  bold: editor.isActive('bold'),
  bulletList: editor.isActive('bulletList'),
  orderedList: editor.isActive('orderedList')
});

function panelOf(
  view: EditorView,
  { list, active, draft, focused }: PromptState,
  frame: HTMLElement,
  context: EditorContext
): PromptPanel | null {
  if (!list && (!draft || !focused)) return null;
  const { left, bottom } = view.coordsAtPos(view.state.selection.head);
  const within = frame.getBoundingClientRect();
  return {
    list,
    active,
    draft: draft && wordsOf(view, draft, { ...context, chosen: personAt(list, active) }),
    left: left - within.left,
    top: bottom - within.top
  };
}

function personAt(list: PromptList | null, active: number | null): LinePerson | null {
  return list?.kind === 'people' && active !== null ? (list.options[active] ?? null) : null;
}

function wordsOf(view: EditorView, { kind, at }: Draft, setting: LineSetting): DraftWords {
  const line = parseActionLine(view.state.doc.nodeAt(at)?.textContent ?? '', setting);
  const dueOn = line.dueOn ?? setting.nextMeetingOn;
  const byDefault = line.dueOn === null ? ', next meeting' : '';
  return {
    kind,
    owner: line.ownerText === '' ? 'Owner: type @ and a name' : `Owner ${line.ownerText}`,
    due: dueOn === null ? 'Due: type a date' : `Due ${plainDate(dueOn)}${byDefault}`
  };
}

/** As a line of its own: in the caret's line if that is empty, else below it. */
function insertSentence(view: EditorView, sentence: string): void {
  const { tr, schema, selection } = view.state;
  const { $head } = selection;
  if ($head.parent.type.name === 'paragraph' && $head.parent.content.size === 0) {
    tr.insertText(sentence, $head.pos);
  } else {
    const below = $head.depth === 0 ? tr.doc.content.size : $head.after(1);
    tr.insert(below, schema.node('paragraph', null, schema.text(sentence)));
    tr.setSelection(TextSelection.create(tr.doc, below + 1 + sentence.length));
  }
  view.dispatch(tr.scrollIntoView());
  view.focus();
}
