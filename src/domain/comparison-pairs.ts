/**
 * Which of the lines that went became which of the lines that came: the pairing, in order, under
 * which most words stay. Lines that share too little are no pair; one came and the other went.
 */
import { wordsOf } from './comparison-line.ts';
import type { Line } from './comparison.ts';

export type LinePair = readonly [was: Line | undefined, is: Line | undefined];

/** Of the words of two lines, the part they must share to be one line that changed. */
const ALIKE = 0.35;
/** Comparing each with each is left off here: what is so long is paired as it stands. */
const PAIRS_AT_MOST = 40_000;

export function pairLines(removed: readonly Line[], added: readonly Line[]): LinePair[] {
  const likeness = likenessOf(removed, added);
  if (removed.length * added.length > PAIRS_AT_MOST) return inOrder(removed, added, likeness);
  const best = bestFrom(removed.length, added.length, likeness);
  const pairs: LinePair[] = [];
  let [old, now] = [0, 0];
  while (old < removed.length || now < added.length) {
    const rest = best(old, now);
    if (old < removed.length && best(old + 1, now) === rest)
      pairs.push([removed[old++], undefined]);
    else if (now < added.length && best(old, now + 1) === rest)
      pairs.push([undefined, added[now++]]);
    else pairs.push([removed[old++], added[now++]]);
  }
  return pairs;
}

type Likeness = (old: number, now: number) => number;

/** How well the lines from these two on can be paired: a table filled from the end. */
function bestFrom(olds: number, nows: number, likeness: Likeness): Likeness {
  const width = nows + 1;
  const table = new Float64Array((olds + 1) * width);
  const at = (old: number, now: number) => table[old * width + now] ?? 0;
  for (let old = olds - 1; old >= 0; old -= 1) {
    for (let now = nows - 1; now >= 0; now -= 1) {
      const paired = likeness(old, now);
      table[old * width + now] = Math.max(
        at(old + 1, now),
        at(old, now + 1),
        paired === 0 ? 0 : paired + at(old + 1, now + 1)
      );
    }
  }
  return at;
}

function inOrder(removed: readonly Line[], added: readonly Line[], likeness: Likeness): LinePair[] {
  const length = Math.max(removed.length, added.length);
  return Array.from({ length }, (_, index): LinePair[] => {
    const [was, is] = [removed[index], added[index]];
    if (was && is && likeness(index, index) === 0)
      return [
        [was, undefined],
        [undefined, is]
      ];
    return [[was, is]];
  }).flat();
}

/** Twice the words in common over the words of both; 0 below what counts as alike. */
function likenessOf(removed: readonly Line[], added: readonly Line[]): Likeness {
  const [olds, nows] = [removed.map(countWords), added.map(countWords)];
  return (old, now) => {
    const [a, b] = [olds[old], nows[now]];
    if (!a || !b || a.total + b.total === 0) return 0;
    // No need to look at the words where their numbers alone rule it out.
    if ((2 * Math.min(a.total, b.total)) / (a.total + b.total) < ALIKE) return 0;
    let common = 0;
    for (const [word, count] of a.counts) common += Math.min(count, b.counts.get(word) ?? 0);
    const share = (2 * common) / (a.total + b.total);
    return share < ALIKE ? 0 : share;
  };
}

function countWords({ text }: Line): { counts: Map<string, number>; total: number } {
  const words = wordsOf(text).filter((word) => word.trim() !== '');
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, total: words.length };
}
