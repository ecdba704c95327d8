/**
 * Between a plain textarea, which only knows whole values, and a shared text, which only knows
 * changes. Offsets are UTF-16 units, as both of them count.
 */
export type TextChange = {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
};

/** One step of a change to a text, as Yjs lists them: only one of the three is set. */
export type DeltaStep = {
  readonly retain?: number;
  readonly insert?: unknown;
  readonly delete?: number;
};

/**
 * The smallest single change that makes `after` of `before`, or null when they are the same.
 * `caret` is where it stands in `after`: of the many places where a letter of "eee" may have been
 * typed, the one before the caret is meant, so that a neighbour's edit lands on the right side of it.
 */
export function textChange(before: string, after: string, caret: number): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  const behindCaret = Math.min(after.length - caret, shorter);
  let suffix = commonSuffix(before, after, behindCaret, 0);
  const prefix = keepPairs(before, after, commonPrefix(before, after, shorter - suffix));
  suffix = commonSuffix(before, after, shorter - prefix, suffix);
  if (isLowHalf(before, before.length - suffix) || isLowHalf(after, after.length - suffix)) {
    suffix -= 1;
  }
  return {
    at: prefix,
    remove: before.length - suffix - prefix,
    insert: after.slice(prefix, after.length - suffix)
  };
}

/**
 * Where a position of the old text is in the new one. What others insert exactly there comes after
 * it, so that their typing does not push the caret along, unless `side` says that it comes before.
 */
export function movedBy(
  delta: readonly DeltaStep[],
  position: number,
  side: 'before' | 'after' = 'after'
): number {
  let at = 0;
  let moved = position;
  for (const step of delta) {
    if (at > moved || (at === moved && side === 'after')) break;
    if (step.retain !== undefined) {
      at += step.retain;
    } else if (step.delete !== undefined) {
      moved -= Math.min(step.delete, moved - at);
    } else {
      const length = typeof step.insert === 'string' ? step.insert.length : 1;
      moved += length;
      at += length;
    }
  }
  return moved;
}

/** The same change in a text that others have changed since. */
export function changeAfter(
  deltas: readonly (readonly DeltaStep[])[],
  change: TextChange
): TextChange {
  const move = (position: number, side: 'before' | 'after') =>
    deltas.reduce((at, delta) => movedBy(delta, at, side), position);
  const end = move(change.at + change.remove, 'after');
  const at = change.remove === 0 ? end : Math.min(move(change.at, 'before'), end);
  return { at, remove: end - at, insert: change.insert };
}

function commonPrefix(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a[length] === b[length]) length += 1;
  return length;
}

function commonSuffix(a: string, b: string, most: number, from: number): number {
  let length = from;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

/** Yjs puts a replacement character where a change would cut a surrogate pair in two. */
const keepPairs = (before: string, after: string, prefix: number): number =>
  isLowHalf(before, prefix) || isLowHalf(after, prefix) ? prefix - 1 : prefix;

function isLowHalf(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
