/**
 * Where quoted words stand in a text. Spaces and line breaks do not count: what a person selected
 * on a page, what the document holds and what is printed differ in nothing else.
 */

/** Words that somebody marked, and what stands around them, to tell them from the same words elsewhere. */
export type Passage = {
  readonly quote: string;
  readonly before: string;
  readonly after: string;
};

export const QUOTE_AT_MOST = 1000;
/** Of what stands around a passage, on either side. */
export const AROUND_PASSAGE = 60;

export const withoutSpaces = (text: string): string => text.replaceAll(/\s+/gu, '');

/**
 * Where the passage begins in `letters`, which is text without spaces: of several places the one
 * with the most of its surroundings; undefined where the words are not there.
 */
export function findPassage(letters: string, passage: Passage): number | undefined {
  const quote = withoutSpaces(passage.quote);
  if (quote === '') return undefined;
  const [before, after] = [withoutSpaces(passage.before), withoutSpaces(passage.after)];
  let best: { readonly at: number; readonly likeness: number } | undefined;
  for (let at = letters.indexOf(quote); at !== -1; at = letters.indexOf(quote, at + 1)) {
    const end = at + quote.length;
    const likeness =
      commonEnd(letters.slice(Math.max(0, at - before.length), at), before) +
      commonBeginning(letters.slice(end, end + after.length), after);
    if (!best || likeness > best.likeness) best = { at, likeness };
  }
  return best?.at;
}

/** The passage that lies between two places of a text without spaces. */
export const passageBetween = (letters: string, from: number, to: number): Passage => ({
  quote: letters.slice(from, to),
  before: letters.slice(Math.max(0, from - AROUND_PASSAGE), from),
  after: letters.slice(to, to + AROUND_PASSAGE)
});

function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length))
    length += 1;
  return length;
}

function commonBeginning(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  return length;
}
