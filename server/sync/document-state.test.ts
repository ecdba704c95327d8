import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { DocumentState } from './document-state.ts';

const EMPTY = { snapshot: null, updates: [], seq: 0 };

/** A state that holds these paragraphs, committed one by one. */
function stateOf(paragraphs: readonly string[]): DocumentState {
  const state = new DocumentState('minute', EMPTY, new Map());
  for (const update of writing(paragraphs).updates) commit(state, update);
  return state;
}

function writing(paragraphs: readonly string[]) {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const words of paragraphs) {
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(words)]);
    doc.getXmlFragment('text').insert(0, [element]);
  }
  return { doc, updates };
}

function commit(state: DocumentState, update: Uint8Array): void {
  const verdict = state.examine(update, 'ann');
  if (verdict.kind !== 'news') throw new Error(verdict.kind);
  expect(state.rehearse(update, verdict.writers, 'ann')).toBe(true);
  state.settle(update, state.seq + 1);
}

const textAfter = (known: Y.Doc, answer: Uint8Array): string => {
  Y.applyUpdate(known, answer);
  return known.getXmlFragment('text').toString();
};

const readText = (state: DocumentState): string =>
  state.read((doc) => doc.getXmlFragment('text').toString());

test('at rest it answers as it does with a working copy, whatever the client knows', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 }),
      fc.nat(8),
      (paragraphs, known) => {
        const { doc, updates } = writing(paragraphs);
        doc.getXmlFragment('text').delete(0, 1);
        const state = new DocumentState('minute', EMPTY, new Map());
        for (const update of updates) commit(state, update);
        const client = () => {
          const half = new Y.Doc();
          for (const update of updates.slice(0, known)) Y.applyUpdate(half, update);
          return half;
        };
        const vector = Y.encodeStateVector(client());
        const before = textAfter(client(), state.answer(vector));
        state.rest();
        expect(textAfter(client(), state.answer(vector))).toBe(before);
        expect(before).toBe(doc.getXmlFragment('text').toString());
        expect(Y.decodeStateVector(state.vector())).toEqual(
          Y.decodeStateVector(Y.encodeStateVector(doc))
        );
        expect(readText(state)).toBe(before);
      }
    ),
    { numRuns: 200 }
  );
});

test('a client that comes back with nothing new is no news, at rest and otherwise', () => {
  const state = stateOf(['one', 'two']);
  const client = new Y.Doc();
  Y.applyUpdate(client, state.answer(new Uint8Array([0])));
  for (const rest of [false, true]) {
    if (rest) state.rest();
    const step2 = Y.encodeStateAsUpdate(client, state.vector());
    expect(state.examine(step2, 'ben').kind).toBe('known');
  }
});

test('edits go on from rest', () => {
  const { updates } = writing(['one', 'two']);
  const state = new DocumentState('minute', EMPTY, new Map());
  for (const update of updates) {
    state.rest();
    commit(state, update);
  }
  state.rest();
  expect(readText(state)).toContain('one');
  expect(readText(state)).toContain('two');
});

describe('while something is rehearsed and not committed', () => {
  const begun = () => {
    const state = stateOf(['committed']);
    const [update = new Uint8Array()] = writing(['not yet']).updates;
    const verdict = state.examine(update, 'ben');
    const writers = verdict.kind === 'news' ? verdict.writers : [];
    const stored = { snapshot: state.answer(new Uint8Array([0])), updates: [], seq: state.seq };
    state.rehearse(update, writers, 'ben');
    return { state, stored, writers };
  };

  test('nobody can be answered', () => {
    const { state } = begun();
    expect(() => state.answer(new Uint8Array([0]))).toThrow('uncommitted');
    expect(() => state.vector()).toThrow('uncommitted');
    expect(() => readText(state)).toThrow('uncommitted');
  });

  test('it is forgotten without a trace when the commit fails', () => {
    const { state, stored, writers } = begun();
    state.forget(writers, stored);
    expect(readText(state)).toBe('<paragraph>committed</paragraph>');
    expect(writers.map((id) => state.ownerOf(id))).toEqual([undefined]);
  });

  test('a working copy that has to be built again keeps it', () => {
    const { state, stored } = begun();
    state.mend(stored);
    expect(state.doc.getXmlFragment('text').toString()).toContain('not yet');
  });
});

test('what is too large is measured anew before anybody is refused', () => {
  const state = new DocumentState('minute', EMPTY, new Map());
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => commit(state, update));
  const line = new Y.XmlText('');
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [line]);
  doc.getXmlFragment('text').insert(0, [element]);
  for (let at = 0; at < 500; at += 1) line.insert(at, 'x');
  // Each letter came as twenty bytes and is kept as one.
  expect(state.isLargerThan(2000)).toBe(false);
  expect(state.isLargerThan(500)).toBe(true);
});
