import { getSchema } from '@tiptap/core';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { expect, test } from 'vitest';
import { recordGuard, recordGuardKey } from './record-guard.ts';
import { makeRecord } from './recording.ts';
import { minuteNodes } from './schema.ts';

const schema = getSchema(minuteNodes(null));
const [first, second] = ['a'.repeat(20), 'b'.repeat(20)];

const action = (id: string | null, wording: string) =>
  schema.node('action', { id }, schema.text(wording));

/** A minute that holds the first action. */
function minute(): EditorState {
  const doc = schema.node('doc', null, [action(first, 'Send list'), schema.node('paragraph')]);
  const ignore = () => {};
  const guard = recordGuard({
    onRecordRemoved: ignore,
    onRecordRestored: ignore,
    wordsOf: () => 'Left.'
  });
  return EditorState.create({ doc, plugins: [guard] });
}

const ids = ({ doc }: EditorState): unknown[] =>
  doc.content.content.map((node) => node.attrs.id ?? node.type.name);

const fromOthers = (tr: Transaction): Transaction =>
  tr.setMeta(ySyncPluginKey, { isChangeOrigin: true });

test('a copy of a block is a paragraph', () => {
  const state = minute();
  const after = state.apply(state.tr.insert(state.doc.content.size, action(first, 'Send list')));
  expect(ids(after)).toEqual([first, 'paragraph', 'paragraph']);
});

test('a block brought from elsewhere, or without an id, is a paragraph', () => {
  const state = minute();
  const end = state.doc.content.size;
  const strangers = [action(second, 'Forged'), action(null, 'Nameless')];
  expect(ids(state.apply(state.tr.insert(end, strangers)))).toEqual([
    first,
    'paragraph',
    'paragraph',
    'paragraph'
  ]);
});

test('a block moved in one step, or just recorded, stays a block', () => {
  const state = minute();
  const moved = state.apply(state.tr.delete(0, 11).insert(2, action(first, 'Send list')));
  expect(ids(moved)).toEqual(['paragraph', first]);
  const made = { kind: 'action', id: second, edits: [], thenBelow: false } as const;
  expect(ids(state.apply(makeRecord(state, 11, made)))).toEqual([first, second]);
});

test("others' blocks are let in as they come", () => {
  const state = minute();
  const tr = state.tr.insert(0, action(second, 'Theirs'));
  expect(ids(state.apply(fromOthers(tr)))).toEqual([second, first, 'paragraph']);
});

test('[T4] a statement may be moved; a second one leaves its words, and its fellow stays', () => {
  const statement = schema.node('vote', { id: second });
  const from = minute();
  const state = from.apply(
    from.tr.insert(0, statement).setMeta(recordGuardKey, { made: [second] })
  );
  expect(ids(state)).toEqual([second, first, 'paragraph']);
  const copied = state.apply(state.tr.insert(state.doc.content.size, statement));
  expect(ids(copied)).toEqual([second, first, 'paragraph', 'paragraph']);
  expect(copied.doc.lastChild?.textContent).toBe('Left.');
  const moved = state.apply(state.tr.delete(0, 1).insert(state.doc.content.size - 1, statement));
  expect(ids(moved)).toEqual([first, 'paragraph', second]);
});
