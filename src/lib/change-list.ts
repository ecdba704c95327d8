/** The changes between two versions, numbered from the first to the last, as both views show them. */
import type { ComparedLine } from '#domain/comparison-line.ts';
import type { ComparedSection, Comparison } from '#domain/comparison.ts';

export type NumberedPart =
  | { readonly kind: 'kept'; readonly text: string }
  | {
      readonly kind: 'change';
      readonly number: number;
      readonly removed: string;
      readonly added: string;
    };

export type NumberedLine = Omit<ComparedLine, 'parts'> & {
  readonly parts: readonly NumberedPart[];
};

export type NumberedSection = Omit<ComparedSection, 'lines'> & {
  readonly lines: readonly NumberedLine[];
};

export function numberChanges({ sections }: Comparison): NumberedSection[] {
  let number = 0;
  return sections.map((section) => ({
    ...section,
    lines: section.lines.map((line) => ({
      ...line,
      parts: line.parts.map((part) =>
        part.kind === 'kept' ? part : { ...part, number: (number += 1) }
      )
    }))
  }));
}

export type ListedChange = Extract<NumberedPart, { kind: 'change' }> & {
  /** The words around it, to know it by; '' for a whole line that came or went. */
  readonly before: string;
  readonly after: string;
};

/** Enough to find the place again. */
const AROUND = 60;

export const changesOf = ({ lines }: NumberedSection): ListedChange[] =>
  lines.flatMap(({ parts }) =>
    parts.flatMap((part, index) =>
      part.kind === 'kept'
        ? []
        : [{ ...part, before: endOf(parts[index - 1]), after: beginningOf(parts[index + 1]) }]
    )
  );

const textOf = (part: NumberedPart | undefined): string => (part?.kind === 'kept' ? part.text : '');

function endOf(part: NumberedPart | undefined): string {
  const text = textOf(part);
  return text.length <= AROUND ? text : `…${text.slice(-AROUND).replace(/^\S*\s/u, '')}`;
}

function beginningOf(part: NumberedPart | undefined): string {
  const text = textOf(part);
  return text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/\s\S*$/u, '')}…`;
}
