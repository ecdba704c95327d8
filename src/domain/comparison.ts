/**
 * What changed between two versions of minutes, word by word: rules X3 and X4 of SPEC.md. Both are
 * compared as they print, item by item under the items' ids, so that an item whose number changed is
 * still held against itself. How two lists differ is asked of a function that is handed in.
 */
import { changesIn, comparedLine, type ComparedLine } from './comparison-line.ts';
import { pairLines } from './comparison-pairs.ts';
import { layOutMinutes, minuteNodes } from './layout-minutes.ts';
import type { PrintNode } from './layout.ts';
import { plainText } from './minute-text.ts';
import type { MinutesRecord, RecordedMinute } from './record.ts';

/** Runs of one list that are in both, or in one only, in order; undefined where it gives up. */
export type Differ = (
  before: readonly string[],
  after: readonly string[]
) => readonly Run[] | undefined;

export type Run = {
  readonly kind: 'kept' | 'added' | 'removed';
  readonly values: readonly string[];
};

export type ComparedSection = {
  /** An item's id, or 'meeting' for who was there, when and where. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly ComparedLine[];
  readonly changes: number;
};

export type Comparison = {
  readonly sections: readonly ComparedSection[];
  readonly changes: number;
  /** Sections with at least one change. */
  readonly changed: number;
};

export type LineStyle = 'heading' | 'text' | 'item' | 'action';

export type Line = { readonly style: LineStyle; readonly text: string };

type Section = { readonly id: string; readonly title: string; readonly lines: readonly Line[] };

export function compareMinutes(
  before: MinutesRecord,
  after: MinutesRecord,
  differ: Differ
): Comparison {
  const [was, is] = [sectionsOf(before), sectionsOf(after)];
  const sections = allSections(was, is).map(({ id, title }) => {
    const lines = compareLines(linesIn(was, id), linesIn(is, id), differ);
    return { id, title, lines, changes: lines.reduce((sum, line) => sum + changesIn(line), 0) };
  });
  return {
    sections,
    changes: sections.reduce((sum, { changes }) => sum + changes, 0),
    changed: sections.filter(({ changes }) => changes > 0).length
  };
}

const MEETING = 'meeting';

/** Everything that prints, as lines; an item has its title for its first. */
export const sectionsOf = (record: MinutesRecord): Section[] => [
  {
    id: MEETING,
    title: 'Attendance and times',
    lines: layOutMinutes({ ...record, minutes: [] }).nodes.flatMap(linesOf)
  },
  ...record.minutes.map(minuteSection)
];

const minuteSection = (minute: RecordedMinute): Section => ({
  id: minute.itemId,
  title: `${minute.minuteNumber}. ${minute.title}`,
  lines: minuteNodes(minute).flatMap(linesOf)
});

const linesIn = (sections: readonly Section[], id: string): readonly Line[] =>
  sections.find((section) => section.id === id)?.lines ?? [];

/** Those of the later version in its order; what is only in the earlier one follows what it followed. */
function allSections(was: readonly Section[], is: readonly Section[]): Section[] {
  const all = [...is];
  was.forEach((section, index) => {
    if (all.some(({ id }) => id === section.id)) return;
    const follows = was[index - 1]?.id;
    all.splice(all.findIndex(({ id }) => id === follows) + 1, 0, section);
  });
  return all;
}

function compareLines(
  was: readonly Line[],
  is: readonly Line[],
  differ: Differ
): readonly ComparedLine[] {
  const texts = (lines: readonly Line[]) => lines.map(({ text }) => text);
  const runs = differ(texts(was), texts(is)) ?? [
    { kind: 'removed' as const, values: texts(was) },
    { kind: 'added' as const, values: texts(is) }
  ];
  const compared: ComparedLine[] = [];
  let [fromWas, fromIs] = [0, 0];
  let [removed, added]: [readonly Line[], readonly Line[]] = [[], []];
  const settle = () => {
    for (const [old, now] of pairLines(removed, added))
      compared.push(comparedLine(old, now, differ));
    [removed, added] = [[], []];
  };
  for (const { kind, values } of runs) {
    const { length } = values;
    if (kind === 'kept') {
      settle();
      for (const line of is.slice(fromIs, fromIs + length)) {
        compared.push(comparedLine(line, line, differ));
      }
    }
    if (kind === 'removed') removed = [...removed, ...was.slice(fromWas, fromWas + length)];
    if (kind === 'added') added = [...added, ...is.slice(fromIs, fromIs + length)];
    if (kind !== 'added') fromWas += length;
    if (kind !== 'removed') fromIs += length;
  }
  settle();
  return compared;
}

function linesOf(node: PrintNode): Line[] {
  switch (node.kind) {
    case 'strapline':
      return [{ style: 'text', text: node.text }];
    case 'title':
      return [{ style: 'heading', text: node.text }];
    case 'heading': {
      const number = node.number === null ? '' : `${node.number}. `;
      return [{ style: 'heading', text: `${number}${node.text}` }];
    }
    case 'paragraph':
      return [{ style: 'text', text: plainText(node.runs) }];
    case 'list':
      return node.items.flat().flatMap(linesOf).map(asItem);
    case 'detail':
      return [{ style: 'text', text: `${node.label}: ${node.value}` }];
    case 'people':
      return [
        { style: 'text', text: `${node.label}:` },
        ...node.lines.map((text) => ({ style: 'item' as const, text }))
      ];
    case 'resolved':
      return [
        { style: 'text', text: 'RESOLVED' },
        ...node.sentences.map((runs) => ({ style: 'item' as const, text: plainText(runs) }))
      ];
    case 'action':
      return [
        { style: 'action', text: `${node.label}: ${plainText(node.runs)}` },
        ...(node.details ? [{ style: 'action' as const, text: node.details }] : [])
      ];
    case 'signature':
      return [
        { style: 'text', text: node.heading },
        ...node.lines.map(({ label, value }) => ({
          style: 'text' as const,
          text: `${label}: ${value ?? ''}`
        }))
      ];
  }
}

const asItem = (line: Line): Line => (line.style === 'text' ? { ...line, style: 'item' } : line);
