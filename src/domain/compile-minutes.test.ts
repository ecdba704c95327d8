import { expect, test } from 'vitest';
import type { AgendaItem } from './agenda.ts';
import { compileMinutes, minutedItems, type MinutesSource } from './compile-minutes.ts';
import type { MinuteBlock } from './minute-text.ts';

const item = (id: string, facts: Partial<AgendaItem> = {}): AgendaItem => ({
  id,
  title: `Title of ${id}`,
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
  status: 'considered',
  ...facts
});

const SOURCE: MinutesSource = {
  board: { name: 'Oversight Board', strapline: null },
  date: '2022-02-17',
  startTime: '19:00',
  place: null,
  contact: null,
  state: 'draft',
  finishTime: '19:43',
  present: [],
  inAttendance: [],
  apologies: [],
  opening: null,
  approval: null,
  items: [item('report')],
  firstNumber: 16,
  texts: new Map(),
  minuteTexts: new Map(),
  actions: new Map(),
  wordsOf: () => undefined,
  exclusions: new Map(),
  declaredUnder: () => [],
  votesUnder: () => [],
  approvals: [],
  seesPart2: () => true
};

const paragraph = (text: string): MinuteBlock => ({ kind: 'paragraph', runs: [{ text }] });
const resolution = (text: string): MinuteBlock => ({
  kind: 'resolution',
  id: text,
  runs: [{ text }]
});

const blocksOf = (blocks: MinuteBlock[], facts: Partial<MinutesSource> = {}) =>
  compileMinutes({ ...SOURCE, ...facts, minuteTexts: new Map([['report', blocks]]) }).minutes[0]
    ?.blocks;

test('[R6] only minuted items that were taken get a number; each keeps its place on the agenda', () => {
  const items = [
    item('apologies', { minuted: false }),
    item('withdrawn', { status: 'withdrawn' }),
    item('minutes'),
    item('deferred', { status: 'deferred' }),
    item('report')
  ];
  const { minutes } = compileMinutes({ ...SOURCE, items });
  expect(minutes.map((each) => [each.minuteNumber, each.itemNumber, each.itemId])).toEqual([
    [16, 2, 'minutes'],
    [17, 4, 'report']
  ]);
  expect(minutedItems(items)).toHaveLength(minutes.length);
});

test('[R6] numbers are the same for a reader who may not see a private minute', () => {
  const items = [
    item('first'),
    item('private', { part: 'part2', ground: 'Paragraph 7' }),
    item('last')
  ];
  const minuteTexts = new Map([['private', [paragraph('canary'), resolution('canary')]]]);
  const record = compileMinutes({ ...SOURCE, items, minuteTexts, seesPart2: () => false });
  expect(record.minutes.map(({ minuteNumber, withheld }) => [minuteNumber, withheld])).toEqual([
    [16, false],
    [17, true],
    [18, false]
  ]);
  expect(record.minutes[1]).toMatchObject({ title: 'Title of private', ground: 'Paragraph 7' });
  expect(JSON.stringify(record)).not.toContain('canary');
});

test('[R8] resolutions that follow one another are one block, numbered together', () => {
  const blocks = [
    resolution('That A.'),
    paragraph('  '),
    resolution('That B.'),
    paragraph('Discussion went on.'),
    resolution('That C.')
  ];
  expect(blocksOf(blocks)).toEqual([
    { kind: 'resolved', sentences: [[{ text: 'That A.' }], [{ text: 'That B.' }]] },
    { kind: 'paragraph', runs: [{ text: 'Discussion went on.' }] },
    { kind: 'resolved', sentences: [[{ text: 'That C.' }]] }
  ]);
});

test('[R8] paragraphs, lists and resolutions without words are not printed', () => {
  const empty: MinuteBlock = { kind: 'list', ordered: true, items: [[paragraph('')], []] };
  const half: MinuteBlock = {
    kind: 'list',
    ordered: false,
    items: [[paragraph('')], [paragraph('b')]]
  };
  expect(blocksOf([paragraph('a'), empty, half, resolution(' '), paragraph('')])).toEqual([
    { kind: 'paragraph', runs: [{ text: 'a' }] },
    { kind: 'list', ordered: false, items: [[{ kind: 'paragraph', runs: [{ text: 'b' }] }]] }
  ]);
});

test('[R8] an action prints the facts of its row, and without a row only its words', () => {
  const actions = new Map([['known', { number: 14, owners: ['Ruth Hale'], dueOn: '2022-03-01' }]]);
  const runs = [{ text: 'Send the list' }];
  const blocks: MinuteBlock[] = [
    { kind: 'action', id: 'known', runs: [] },
    { kind: 'action', id: 'unknown', runs },
    { kind: 'action', id: 'unknown', runs: [] }
  ];
  expect(blocksOf(blocks, { actions })).toEqual([
    { kind: 'action', number: 14, owners: ['Ruth Hale'], dueOn: '2022-03-01', runs: [] },
    { kind: 'action', number: null, owners: [], dueOn: null, runs }
  ]);
});

test('[T1] declarations, votes and movements print the words of the journal', () => {
  const text = 'Dr Amir Khan left at 7.20 pm.';
  const wordsOf = ({ id }: { id: string }) => (id === 'known' ? text : undefined);
  const votesUnder = (): string[] => ['known', 'unknown'];
  for (const kind of ['declaration', 'vote', 'attendance'] as const) {
    const facts = { wordsOf, ...(kind === 'vote' && { votesUnder }) };
    expect(blocksOf([{ kind, id: 'known' }], facts)).toEqual([{ kind: 'statement', text }]);
    expect(blocksOf([{ kind, id: 'unknown' }], { wordsOf })).toEqual([]);
  }
});

test('[R10] nothing comes into the record that it does not print', () => {
  const attendee = {
    name: 'Ruth Hale',
    office: null,
    organisation: null,
    post: null,
    substituteFor: null,
    key: 'canary'
  };
  const approval = { meetingDate: '2022-06-23', presidedBy: 'Ruth Hale', byMeetingId: 'canary' };
  const actions = new Map([
    ['known', { number: 1, owners: [], dueOn: null, wording: 'canary', slips: 'canary' }]
  ]);
  const record = compileMinutes({
    ...SOURCE,
    approval,
    actions,
    present: [attendee],
    inAttendance: [attendee],
    apologies: [attendee],
    minuteTexts: new Map([['report', [{ kind: 'action' as const, id: 'known', runs: [] }]]])
  });
  expect(JSON.stringify(record)).not.toContain('canary');
});

test('[U4] the minute of an urgent item begins with why it was, whatever is written in it', () => {
  const items = [item('report', { urgentReason: 'The grant closes on Friday.' })];
  const why = {
    kind: 'paragraph',
    runs: [{ text: 'Urgent item: ', bold: true }, { text: 'The grant closes on Friday.' }]
  };
  expect(blocksOf([], { items })).toEqual([why]);
  expect(blocksOf([paragraph('Noted.')], { items })).toEqual([why, paragraph('Noted.')]);
});

test('[E9] [R10] the times of whoever came late are kept, and nothing else of the register', () => {
  const attendance = {
    key: 'ruth',
    name: 'Ruth Hale',
    kind: 'present',
    office: null,
    organisation: null,
    sector: 'police',
    post: null,
    substituteSeatId: 'seat',
    substituteFor: null,
    substituteForId: 'amir'
  } as const;
  const stays = [{ from: '14:40', until: null }];
  const late = { ...attendance, stays, relievedBy: 'Amir Khan' };
  const { present } = compileMinutes({ ...SOURCE, present: [attendance, late] });
  const printed = {
    name: 'Ruth Hale',
    office: null,
    organisation: null,
    post: null,
    substituteFor: null
  };
  expect(present).toEqual([printed, { ...printed, stays, relievedBy: 'Amir Khan' }]);
});

test('[V13] a vote stands in the minute once: where the text has it, and else at the end', () => {
  const vote = (id: string): MinuteBlock => ({ kind: 'vote', id });
  const facts: Partial<MinutesSource> = {
    votesUnder: (itemId) => (itemId === 'report' ? ['one', 'two'] : ['elsewhere']),
    wordsOf: ({ id }) => `Vote ${id}.`
  };
  const textsOf = (blocks: MinuteBlock[]) =>
    blocksOf(blocks, facts)?.map((block) => {
      if (block.kind === 'statement') return block.text;
      return block.kind === 'list' ? block.items.flat().length : 'written';
    });
  expect(textsOf([])).toEqual(['Vote one.', 'Vote two.']);
  expect(textsOf([vote('two'), paragraph('Then.')])).toEqual(['Vote two.', 'written', 'Vote one.']);
  expect(textsOf([vote('one'), vote('one'), vote('elsewhere')])).toEqual([
    'Vote one.',
    'Vote two.'
  ]);
  const listed: MinuteBlock = { kind: 'list', ordered: false, items: [[vote('one')]] };
  expect(textsOf([listed, vote('one')])).toEqual([1, 'Vote two.']);
});
