/** Owners and due dates as the forms of the action log send them. */
import type { ActionOwner } from '#domain/action.ts';
import type { OwnerChoice } from '#lib/owner-choices.ts';
import { choiceOf, isoDateOf, textOf, typedDate, type DateParts } from '../../../form-answers.ts';

export type OwnerAnswers = { readonly chosen: readonly string[]; readonly other: string };

export type DueAnswers = {
  readonly choice: 'next' | 'date' | 'none';
  readonly date: DateParts;
};

export const readOwners = (form: FormData): OwnerAnswers => ({
  chosen: form.getAll('owners').map(String),
  other: textOf(form, 'owner-name')
});

/** In the order of the choices, the one that is only a name last. */
export function ownersOf(
  { chosen, other }: OwnerAnswers,
  choices: readonly OwnerChoice[]
): ActionOwner[] {
  const known = choices.filter(({ key }) => chosen.includes(key));
  const named = other === '' ? [] : [{ personId: null, name: other }];
  return [...known.map(({ personId, name }) => ({ personId, name })), ...named];
}

export const readDue = (form: FormData): DueAnswers => ({
  choice: choiceOf(form, 'due', ['next', 'date', 'none']) ?? 'date',
  date: typedDate(form, 'dueOn')
});

/** An ISO date, which need not be real, or null for none. */
export function dueOnOf({ choice, date }: DueAnswers, nextMeetingOn: string | null): string | null {
  if (choice === 'none') return null;
  return choice === 'next' ? nextMeetingOn : isoDateOf(date);
}
