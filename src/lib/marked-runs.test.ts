import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '#domain/minute-text.ts';
import type { PrintNode } from '#domain/layout.ts';
import type { CommentThread } from '#domain/comment.ts';
import { markedLayout } from './marked-layout.ts';
import { markedRuns } from './marked-runs.ts';

const passage = (quote: string, before = '', after = '') => ({ quote, before, after });

/** "The [rate was] 454." */
const shown = (texts: readonly (readonly Run[])[], ...quotes: string[]): string[] => {
  const marks = quotes.map((quote, index) => ({ id: `t${index}`, passage: passage(quote) }));
  const marked = markedRuns(texts, marks);
  return texts.map((runs) =>
    (marked.get(runs) ?? runs)
      .map((run) => ('threadId' in run ? `[${run.text}]` : run.text))
      .join('')
  );
};

describe('[X8] a passage is marked where it stands', () => {
  test('across runs, and over the end of a paragraph', () => {
    const texts = [
      [{ text: 'The rate ' }, { text: 'was 454', bold: true as const }, { text: '.' }],
      [{ text: 'Members thanked the officers.' }]
    ];
    expect(shown(texts, 'rate was')).toEqual(['The [rate ][was] 454.', texts[1]?.[0]?.text]);
    expect(shown(texts, '454.\nMembers')).toEqual([
      'The rate was [454][.]',
      '[Members] thanked the officers.'
    ]);
    expect(shown(texts, 'nothing of that')).toEqual(['The rate was 454.', texts[1]?.[0]?.text]);
  });

  test('no word is lost or changed by it', () => {
    const run = fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 12 }) });
    fc.assert(
      fc.property(
        fc.array(fc.array(run, { maxLength: 4 }), { maxLength: 4 }),
        fc.nat(40),
        fc.nat(20),
        (texts, from, length) => {
          const whole = texts
            .flat()
            .map(({ text }) => text)
            .join('');
          const quote = whole.slice(from, from + length);
          const marked = markedRuns(texts, [{ id: 't', passage: passage(quote) }]);
          for (const runs of texts) {
            const cut = marked.get(runs) ?? runs;
            expect(cut.map(({ text }) => text).join('')).toBe(
              runs.map(({ text }) => text).join('')
            );
          }
          const isMarked = [...marked.values()].flat().some(({ threadId }) => threadId === 't');
          expect(isMarked).toBe(quote.trim() !== '');
        }
      )
    );
  });

  test('in a printed record, in the minute it is about and in no other', () => {
    const paragraph = (text: string): PrintNode => ({ kind: 'paragraph', runs: [{ text }] });
    const heading = (number: number): PrintNode => ({
      kind: 'heading',
      level: 2,
      number,
      text: 'Report',
      anchor: `minute-${number}`
    });
    const nodes = [heading(16), paragraph('Noted.'), heading(17), paragraph('Noted.')];
    const thread = { id: 't', passage: passage('Noted') } as CommentThread;
    const marked = markedLayout(nodes, (anchor) => (anchor === 'minute-17' ? [thread] : []));
    const [only] = [...marked.keys()];
    expect(marked.size).toBe(1);
    expect(nodes[3]).toMatchObject({ runs: only });
    expect(marked.get(only ?? [])).toEqual([{ text: 'Noted', threadId: 't' }, { text: '.' }]);
  });
});
