import { expect, test } from 'vitest';
import type { AgendaItem } from './agenda.ts';
import { compileAgenda, type AgendaSource } from './compile-agenda.ts';

const ITEM: AgendaItem = {
  id: 'apologies',
  title: 'Apologies for absence',
  kind: 'standard',
  standing: null,
  purpose: null,
  presenterId: null,
  presenter: null,
  minutesAllotted: null,
  part: 'part1',
  ground: null,
  urgentReason: null,
  minuted: true,
  status: 'accepted'
};

const PRIVATE: AgendaItem = {
  ...ITEM,
  id: 'profile',
  title: 'Local profile',
  part: 'part2',
  ground: 'Paragraph 7: action taken to prevent crime',
  presenter: 'Ruth Hale',
  purpose: 'discuss'
};

const SOURCE: AgendaSource = {
  board: { name: 'Oversight Board', strapline: null },
  date: '2022-06-23',
  startTime: '19:00',
  place: null,
  contact: null,
  openToPublic: true,
  version: 1,
  publishedOn: '2022-06-15',
  membership: [],
  substitutes: [],
  items: [ITEM],
  texts: new Map(),
  seesPart2: () => true
};

test('[R1] items print in order under their agenda numbers, withdrawn ones not at all', () => {
  const items = [
    ITEM,
    { ...ITEM, id: 'withdrawn', status: 'withdrawn' as const },
    { ...ITEM, id: 'last' }
  ];
  const record = compileAgenda({ ...SOURCE, items });
  expect(record.items.map(({ itemId, number }) => [itemId, number])).toEqual([
    ['apologies', 1],
    ['last', 2]
  ]);
});

test('[R1] the wording people wrote is printed, and the title given where nothing is left of it', () => {
  const texts = { title: ' Hate crime report ', note: ' \n', recommendations: [' That A. ', ''] };
  const items = [ITEM, { ...ITEM, id: 'report' }];
  const record = compileAgenda({
    ...SOURCE,
    items,
    texts: new Map([
      ['report', texts],
      ['apologies', { title: '  ', note: 'A note', recommendations: [] }]
    ])
  });
  expect(record.items[0]).toMatchObject({ title: 'Apologies for absence', note: 'A note' });
  expect(record.items[1]).toMatchObject({
    title: 'Hate crime report',
    note: null,
    recommendations: ['That A.']
  });
});

test('[R2] a private item is withheld from who may not see it, but for title and ground', () => {
  const texts = new Map([
    ['profile', { title: 'Local profile', note: 'canary', recommendations: ['canary'] }]
  ]);
  const record = compileAgenda({ ...SOURCE, items: [PRIVATE], texts, seesPart2: () => false });
  expect(record.items[0]).toMatchObject({
    withheld: true,
    title: 'Local profile',
    ground: 'Paragraph 7: action taken to prevent crime',
    presenter: null,
    purpose: null
  });
  expect(JSON.stringify(record)).not.toContain('canary');
});

test('[R10] nothing comes into the record that it does not print', () => {
  const attendee = {
    name: 'Ruth Hale',
    office: 'Chair',
    organisation: null,
    post: null,
    substituteFor: null,
    key: 'canary',
    sector: 'canary'
  };
  const board = { ...SOURCE.board, id: 'canary', settings: { opening: 'canary' } };
  const record = compileAgenda({
    ...SOURCE,
    board,
    membership: [attendee],
    substitutes: [attendee]
  });
  expect(JSON.stringify(record)).not.toContain('canary');
});

test('[Y11] the minutes item names the meetings whose minutes wait, and no other item does', () => {
  const items = [ITEM, { ...ITEM, id: 'minutes', standing: 'minutes' as const }];
  const minutesOf = ['2022-01-17', '2022-02-17'];
  const [apologies, minutes] = compileAgenda({ ...SOURCE, items, minutesOf }).items;
  expect(minutes?.minutesOf).toEqual(minutesOf);
  expect(apologies).not.toHaveProperty('minutesOf');
  expect(compileAgenda({ ...SOURCE, items }).items[1]).not.toHaveProperty('minutesOf');
});
