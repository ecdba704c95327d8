/**
 * Why an item is taken in private, as data: the categories of exempt information of Schedule 12A to
 * the Local Government Act 1972 as it stands for England (others number them otherwise), or that the
 * information is confidential, for which the public has to leave without a vote: section 100A(2), (3).
 */
import { refuse, type Refusal } from './refusal.ts';

export type Privacy =
  | { readonly basis: 'exempt'; readonly paragraphs: readonly number[] }
  | { readonly basis: 'confidential'; readonly source: ConfidentialSource };

/** Given by a government department on terms that forbid disclosure, or barred by law or a court. */
export type ConfidentialSource = 'government' | 'law';

export const EXEMPT_CATEGORIES: ReadonlyMap<number, string> = new Map([
  [1, 'information relating to any individual'],
  [2, 'information which is likely to reveal the identity of an individual'],
  [3, 'information relating to the financial or business affairs of any particular person'],
  [4, 'information relating to consultations or negotiations in a labour relations matter'],
  [5, 'information which could be claimed to be legally privileged in legal proceedings'],
  [6, 'information which reveals a proposal to give a notice or to make an order or direction'],
  [
    7,
    'information relating to action taken or to be taken in connection with the prevention, investigation or prosecution of crime'
  ]
]);

export const CONFIDENTIAL_SOURCES: Readonly<Record<ConfidentialSource, string>> = {
  government: 'information given by a government department on terms that forbid its disclosure',
  law: 'information whose disclosure is forbidden by law or by a court'
};

/** Whether the public leaves without the meeting resolving so. */
export const isConfidential = ({ privacy }: { readonly privacy?: Privacy | null }): boolean =>
  privacy?.basis === 'confidential';

/**
 * The ground as anybody may read it: the category, where it was given as one, and the reason. Null
 * for open business.
 */
export function groundWords(item: {
  readonly ground: string | null;
  readonly privacy?: Privacy | null;
}): string | null {
  if (item.ground === null || !item.privacy) return item.ground;
  return `${privacyWords(item.privacy)} ${item.ground}`;
}

export function privacyWords(privacy: Privacy): string {
  return privacy.basis === 'confidential'
    ? `Confidential: ${CONFIDENTIAL_SOURCES[privacy.source]}.`
    : `Exempt, ${paragraphWords(privacy.paragraphs)}.`;
}

/** "paragraph 7: information relating to ...", "paragraph 1: ... and paragraph 2: ...". */
export const paragraphWords = (paragraphs: readonly number[]): string =>
  paragraphs
    .map((number) => `paragraph ${number}: ${EXEMPT_CATEGORIES.get(number) ?? ''}`)
    .join('; and ');

/** Why these are not categories that can be named; an old item names none. */
export function paragraphsRefusal(paragraphs: readonly number[]): Refusal | undefined {
  const isSound =
    new Set(paragraphs).size === paragraphs.length &&
    paragraphs.every((each) => EXEMPT_CATEGORIES.has(each));
  return isSound ? undefined : refuse('malformed', 'paragraphs');
}
