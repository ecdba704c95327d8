import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MinuteBlock } from './minute-text.ts';
import { ownerOf, possibleActions, promisesIn } from './possible-action.ts';

const paragraph = (text: string): MinuteBlock => ({ kind: 'paragraph', runs: [{ text }] });
const action = (text: string): MinuteBlock => ({
  kind: 'action',
  id: 'a'.repeat(20),
  runs: [{ text }]
});
const found = (...blocks: MinuteBlock[]) => possibleActions(blocks).map(({ text }) => text);

const LIST =
  'Councillor D asked where the centres were. The Partnership Manager said they were to be revamped. ' +
  'She agreed to send a list of all locations to Members outside the meeting. Link provided - https://council.example/list.';

test.each([
  ['The Manager agreed to send a list to Members.', 'agreed to send a list to Members'],
  ['Dr. Hale will circulate the slides.', 'will circulate the slides'],
  ['The officer would forward it at 7.43 pm to all.', 'would forward it at 7.43 pm to all'],
  ['This would be answered outside the meeting.', 'outside the meeting'],
  ['He undertook to report in June', 'undertook to report in June']
])('[T6] a promise is found: "%s"', (text, promise) => {
  expect(found(paragraph(text))).toEqual([promise]);
});

test.each([
  'The Board agreed to note the report.',
  'It was agreed that the plan be approved.',
  'Members willingly sent comments.',
  'They met outside the meetings room.',
  ''
])('[T6] no promise: "%s"', (text) => {
  expect(found(paragraph(text))).toEqual([]);
});

test('[T6] lists are read too, and what an action of the minute takes up is not asked again', () => {
  const list: MinuteBlock = { kind: 'list', ordered: false, items: [[paragraph(LIST)]] };
  const promise = 'agreed to send a list of all locations to Members outside the meeting';
  expect(found(list)).toEqual([promise]);
  expect(found(list, action(promise))).toEqual([]);
  expect(found(list, action('Send list of locations to Members'))).toEqual([]);
  expect(found(list, action('Revise the hate crime plan'))).toEqual([promise]);
  expect(found(action('She will send it'))).toEqual([]);
});

test('[T6] words right after it that say it is done are its evidence', () => {
  expect(promisesIn(LIST, [])).toMatchObject([
    { evidence: 'Link provided - https://council.example/list.' }
  ]);
  expect(promisesIn('She will send it. Members were grateful.', [])[0]?.evidence).toBeNull();
});

test('[T7] the promise is whose name or post was said last before it', () => {
  const people = [
    { id: 'd', name: 'Councillor D', post: null },
    { id: 'm', name: 'Ruth Hale', post: 'Partnership Manager' },
    { id: 'x', name: 'Ann Partner', post: 'Manager' }
  ];
  const ownerIn = (text: string) => {
    const [promise] = promisesIn(text, []);
    return promise && ownerOf(promise, people)?.name;
  };
  expect(ownerIn(LIST)).toBe('Ruth Hale');
  expect(ownerIn('Ruth Hale said yes. Councillor D would provide it to Ruth Hale.')).toBe(
    'Councillor D'
  );
  expect(ownerIn('Somebody will send it to Ruth Hale.')).toBeUndefined();
});

test('[T6] places are places of the paragraph, whatever it says', () => {
  const words = fc.constantFrom(
    'She',
    'agreed to',
    'send',
    'it.',
    'Mr.',
    '7.43',
    'will send',
    '.',
    ' ',
    '“Yes.”'
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 14 }), (some) => {
      const text = some.join(' ');
      for (const { sentence, promise, text: promised } of promisesIn(text, [])) {
        expect(sentence.from).toBeLessThanOrEqual(promise.from);
        expect(promise.to).toBe(sentence.to);
        expect(text.slice(promise.from, promise.to)).toContain(promised);
        expect(promised).not.toBe('');
      }
    })
  );
});
