import { expect, test } from 'vitest';
import { gravest, saveWords } from './save-words.ts';

test('"Saved" carries the London time of the last acknowledgement', () => {
  expect(saveWords({ kind: 'saved', at: '2026-07-09T13:41:20.000Z' }).words).toBe('Saved 2:41pm');
  expect(saveWords({ kind: 'saved', at: '2026-12-10T14:41:20.000Z' }).words).toBe('Saved 2:41pm');
});

test('nothing but trouble is told to screen readers', () => {
  const tones = (['opening', 'saving', 'slow'] as const).map((kind) => saveWords({ kind }).tone);
  expect(tones).not.toContain('warning');
  expect(saveWords({ kind: 'sending', changes: 14 })).toMatchObject({
    words: 'Sending 14 changes...',
    tone: 'busy'
  });
  expect(saveWords({ kind: 'offline-not-kept', changes: 1 }).tone).toBe('warning');
});

test('what only this tab has can be copied', () => {
  expect(saveWords({ kind: 'offline-not-kept', changes: 3 })).toMatchObject({
    words: 'Offline. Your changes are only in this tab. Do not close it.',
    mayCopy: true
  });
  expect(saveWords({ kind: 'offline-not-kept', changes: 0 }).mayCopy).toBe(false);
});

test('a refusal says why, and how much was not added', () => {
  expect(saveWords({ kind: 'refused', why: 'frozen', changes: 6 }).words).toBe(
    'This text is final, so it cannot be changed. Your last 6 changes were not added. Copy what you need.'
  );
  expect(saveWords({ kind: 'refused', why: 'access-ended', changes: 0 }).words).toBe(
    'Your access to this text has ended.'
  );
});

test('of several documents the one in trouble is shown, and "Saved" only when all are', () => {
  const saved = { kind: 'saved', at: null } as const;
  expect(gravest([saved, { kind: 'saving' }])).toEqual({ kind: 'saving' });
  expect(gravest([{ kind: 'slow' }, { kind: 'offline-not-kept', changes: 0 }]).kind).toBe(
    'offline-not-kept'
  );
  expect(gravest([saved, saved])).toEqual(saved);
  expect(gravest([])).toEqual({ kind: 'opening' });
});
