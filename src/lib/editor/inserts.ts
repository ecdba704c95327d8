/** What the insert menu and the toolbar may offer; a page takes out what this person may not do. */
import type { WordedKind } from '#domain/minute-text.ts';

/** What is not made of the line itself but asked for by a form of the page. */
export type FormKind = 'declaration' | 'vote' | 'movement' | 'note';
export type InsertKind = WordedKind | FormKind;

/** One line of the insert menu. */
export type InsertOption = {
  /** Picks it; also what its label begins with, or what is said of it. */
  readonly letter: string;
  readonly label: string;
  /** On the toolbar, where there is less room. */
  readonly short: string;
  readonly kind: InsertKind;
};

export const INSERTS: readonly InsertOption[] = [
  { letter: 'a', label: 'Action', short: 'Action', kind: 'action' },
  { letter: 'r', label: 'Resolution', short: 'Resolution', kind: 'resolution' },
  { letter: 'd', label: 'Declaration', short: 'Declaration', kind: 'declaration' },
  { letter: 'v', label: 'Vote', short: 'Vote', kind: 'vote' },
  { letter: 'p', label: 'Person arrived or left', short: 'Arrived or left', kind: 'movement' },
  { letter: 'n', label: 'Note for clerks only', short: 'Clerk’s note', kind: 'note' }
];

export const isWorded = (kind: InsertKind): kind is WordedKind =>
  kind === 'action' || kind === 'resolution';
