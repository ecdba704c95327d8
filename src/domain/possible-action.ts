/**
 * Promises that hide in the prose of a minute: "agreed to send a list ... outside the meeting". A
 * plain list of phrases finds them, sentence by sentence, so that the clerk is asked once more before
 * they are lost; nothing is recorded by itself. Rules T6 and T7.
 */
import type { LinePerson } from './action-line.ts';
import { paragraphsOf, plainText, recordBlocksOf, type MinuteBlock } from './minute-text.ts';
import { sentenceSpans, type Span } from './sentence.ts';

export type Promised = {
  /** The whole text of its paragraph, and the place of the promise in it. */
  readonly paragraph: string;
  readonly promise: Span;
  /** The words of the promise without their full stop. */
  readonly text: string;
  /** "Link provided - https://...": words right after it that say it is done already. */
  readonly evidence: string | null;
};

/** Its promise goes from the phrase that gave it away to the end of its sentence. */
export type PossibleAction = Promised & { readonly sentence: Span };

/** In the order of the text; without those that an action of the same minute has taken up. */
export function possibleActions(blocks: readonly MinuteBlock[]): PossibleAction[] {
  const wordings = recordBlocksOf(blocks).flatMap((block) =>
    block.kind === 'action' ? [plainText(block.runs)] : []
  );
  return paragraphsOf(blocks).flatMap((paragraph) => promisesIn(paragraph, wordings));
}

/** Promises in one paragraph; `recorded` are the wordings of the actions of its minute. */
export function promisesIn(paragraph: string, recorded: readonly string[]): PossibleAction[] {
  return sentenceSpans(paragraph).flatMap((sentence) => {
    const said = paragraph.slice(sentence.from, sentence.to);
    const found = PROMISE.exec(said);
    if (!found || recorded.some((wording) => takesUp(wording, said))) return [];
    const promise = { from: sentence.from + found.index, to: sentence.to };
    return [{ sentence, ...promiseFrom(paragraph, promise) }];
  });
}

/** What somebody has marked in a paragraph, taken for a promise. */
export function promiseFrom(paragraph: string, promise: Span): Promised {
  const after = paragraph.slice(promise.to).replace(/^[\s.;,]+/, '');
  const [next] = sentenceSpans(after);
  return {
    paragraph,
    promise,
    text: withoutStop(paragraph.slice(promise.from, promise.to)),
    evidence: next ? evidenceIn(after.slice(next.from, next.to)) : null
  };
}

/**
 * [T7] Who made the promise: of the people named before it, the one named last, in the sentence first
 * and then in what comes before; by name, or by post where the minutes name posts.
 */
export function ownerOf(
  { paragraph, promise }: Promised,
  people: readonly LinePerson[]
): LinePerson | null {
  const before = paragraph.slice(0, promise.from).toLowerCase();
  let last: { at: number; length: number; person: LinePerson } | null = null;
  for (const person of people) {
    for (const name of [person.name, person.post ?? '']) {
      const at = name.length < 3 ? -1 : lastWord(before, name.toLowerCase());
      const ends = at + name.length;
      const isLater = last === null || ends > last.at + last.length;
      // Of "Community Safety Partnership Manager" and "Manager", the longer says more.
      const isLonger = last !== null && ends === last.at + last.length && name.length > last.length;
      if (at >= 0 && (isLater || isLonger)) last = { at, length: name.length, person };
    }
  }
  return last?.person ?? null;
}

const PHRASES = [
  'agreed to (?!note|approve|adopt|defer|receive|accept|adjourn|exclude)',
  'undertook to',
  'promised to',
  'offered to',
  '(?:will|would) (?:send|forward|circulate|share|provide|arrange|report back|bring back|follow up|look into|find out|check|contact|write to|speak to|discuss .{0,60}outside|ask|draft|prepare|update|add|raise|invite|feed back|liaise)',
  '(?:is|are|was|were) to (?:send|forward|circulate|share|provide|arrange|report back|contact)',
  'take(?:n)? (?:this|it|that) (?:away|forward|up)',
  'outside (?:of )?the meeting'
];
const PROMISE = new RegExp(`\\b(?:${PHRASES.join('|')})\\b`, 'i');

const EVIDENCE =
  /^(?:the )?(?:link|list|report|document|answer|information|figures?)s? (?:was |were |has been |have been )?(?:provided|sent|circulated|shared)\b/i;

const evidenceIn = (sentence: string): string | null => (EVIDENCE.test(sentence) ? sentence : null);

const withoutStop = (words: string): string => words.trim().replace(/[.;,]+$/, '');

/**
 * The clerk may have worded the action anew: three in five of its longer words in the sentence are
 * enough for it to be that promise.
 */
function takesUp(wording: string, sentence: string): boolean {
  const words = longWords(wording);
  const said = new Set(longWords(sentence));
  return words.length > 0 && words.filter((word) => said.has(word)).length / words.length >= 0.6;
}

const longWords = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];

/** Where the name stands last as a whole word. */
function lastWord(text: string, name: string): number {
  for (
    let at = text.lastIndexOf(name);
    at >= 0;
    at = at === 0 ? -1 : text.lastIndexOf(name, at - 1)
  ) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + name.length] ?? ' '];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return at;
  }
  return -1;
}
