import { getSchema } from '@tiptap/core';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { parseActionLine } from '#domain/action-line.ts';
import {
  caretAfterLine,
  lineAtCaret,
  makeRecord,
  placeStatement,
  replaceSentence,
  textBeforeCaret,
  withdrawRecord
} from './recording.ts';
import { minuteNodes } from './schema.ts';

const schema = getSchema(minuteNodes(null));
const id = 'a1b2c3d4e5f6g7h8i9j0';

function stateOf(...lines: string[]): EditorState {
  const content = lines.map((line) => ({
    type: 'paragraph',
    content: line === '' ? [] : [{ type: 'text', text: line }]
  }));
  const doc = schema.nodeFromJSON({ type: 'doc', content });
  return EditorState.create({ doc, selection: TextSelection.create(doc, 1) });
}

const shown = ({ doc }: EditorState): string[] =>
  doc.content.content.map((node) => `${node.type.name}: ${node.textContent}`);

test('the schema has the nodes and marks that stored documents rely on, and no others', () => {
  expect(Object.keys(schema.nodes).toSorted()).toEqual(
    [
      'doc',
      'paragraph',
      'text',
      'bulletList',
      'orderedList',
      'listItem',
      'action',
      'resolution',
      'declaration',
      'vote',
      'attendance'
    ].toSorted()
  );
  expect(Object.keys(schema.marks)).toEqual(['bold']);
});

test('a line becomes a record block without its owner and date, and the caret goes on below', () => {
  const state = stateOf('Send list @mi 15/1', 'Next');
  const people = [{ id: 'michael', name: 'Michael Reid', post: null }];
  const line = parseActionLine('Send list @mi 15/1', {
    people,
    today: '2026-12-10',
    nextMeetingOn: null
  });
  const made = makeRecord(state, 0, { kind: 'action', id, edits: line.edits, thenBelow: true });
  const after = state.apply(made);
  expect(shown(after)).toEqual(['action: Send list', 'paragraph: ', 'paragraph: Next']);
  expect(after.doc.firstChild?.attrs.id).toBe(id);
  expect(lineAtCaret(after)).toMatchObject({ at: 11, text: '', type: 'paragraph' });
});

test('an empty line below is used, not doubled', () => {
  const state = stateOf('That the report be noted.', '');
  const made = makeRecord(state, 0, { kind: 'resolution', id, edits: [], thenBelow: true });
  expect(shown(state.apply(made))).toEqual([
    'resolution: That the report be noted.',
    'paragraph: '
  ]);
});

test('bold in the wording outlives the making of the record', () => {
  const doc = schema.nodeFromJSON({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'Send ' },
          { type: 'text', text: 'all', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' lists 15/1' }
        ]
      }
    ]
  });
  const state = EditorState.create({ doc });
  const edits = [{ from: 14, to: 19, insert: '' }];
  const after = state.apply(makeRecord(state, 0, { kind: 'action', id, edits, thenBelow: false }));
  expect(after.doc.firstChild?.toJSON().content).toEqual([
    { type: 'text', text: 'Send ' },
    { type: 'text', text: 'all', marks: [{ type: 'bold' }] },
    { type: 'text', text: ' lists' }
  ]);
});

test('a refused record is a line again that says what was typed', () => {
  const state = stateOf('Send list');
  const made = state.apply(
    makeRecord(state, 0, { kind: 'action', id, edits: [], thenBelow: true })
  );
  const back = withdrawRecord(made, id, ' @mi 15/1');
  if (!back) throw new Error('the block is in the text');
  expect(shown(made.apply(back))).toEqual(['paragraph: Send list @mi 15/1', 'paragraph: ']);
  expect(withdrawRecord(state, id, '')).toBeNull();
});

test('a draft puts the caret behind a space at the end of its line', () => {
  const typed = stateOf('Send list');
  const line = lineAtCaret(typed);
  if (!line) throw new Error('the caret is in a line');
  expect(textBeforeCaret(typed.apply(caretAfterLine(typed, line)))).toBe('Send list ');
  const spaced = stateOf('Send list ');
  const spacedLine = lineAtCaret(spaced);
  if (!spacedLine) throw new Error('the caret is in a line');
  expect(textBeforeCaret(spaced.apply(caretAfterLine(spaced, spacedLine)))).toBe('Send list ');
});

test('a statement takes the place of an empty line, or stands below, and the caret goes on under it', () => {
  const vote = { kind: 'vote', id } as const;
  const empty = stateOf('');
  const taken = empty.apply(placeStatement(empty, vote));
  expect(shown(taken)).toEqual(['vote: ', 'paragraph: ']);
  expect(lineAtCaret(taken)).toMatchObject({ at: 1, text: '' });
  const written = stateOf('The report was noted.', 'Next');
  const below = written.apply(placeStatement(written, vote));
  expect(shown(below)).toEqual([
    'paragraph: The report was noted.',
    'vote: ',
    'paragraph: ',
    'paragraph: Next'
  ]);
});

test('a sentence is put right where it stands, and left alone where it is no longer', () => {
  const state = stateOf('Before. 12 members were present. After.');
  const [said, instead] = ['12 members were present.', '11 members were present.'];
  const tr = replaceSentence(state, said, instead);
  expect(tr && shown(state.apply(tr))).toEqual([
    'paragraph: Before. 11 members were present. After.'
  ]);
  expect(tr?.steps).toHaveLength(1);
  expect(replaceSentence(state, '13 members were present.', instead)).toBeNull();
});
