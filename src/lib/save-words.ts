/** What is said about saving, in the words used everywhere, and how much it should stand out. */
import { screenTime } from '#domain/civil-date.ts';
import { londonTimeOf } from '#domain/london-time.ts';
import { counted } from '#lib/count.ts';
import type { Refused, SaveState } from '#lib/live/save-state.ts';

export type SaveWords = {
  readonly words: string;
  /** `warning` is told to screen readers, once; the others are only shown. */
  readonly tone: 'calm' | 'busy' | 'warning';
  /** There are changes that only this tab has. */
  readonly mayCopy: boolean;
};

export function saveWords(state: SaveState): SaveWords {
  switch (state.kind) {
    case 'opening':
      return calm('Connecting. You can read now.');
    case 'saved':
      return calm(state.at === null ? 'Saved' : `Saved ${screenTime(londonTimeOf(state.at))}`);
    case 'saving':
      return busy('Saving...');
    case 'slow':
      return busy('Still saving. Keep this page open.');
    case 'sending':
      return busy(`Sending ${counted(state.changes, 'change')}...`);
    case 'offline-not-kept':
      return warning(
        state.changes === 0
          ? 'Offline. What you write now is only in this tab. Do not close it.'
          : 'Offline. Your changes are only in this tab. Do not close it.',
        state.changes
      );
    case 'failing':
      return warning(
        'We cannot save at the moment. Your changes are only in this tab. Do not close it.',
        state.changes
      );
    case 'signed-out':
      return warning(
        state.changes === 0
          ? 'You have been signed out. Sign in again to go on.'
          : 'You have been signed out. Your changes are only in this tab. Copy them, then sign in again.',
        state.changes
      );
    case 'refused':
      return warning(refusedWords(state.why, state.changes), state.changes);
  }
}

/** The one to show for several documents: the one that matters most to whoever writes in them. */
export const gravest = (states: readonly SaveState[]): SaveState =>
  states.toSorted((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind))[0] ?? {
    kind: 'opening'
  };

const GRAVITY: readonly SaveState['kind'][] = [
  'refused',
  'signed-out',
  'failing',
  'offline-not-kept',
  'slow',
  'sending',
  'saving',
  'opening',
  'saved'
];

const calm = (words: string): SaveWords => ({ words, tone: 'calm', mayCopy: false });
const busy = (words: string): SaveWords => ({ words, tone: 'busy', mayCopy: false });
const warning = (words: string, changes: number): SaveWords => ({
  words,
  tone: 'warning',
  mayCopy: changes > 0
});

function refusedWords(why: Refused, changes: number): string {
  const lost =
    changes === 0
      ? ''
      : ` ${changes === 1 ? 'Your last change was' : `Your last ${changes} changes were`} not added. Copy what you need.`;
  return `${WHY[why]}${lost}`;
}

/** From four fifths of what a document may hold; nobody is refused yet. */
export const NEARLY_FULL =
  'This text is nearly as long as it can be. Delete what is no longer needed.';

const WHY: Record<Refused, string> = {
  'read-only': 'This text cannot be changed now.',
  frozen: 'This text is final, so it cannot be changed.',
  'document-full': 'This text is as long as it can be. Delete something to go on.',
  'access-ended': 'Your access to this text has ended.',
  'not-found': 'This text is no longer here.',
  'too-large': 'Your last change was too large to save.',
  malformed: 'This page and the service no longer understand each other. Load the page again.'
};
