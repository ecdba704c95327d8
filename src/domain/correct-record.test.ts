import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalBlocks, correctionWords } from './approval-words.ts';
import { citationOf, correctRecord, findPassage } from './correct-record.ts';
import type { AgreedCorrection } from './correction.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute } from './record.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { withholdFromMinutes } from './withhold.ts';

const paragraph = (text: string): RecordBlock => ({ kind: 'paragraph', runs: [{ text }] });
const list = (ordered: boolean, ...points: readonly string[]): RecordBlock => ({
  kind: 'list',
  ordered,
  items: points.map((point) => [paragraph(point)])
});
const resolved = (...sentences: readonly string[]): RecordBlock => ({
  kind: 'resolved',
  sentences: sentences.map((text) => [{ text }])
});

const minute = (minuteNumber: number, ...blocks: readonly RecordBlock[]): RecordedMinute => ({
  itemId: `item${minuteNumber}`,
  itemNumber: minuteNumber,
  minuteNumber,
  title: 'The plan',
  part: 'part1',
  ground: null,
  withheld: false,
  blocks
});

const record = (...minutes: readonly RecordedMinute[]): MinutesRecord => ({
  kind: 'minutes',
  state: 'draft',
  board: { name: 'Oversight Board', strapline: null },
  date: '2022-02-17',
  startTime: '19:00',
  place: null,
  contact: null,
  finishTime: '19:43',
  present: [],
  inAttendance: [],
  apologies: [],
  opening: null,
  minutes,
  approval: null
});

const amend = (quoted: string, wording: string, itemId = 'item39'): AgreedCorrection => ({
  itemId,
  correctionId: null,
  quoted,
  wording
});

function corrected(of: MinutesRecord, ...corrections: AgreedCorrection[]): MinutesRecord {
  const result = correctRecord(of, corrections);
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

const codeOf = (result: MinutesRecord | Refusal): string | null =>
  isRefusal(result) ? result.refused : null;

describe('the words', () => {
  test('[K6] the passage alone is replaced, across runs, as bold as its first words', () => {
    const runs = [
      { text: 'The plan had ' },
      { text: '454', bold: true },
      { text: ' actions and 3 risks.' }
    ] as const;
    const of = record(minute(39, { kind: 'paragraph', runs }), minute(40, paragraph('454')));
    const { minutes } = corrected(of, amend('454 actions', '445 actions'));
    expect(minutes[0]?.blocks).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: 'The plan had ' },
          { text: '445 actions', bold: true },
          { text: ' and 3 risks.' }
        ]
      }
    ]);
    expect(minutes[0]?.corrections).toEqual([{ was: '454 actions', now: '445 actions' }]);
    expect(minutes[1]).toEqual(of.minutes[1]);
  });

  test('[K6] words left out leave no gap, and a point or sentence left out is gone', () => {
    const of = record(
      minute(39, paragraph('It was very late.'), paragraph('Gone.'), resolved('One', 'Two'))
    );
    const { minutes } = corrected(of, amend('very', ''), amend('Gone.', ''), amend('Two', '2'));
    expect(minutes[0]?.blocks).toEqual([paragraph('It was late.'), resolved('One', '2')]);
  });

  test('[K3] they are found however the lines are broken, and only if they stand there once', () => {
    const of = minute(39, paragraph('Held  in\nthe hall.'), paragraph('The hall (north).'));
    expect(findPassage(of, 'in the hall')).toMatchObject({ index: 0, from: 6 });
    expect(findPassage(of, 'hall (north).')).toMatchObject({ index: 1 });
    expect(findPassage(of, 'hall')).toMatchObject({ refused: 'passage-repeated' });
    expect(findPassage(of, 'hall . The')).toMatchObject({ refused: 'passage-not-found' });
    expect(findPassage(of, 'h.ll')).toMatchObject({ refused: 'passage-not-found' });
  });

  test('[K7] where one cannot be made, none is', () => {
    const of = record(minute(39, paragraph('One two three four.')));
    const both = (...corrections: AgreedCorrection[]) => codeOf(correctRecord(of, corrections));
    expect(both(amend('One', '1'), amend('five', '5'))).toBe('passage-not-found');
    expect(both(amend('One two', '12'), amend('two three', '23'))).toBe('corrections-overlap');
    expect(both(amend('One', '1'), amend('One', '1'))).toBe('corrections-overlap');
    expect(both(amend('One', '1', 'item40'))).toBe('not-found');
    expect(both(amend('One two', '12'), amend('three', '3'))).toBe(null);
  });

  test('[K7] the order of the corrections makes no difference, and what they quote is what they change', () => {
    const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'];
    const text = words.join(' ');
    fc.assert(
      fc.property(
        fc.shuffledSubarray(words, { minLength: 1 }),
        fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 6, maxLength: 6 }),
        (chosen, given) => {
          const wordings = given.map((each) => `<${each.trim().replaceAll(/\s+/g, ' ')}>`);
          const changes = chosen.map((word, n) => amend(word, wordings[n] ?? ''));
          const one = corrected(record(minute(39, paragraph(text))), ...changes);
          const other = corrected(record(minute(39, paragraph(text))), ...changes.toReversed());
          const expected = words
            .map((word) => changes.find(({ quoted }) => quoted === word)?.wording ?? word)
            .join(' ');
          for (const { minutes } of [one, other]) {
            const [block] = minutes[0]?.blocks ?? [];
            const said = block?.kind === 'paragraph' ? block.runs.map((run) => run.text) : [];
            expect(said.join('')).toBe(expected);
          }
        }
      )
    );
  });

  test('[K8] [R2] whoever may not see a private minute sees nothing of its corrections', () => {
    const secret = { ...minute(39, paragraph('Case of J')), part: 'part2' } as const;
    const shown = withholdFromMinutes(corrected(record(secret), amend('J', 'K')), () => false);
    expect(JSON.stringify(shown)).not.toMatch(/Case|"was"/);
  });
});

describe('how they are cited', () => {
  const cited = (of: RecordedMinute, quoted: string): string => {
    const place = findPassage(of, quoted);
    if (isRefusal(place)) throw new Error(place.refused);
    return citationOf(of, place);
  };

  test('[K8] by minute number, and by the point where there is one list of points', () => {
    const points = list(true, 'One', 'Two');
    expect(cited(minute(39, paragraph('First'), points), 'Two')).toBe('39(2)');
    expect(cited(minute(39, paragraph('First'), points), 'First')).toBe('39');
    expect(cited(minute(39, resolved('One', 'Two')), 'Two')).toBe('39(2)');
    expect(cited(minute(39, list(false, 'One', 'Two')), 'Two')).toBe('39');
    expect(cited(minute(39, points, resolved('Three')), 'Two')).toBe('39');
  });

  const one = { ...amend('454', '445'), part: 'part1', cited: '39(2)' } as const;

  test('[K8] one correction is a sentence, several are a list, and none is the usual words', () => {
    const words = (...corrections: AgreedCorrection[]) =>
      approvalBlocks({ ofMeetingId: 'm', itemId: 'i', heldOn: '2022-02-17', corrections }, '');
    const begin = 'The minutes of the meeting held on 17 February 2022 were approved as a correct';
    expect(words()).toEqual([{ kind: 'statement', text: `${begin} record.` }]);
    expect(words(one)).toEqual([
      {
        kind: 'statement',
        text: `${begin} record subject to minute 39(2) being amended to read: “445” in place of “454”.`
      }
    ]);
    expect(words(one, { ...one, wording: '' })).toMatchObject([
      { text: `${begin} record subject to the following corrections:` },
      {
        ordered: true,
        items: [
          [{ text: 'Minute 39(2) being amended to read: “445” in place of “454”.' }],
          [{ text: 'Minute 39(2) being amended by leaving out “454”.' }]
        ]
      }
    ]);
  });

  test('[K8] words that end with a stop bring it along', () => {
    const heldOn = '2022-02-17';
    const corrections = [{ ...one, quoted: 'It was late.', wording: 'It was early.' }];
    const [sentence] = approvalBlocks({ ofMeetingId: 'm', itemId: 'i', heldOn, corrections }, '');
    expect(sentence).toMatchObject({ text: expect.stringMatching(/“It was late\.”$/) });
  });

  test('[K8] of a private minute it says only that it was amended', () => {
    expect(correctionWords({ ...one, part: 'part2' })).toBe(
      '39(2) being amended as recorded with that minute, in private'
    );
  });

  test('[K8] where the clerk has written it and nothing was corrected, once is enough', () => {
    const approval = { ofMeetingId: 'm', itemId: 'i', heldOn: '2022-02-17' };
    const written = 'They were approved as a correct record and signed.';
    expect(approvalBlocks(approval, written)).toEqual([]);
    expect(approvalBlocks({ ...approval, corrections: [one] }, written)).toHaveLength(1);
    expect(approvalBlocks({ ofMeetingId: 'm', itemId: 'i' }, '')).toEqual([]);
  });
});
