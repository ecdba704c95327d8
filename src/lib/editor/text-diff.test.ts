import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { changeAfter, movedBy, textChange, type DeltaStep, type TextChange } from './text-diff.ts';

const put = (text: string, { at, remove, insert }: TextChange) =>
  text.slice(0, at) + insert + text.slice(at + remove);

// Few letters, so that repeats and surrogate pairs come often.
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '😀', '😁', 'é') });

test('equal texts need no change', () => {
  expect(textChange('same', 'same', 2)).toBeNull();
});

test('a letter typed among its like is placed before the caret', () => {
  expect(textChange('eee', 'eeee', 1)).toEqual({ at: 0, remove: 0, insert: 'e' });
  expect(textChange('eee', 'eeee', 4)).toEqual({ at: 3, remove: 0, insert: 'e' });
});

test('a deletion among its like is placed at the caret', () => {
  expect(textChange('aaa', 'aa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
});

test('only the word that was replaced is replaced', () => {
  expect(textChange('send the list today', 'send the plan today', 13)).toEqual({
    at: 9,
    remove: 4,
    insert: 'plan'
  });
});

test('the change is small even when the caret is elsewhere, as after undo', () => {
  expect(textChange('one and three', 'one three', 9)).toEqual({ at: 4, remove: 4, insert: '' });
});

test('a surrogate pair is never cut', () => {
  expect(textChange('😀', '😁', 2)).toEqual({ at: 0, remove: 2, insert: '😁' });
});

test('the change makes the new text of the old, whatever they are and wherever the caret', () => {
  fc.assert(
    fc.property(words, words, fc.nat(), (before, after, place) => {
      const change = textChange(before, after, place % (after.length + 1));
      expect(change === null ? before : put(before, change)).toBe(after);
    })
  );
});

test('a shared text takes the change letter for letter, emoji included', () => {
  fc.assert(
    fc.property(words, words, fc.nat(), (before, after, place) => {
      const text = new Y.Doc().getText('t');
      text.insert(0, before);
      const change = textChange(before, after, place % (after.length + 1));
      if (change) {
        text.delete(change.at, change.remove);
        text.insert(change.at, change.insert);
      }
      expect(text.toString()).toBe(after);
    })
  );
});

test('text inserted before the caret moves it, text inserted at or after it does not', () => {
  expect(movedBy([{ insert: 'Now ' }], 3)).toBe(7);
  expect(movedBy([{ retain: 3 }, { insert: 'x' }], 3)).toBe(3);
  expect(movedBy([{ retain: 5 }, { insert: 'x' }], 3)).toBe(3);
});

test('text deleted around the caret leaves it where the text was', () => {
  expect(movedBy([{ retain: 2 }, { delete: 6 }], 4)).toBe(2);
  expect(movedBy([{ delete: 2 }], 4)).toBe(2);
});

test('an edit made before others were seen loses nothing of theirs', () => {
  fc.assert(
    fc.property(words, words, words, fc.nat(), fc.nat(), (shared, mine, inserted, place, where) => {
      const change = textChange(shared, mine, place % (mine.length + 1));
      fc.pre(change !== null);
      const at = where % (shared.length + 1);
      const delta: DeltaStep[] = [{ retain: at }, { insert: inserted }];
      const theirs = put(shared, { at, remove: 0, insert: inserted });
      const merged = put(theirs, changeAfter([delta], change));
      const outside = at <= change.at || at >= change.at + change.remove;
      if (outside) expect(merged).toContain(inserted);
      expect(merged).toContain(change.insert);
    })
  );
});
