import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differ } from '#server/record/differ.ts';
import type { ComparedLine, Part } from './comparison-line.ts';
import { compareMinutes, sectionsOf, type Comparison } from './comparison.ts';
import type { MinutesRecord, RecordBlock } from './record.ts';
import { sampleMinutes } from '../../tests/support/sample-records.ts';

const paragraph = (text: string): RecordBlock => ({ kind: 'paragraph', runs: [{ text }] });

/** Minutes whose items have these paragraphs. */
const minutesOf = (...items: readonly (readonly string[])[]): MinutesRecord => {
  const sample = sampleMinutes({}, items.length);
  return {
    ...sample,
    minutes: sample.minutes.map((minute, index) => ({
      ...minute,
      blocks: (items[index] ?? []).map(paragraph)
    }))
  };
};

const compare = (before: MinutesRecord, after: MinutesRecord): Comparison =>
  compareMinutes(before, after, differ);

/** "The rate is [454|445]." */
const words = ({ parts }: ComparedLine): string =>
  parts
    .map((part) => (part.kind === 'kept' ? part.text : `[${part.removed}|${part.added}]`))
    .join('');

/** The changed lines alone. */
const changed = ({ sections }: Comparison): string[] =>
  sections.flatMap(({ lines }) =>
    lines.filter(({ parts }) => parts.some(({ kind }) => kind === 'change')).map(words)
  );

/** What one version says, put together out of the comparison. */
const told = ({ sections }: Comparison, version: 'before' | 'after'): string[] =>
  sections.flatMap(({ lines }) =>
    lines
      .filter((line) => line.in === 'both' || line.in === version)
      .map(({ parts }) => parts.map((part) => textIn(part, version)).join(''))
  );

const textIn = (part: Part, version: 'before' | 'after'): string => {
  if (part.kind === 'kept') return part.text;
  return version === 'before' ? part.removed : part.added;
};

const linesIn = (record: MinutesRecord): string[] =>
  sectionsOf(record).flatMap(({ lines }) => lines.map(({ text }) => text));

describe('[X3] two versions are compared word by word', () => {
  test('a word for a word is one change, in the line it stands in', () => {
    const found = compare(
      minutesOf(['The rate was 454 in a thousand.'], ['Noted.']),
      minutesOf(['The rate was 445 in a thousand.'], ['Noted.'])
    );
    expect(changed(found)).toEqual(['The rate was [454|445] in a thousand.']);
    expect([found.changes, found.changed]).toEqual([1, 1]);
  });

  test('a phrase for a phrase is one change', () => {
    const found = compare(
      minutesOf(['Members noted the long report and thanked the officers.']),
      minutesOf(['Members welcomed this short report and thanked the officers.'])
    );
    expect(changed(found)).toEqual([
      'Members [noted the long|welcomed this short] report and thanked the officers.'
    ]);
  });

  test('a paragraph put in between or taken out leaves its neighbours as they were', () => {
    const some = minutesOf(['One came.', 'Three followed.']);
    const more = minutesOf(['One came.', 'Nobody had expected a second.', 'Three followed.']);
    expect(changed(compare(some, more))).toEqual(['[|Nobody had expected a second.]']);
    expect(changed(compare(more, some))).toEqual(['[Nobody had expected a second.|]']);
  });

  test('of several lines that changed at once, each is held against the one it came from', () => {
    const found = compare(
      minutesOf(['The survey was published in May.', 'The budget was agreed without a vote.']),
      minutesOf([
        'An apology was read out.',
        'The survey was published in June.',
        'The budget was agreed without a show of hands.'
      ])
    );
    expect(changed(found)).toEqual([
      '[|An apology was read out.]',
      'The survey was published in [May|June].',
      'The budget was agreed without a [vote|show of hands].'
    ]);
  });

  test('an item is held against itself, whatever its number is now', () => {
    const before = minutesOf(['First.'], ['Second.'], ['Third.']);
    const after = {
      ...before,
      minutes: before.minutes
        .filter((_, index) => index !== 0)
        .map((minute) => ({ ...minute, minuteNumber: minute.minuteNumber - 1 }))
    };
    const found = compare(before, after);
    expect(found.sections.map(({ id, changes }) => [id, changes])).toEqual([
      ['meeting', 0],
      ['item0', 2],
      ['item1', 1],
      ['item2', 1]
    ]);
    expect(changed(found).slice(2)).toEqual(['[17|16]. Report 2', '[18|17]. Report 3']);
  });

  test('people, times, owners and dates are compared as they print', () => {
    const before = sampleMinutes();
    const found = compare(before, {
      ...before,
      finishTime: '16:02',
      apologies: [],
      state: 'approved',
      approval: { meetingDate: '2027-03-11', presidedBy: 'Ruth Hale' }
    });
    expect(changed(found)).toEqual([
      '[Apologies:|]',
      '[Chief Inspector Q, County Council|]',
      expect.stringContaining('The meeting finished at ['),
      'CHAIR: [|Ruth Hale]',
      'DATE: [|11 March 2027]'
    ]);
  });

  test('what prints alike shows no change', () => {
    expect(compare(sampleMinutes(), sampleMinutes())).toMatchObject({ changes: 0, changed: 0 });
  });
});

describe('[X4] nothing is lost in a comparison', () => {
  const text = fc.oneof(
    fc.lorem({ maxCount: 30 }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', ' ', 'a a a', '\ud83d', 'Noted.', '454, 445', 'one\ntwo')
  );
  const items = fc.array(fc.array(text, { maxLength: 8 }), { maxLength: 4 });
  /** Two words in four are others, or none. */
  const reword = (seed: number) => (word: string, index: number) =>
    seed > 8 && (index + seed) % 4 < 2 ? `other${index}` : word;
  /** The second version is the first with some paragraphs changed, moved, put in or left out. */
  const twoVersions = fc.tuple(items, items, fc.array(fc.nat(17))).map(([was, other, order]) => ({
    before: minutesOf(...was),
    after: minutesOf(
      ...was.map((lines, item) => [
        ...order.flatMap(
          (place) => lines[place % 9]?.split(' ').map(reword(place)).join(' ') ?? []
        ),
        ...(other[item] ?? [])
      ]),
      ...other
    )
  }));

  test('what is kept and what was added is the later version; what is kept and what was removed, the earlier', () => {
    fc.assert(
      fc.property(twoVersions, ({ before, after }) => {
        const found = compare(before, after);
        expect(told(found, 'before').toSorted()).toEqual(linesIn(before).toSorted());
        expect(told(found, 'after').toSorted()).toEqual(linesIn(after).toSorted());
        for (const { id } of found.sections) {
          const only = { ...found, sections: found.sections.filter((each) => each.id === id) };
          const own = (record: MinutesRecord) =>
            (sectionsOf(record).find((each) => each.id === id)?.lines ?? []).map(
              (line) => line.text
            );
          expect(told(only, 'before')).toEqual(own(before));
          expect(told(only, 'after')).toEqual(own(after));
        }
      }),
      { numRuns: 200 }
    );
  });

  test('a version compared with itself has no change, and both ways round there are as many', () => {
    fc.assert(
      fc.property(twoVersions, ({ before, after }) => {
        expect(compare(after, after).changes).toBe(0);
        const isSame = JSON.stringify(linesIn(before)) === JSON.stringify(linesIn(after));
        expect(compare(before, after).changes === 0).toBe(isSame);
      }),
      { numRuns: 200 }
    );
  });

  test('a text too different to compare is shown whole, as taken out and put in', () => {
    const different = (word: string) =>
      Array.from({ length: 400 }, (_, index) => `${word}${index} the`).join(' ');
    const [was, is] = [different('a'), different('b')];
    expect(changed(compare(minutesOf([was]), minutesOf([is])))).toEqual([`[${was}|${is}]`]);
  });
});
