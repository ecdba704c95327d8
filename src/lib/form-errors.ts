/** A refused form on the page: the list at its top, and the words beside the field. */
import type { Refusal } from '#domain/refusal.ts';
import { sentenceFor } from './words.ts';

export type FormError = { readonly text: string; readonly href?: string };

/** `ids` names the elements of fields whose id is not their name, such as the first box of a date. */
export function errorsOf(
  refusal: Refusal | null | undefined,
  ids: Readonly<Record<string, string>> = {}
): readonly FormError[] {
  if (!refusal) return [];
  const { field } = refusal;
  const text = sentenceFor(refusal);
  return [field === undefined ? { text } : { text, href: `#${ids[field] ?? field}` }];
}

/** The words beside this field, where the refusal is about it. */
export const errorBeside = (
  refusal: Refusal | null | undefined,
  field: string
): string | undefined => (refusal?.field === field ? sentenceFor(refusal) : undefined);

/** Page titles say first that something is wrong. */
export const titleOf = (title: string, refusal: Refusal | null | undefined): string =>
  `${refusal ? 'Error: ' : ''}${title}, Correct Record`;
