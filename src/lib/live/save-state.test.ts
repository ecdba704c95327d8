import { expect, test } from 'vitest';
import { saveStateOf, type SaveState, type SavingFacts } from './save-state.ts';

const calm: SavingFacts = {
  isConnected: true,
  isConfirmed: true,
  pending: 0,
  carried: 0,
  oldestPendingAt: null,
  disconnectedAt: null,
  now: 100_000,
  savedAt: '2027-03-11T14:41:00.000Z',
  refusal: null,
  closedWith: null
};
const typed = { pending: 3, oldestPendingAt: calm.now - 100 };
const offline = { isConnected: false, isConfirmed: false, disconnectedAt: calm.now - 10_000 };

test.each<[string, Partial<SavingFacts>, SaveState]>([
  ['saved, with the time of it', {}, { kind: 'saved', at: calm.savedAt }],
  [
    'still saved while a change is too young to mention',
    typed,
    { kind: 'saved', at: calm.savedAt }
  ],
  ['saving after 400 ms', { ...typed, oldestPendingAt: calm.now - 401 }, { kind: 'saving' }],
  ['slow after 5 seconds', { ...typed, oldestPendingAt: calm.now - 5001 }, { kind: 'slow' }],
  ['opening at first', { isConnected: false, isConfirmed: false }, { kind: 'opening' }],
  [
    'opening, not saved, while connected but not confirmed',
    { isConfirmed: false },
    { kind: 'opening' }
  ],
  [
    'offline, with what is only in this tab',
    { ...offline, ...typed, carried: 3 },
    { kind: 'offline-not-kept', changes: 3 }
  ],
  [
    'offline after two seconds with nothing unsent',
    offline,
    { kind: 'offline-not-kept', changes: 0 }
  ],
  [
    'offline at once with something unsent',
    { ...offline, ...typed, disconnectedAt: calm.now },
    { kind: 'offline-not-kept', changes: 3 }
  ],
  [
    'sending after the reconnect',
    { isConfirmed: false, ...typed, carried: 2 },
    { kind: 'sending', changes: 3 }
  ],
  [
    'refused, while there is something it was refused to',
    { ...typed, refusal: 'frozen' },
    { kind: 'refused', why: 'frozen', changes: 3 }
  ],
  [
    'saved although it is frozen, when nothing is unsaved',
    { refusal: 'frozen' },
    { kind: 'saved', at: calm.savedAt }
  ],
  ['failing whatever else', { ...typed, refusal: 'cannot-save' }, { kind: 'failing', changes: 3 }],
  ['signed out', { ...offline, ...typed, closedWith: 4401 }, { kind: 'signed-out', changes: 3 }],
  [
    'refused for good when access has ended',
    { ...offline, closedWith: 4403 },
    { kind: 'refused', why: 'access-ended', changes: 0 }
  ],
  [
    'refused for what was last refused, when put out for it',
    { ...typed, refusal: 'frozen', closedWith: 4409 },
    { kind: 'refused', why: 'frozen', changes: 3 }
  ]
])('is %s', (_what, facts, state) => {
  expect(saveStateOf({ ...calm, ...facts })).toEqual(state);
});
