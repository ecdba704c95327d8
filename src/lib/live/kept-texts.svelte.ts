/**
 * Texts that this tab keeps because what is stored no longer says them. They belong to no page: they
 * stay until the person has taken what they need.
 */
import type { Parting } from './document-link.ts';
import type { KeptText } from './lasting-document.ts';

export type Kept = {
  readonly id: number;
  readonly why: Parting;
  /** Which text it is: "Minutes for item 6, Communications strategy". */
  readonly label: string;
  readonly text: string;
};

let kept: readonly Kept[] = $state.raw([]);
let copied: readonly number[] = $state.raw([]);
/** How often documents were loaded anew in this tab, and why the last time. */
let partings: { readonly count: number; readonly why: Parting } = $state.raw({
  count: 0,
  why: 'restored'
});
let ids = 0;

export const keptTexts = {
  get all(): readonly Kept[] {
    return kept;
  },
  get partings(): { readonly count: number; readonly why: Parting } {
    return partings;
  },
  isCopied: (id: number): boolean => copied.includes(id),
  noteCopied: (id: number): void => {
    copied = [...copied, id];
  },
  dismiss: (id: number): void => {
    kept = kept.filter((each) => each.id !== id);
  }
};

export function keepText(label: string, { why, text }: KeptText): void {
  // The same words kept before, by a restore before this one, need not be offered twice.
  const isFresh = text !== '' && !kept.some((each) => each.text === text);
  if (isFresh) kept = [...kept, { id: (ids += 1), why, label, text }];
  partings = { count: partings.count + 1, why };
}

/** Whether there is a text here that would be lost with the tab, and that nobody has copied. */
export const keepsText = (): boolean => kept.some(({ id }) => !copied.includes(id));
