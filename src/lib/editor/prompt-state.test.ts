import { getSchema } from '@tiptap/core';
import { EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import {
  CLOSED,
  nextPrompt,
  promptKey,
  type PromptChange,
  type PromptState
} from './prompt-state.ts';
import { minuteNodes } from './schema.ts';

const schema = getSchema(minuteNodes(null));
const offer = {
  inserts: [
    { letter: 'a', label: 'Action', short: 'Action', kind: 'action' as const },
    { letter: 'r', label: 'Resolution', short: 'Resolution', kind: 'resolution' as const }
  ],
  people: [{ id: 'ruth', name: 'Ruth Hale', post: null }]
};

const prompt = new Plugin<PromptState>({
  key: promptKey,
  state: {
    init: () => CLOSED,
    apply: (tr, was, before, after) => nextPrompt(tr, was, before, after, offer)
  }
});

const lines = (...texts: string[]) =>
  texts.map((text) => schema.node('paragraph', null, text === '' ? [] : schema.text(text)));

/** Focused, with the caret at the end of the first line. */
function writing(...texts: string[]): EditorState {
  const doc = schema.node('doc', null, lines(...texts));
  const selection = TextSelection.create(doc, 1 + (texts[0]?.length ?? 0));
  const state = EditorState.create({ doc, selection, plugins: [prompt] });
  return state.apply(state.tr.setMeta('focus', true));
}

const change = (state: EditorState, changed: PromptChange): EditorState =>
  state.apply(state.tr.setMeta(promptKey, changed));
const type = (state: EditorState, text: string): EditorState =>
  state.apply(state.tr.insertText(text));
const at = (state: EditorState): PromptState => promptKey.getState(state) ?? CLOSED;

/** What comes out of the shared document replaces all of the text and puts the caret back. */
function fromOthers(state: EditorState, texts: string[], caret: number): EditorState {
  const tr: Transaction = state.tr.replaceWith(0, state.doc.content.size, lines(...texts));
  tr.setSelection(TextSelection.create(tr.doc, caret));
  return state.apply(tr.setMeta(ySyncPluginKey, { isChangeOrigin: true }));
}

test("the menu opened by key closes at one's own typing and not at others'", () => {
  const open = change(writing('Mine'), { menuOpen: true });
  expect(at(open).list).toMatchObject({ kind: 'inserts', options: offer.inserts });
  expect(at(fromOthers(open, ['Theirs', 'Mine'], 13)).menuOpen).toBe(true);
  expect(at(type(open, 'x')).menuOpen).toBe(false);
});

test('Esc keeps the typed slash and closes the list until another begins', () => {
  const typed = type(writing(''), '/r');
  expect(at(typed).list).not.toBeNull();
  const dismissed = change(typed, { dismissed: true });
  expect(at(dismissed).list).toBeNull();
  expect(at(type(dismissed, 'e')).list).toBeNull();
  expect(at(type(type(dismissed, ' '), '/r')).list).not.toBeNull();
});

test('nothing is open while the focus is elsewhere', () => {
  const typed = type(writing(''), '/r');
  expect(at(typed.apply(typed.tr.setMeta('blur', true))).list).toBeNull();
});

test("a draft follows its line through one's own edits", () => {
  const drafting = change(writing('Send list', 'Other'), { draft: { kind: 'action', at: 0 } });
  const above = drafting.apply(drafting.tr.insert(0, lines('Above')));
  expect(at(above).draft).toEqual({ kind: 'action', at: 7 });
  expect(at(drafting.apply(drafting.tr.delete(0, 11))).draft).toBeNull();
});

test("a draft follows its line through others' edits elsewhere, and ends if they rewrite it", () => {
  const drafting = change(writing('Send list', 'Other'), { draft: { kind: 'action', at: 0 } });
  expect(at(fromOthers(drafting, ['Theirs', 'Send list', 'Other'], 18)).draft).toEqual({
    kind: 'action',
    at: 8
  });
  expect(at(fromOthers(drafting, ['Send no list', 'Other'], 10)).draft).toBeNull();
  expect(at(fromOthers(drafting, ['Other'], 1)).draft).toBeNull();
});

test('an arrow moves among the options, and another letter begins again at the first', () => {
  const typed = type(writing(''), '@r');
  expect(at(typed).active).toBe(0);
  expect(at(type(writing(''), '@')).active).toBeNull();
  const moved = change(change(writing('x'), { menuOpen: true }), { active: 1 });
  expect(at(moved).active).toBe(1);
});
