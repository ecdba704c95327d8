import { expect, test } from 'vitest';
import type { AgendaRecord, AgendaRecordItem } from '#domain/record.ts';
import { checksOf } from './publish-checks.ts';

const item = (number: number, given: Partial<AgendaRecordItem>): AgendaRecordItem => ({
  itemId: `item${number}`,
  number,
  title: `Item ${number}`,
  part: 'part1',
  ground: null,
  withheld: false,
  purpose: 'note',
  presenter: 'Ruth Hale',
  minutesAllotted: 10,
  note: 'What it is about.',
  recommendations: [],
  urgentReason: null,
  ...given
});

const record = (...items: AgendaRecordItem[]): AgendaRecord => ({
  kind: 'agenda',
  board: { name: 'Prevent Oversight Board', strapline: null },
  date: '2026-12-10',
  startTime: '14:00',
  place: null,
  contact: null,
  openToPublic: true,
  version: null,
  publishedOn: null,
  membership: [],
  substitutes: [],
  items
});

const numbers = (items: readonly AgendaRecordItem[]) => items.map(({ number }) => number);

test('an item that nobody presents and one that says nothing are pointed out', () => {
  const checks = checksOf(
    record(item(1, { presenter: null }), item(2, { note: null }), item(3, {})),
    new Set()
  );
  expect(numbers(checks.withoutPresenter)).toEqual([1]);
  expect(numbers(checks.withoutWording)).toEqual([2]);
});

test('a decision that nothing is recommended for is pointed out, once', () => {
  const checks = checksOf(
    record(
      item(1, { purpose: 'decide' }),
      item(2, { purpose: 'decide', note: null }),
      item(3, { purpose: 'decide', recommendations: ['That the report be noted.'] })
    ),
    new Set()
  );
  expect(numbers(checks.withoutRecommendation)).toEqual([1]);
  expect(numbers(checks.withoutWording)).toEqual([2]);
});

test('standing items need no presenter and no wording', () => {
  const bare = { presenter: null, note: null, purpose: 'decide' } as const;
  expect(checksOf(record(item(1, bare)), new Set(['item1']))).toEqual({
    withoutPresenter: [],
    withoutWording: [],
    withoutRecommendation: []
  });
});
