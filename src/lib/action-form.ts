/** What the forms of the action log say when an answer will not do. */
import type { Refusal } from '#domain/refusal.ts';
import { sentenceFor } from './words.ts';

export const actionSentence = (refusal: Refusal): string =>
  refusal.refused === 'reason-missing' ? 'Say why the date moves' : sentenceFor(refusal);

/** Where the link of the error summary leads: of a date, its first box. */
export const errorHref = (field: string | undefined): string =>
  field === 'dueOn' ? '#dueOn-day' : `#${field ?? 'main'}`;
