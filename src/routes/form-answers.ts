/** What a form sent, as text, and the answer to a form that is refused. */
import { fail } from '@sveltejs/kit';
import { isId } from '#domain/id.ts';
import type { Refusal } from '#domain/refusal.ts';

/** A field's text without spaces around it; '' for one that was not sent, or was sent as a file. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** As it was typed: spaces are part of a password. */
export function passwordOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** The one of these that was chosen; undefined for anything else. */
export function choiceOf<Choice extends string>(
  form: FormData,
  name: string,
  choices: readonly Choice[]
): Choice | undefined {
  const text = textOf(form, name);
  return choices.find((choice) => choice === text);
}

export function choicesOf<Choice extends string>(
  form: FormData,
  name: string,
  choices: readonly Choice[]
): Choice[] {
  const given = form.getAll(name);
  return choices.filter((choice) => given.includes(choice));
}

/** Ids that came under one name, such as those of ticked boxes; whatever is no id is left out. */
export const idsOf = (form: FormData, name: string): string[] => form.getAll(name).filter(isId);

export type DateParts = { readonly day: string; readonly month: string; readonly year: string };

export const datePartsOf = (date: string): DateParts => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
};

/** The three boxes of a `DateField` as they were filled in. */
export const typedDate = (form: FormData, name: string): DateParts => ({
  day: textOf(form, `${name}-day`),
  month: textOf(form, `${name}-month`),
  year: textOf(form, `${name}-year`)
});

/** The same as an ISO date, which need not be a real one: the rules ask that. */
export const isoDateOf = ({ day, month, year }: DateParts): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Sends the page again with the answers kept; `form` says which of a page's forms it was. */
export const refused = <Form extends string, Answers extends object | null>(
  form: Form,
  refusal: Refusal,
  answers: Answers
) => fail(400, { form, refusal, answers });
