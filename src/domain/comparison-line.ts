/** One line of two versions, word by word. */
import type { Differ, Line, LineStyle } from './comparison.ts';

export type ComparedLine = {
  readonly style: LineStyle;
  /** Where the line is: in both versions, or in one alone. */
  readonly in: 'both' | 'after' | 'before';
  readonly parts: readonly Part[];
};

/** Words in both, or one change: what was taken out, and what was put in its place. */
export type Part =
  | { readonly kind: 'kept'; readonly text: string }
  | { readonly kind: 'change'; readonly removed: string; readonly added: string };

/** One of the two may be undefined: the line is in one version alone. */
export function comparedLine(
  was: Line | undefined,
  is: Line | undefined,
  differ: Differ
): ComparedLine {
  const style = (is ?? was)?.style ?? 'text';
  if (!was || !is) {
    const change = { kind: 'change', removed: was?.text ?? '', added: is?.text ?? '' } as const;
    return { style, in: was ? 'before' : 'after', parts: [change] };
  }
  return { style, in: 'both', parts: partsOf(was.text, is.text, differ) };
}

/** A line without words that came or went changes nothing that can be seen. */
export const changesIn = ({ parts }: ComparedLine): number =>
  parts.filter((part) => part.kind === 'change').length;

function partsOf(was: string, is: string, differ: Differ): Part[] {
  if (was === is) return was === '' ? [] : [{ kind: 'kept', text: was }];
  const runs = differ(wordsOf(was), wordsOf(is));
  // So different that the words in common mean nothing.
  if (!runs) return [{ kind: 'change', removed: was, added: is }];
  const parts: Part[] = [];
  for (const { kind, values } of runs) {
    const text = values.join('');
    const last = parts.at(-1);
    if (kind === 'kept') parts.push({ kind, text });
    else if (last?.kind === 'change')
      parts[parts.length - 1] = { ...last, [kind]: last[kind] + text };
    else parts.push({ kind: 'change', removed: '', added: '', [kind]: text });
  }
  return parts.reduce(joinOverSpace, []);
}

/** Two changes with nothing but a space between them read as one: a phrase for a phrase. */
function joinOverSpace(parts: readonly Part[], part: Part): Part[] {
  const [before, between] = parts.slice(-2);
  const isJoined =
    part.kind === 'change' &&
    between?.kind === 'kept' &&
    before?.kind === 'change' &&
    between.text.trim() === '';
  if (!isJoined) return [...parts, part];
  const joined: Part = {
    kind: 'change',
    removed: before.removed + between.text + part.removed,
    added: before.added + between.text + part.added
  };
  return [...parts.slice(0, -2), joined];
}

/** Words, spaces and marks: put together they are the text again. */
export const wordsOf = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{N}\p{M}]+(?:['’.,/-][\p{L}\p{N}\p{M}]+)*|[^\s]/gu) ?? [];
