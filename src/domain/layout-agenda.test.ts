import { expect, test } from 'vitest';
import { layOut } from './lay-out.ts';
import type { PrintNode } from './layout.ts';
import type { AgendaRecord, AgendaRecordItem, PrintedPerson } from './record.ts';

const person = (name: string, facts: Partial<PrintedPerson> = {}): PrintedPerson => ({
  name,
  office: null,
  organisation: null,
  post: null,
  substituteFor: null,
  ...facts
});

const item = (number: number, title: string, facts: Partial<AgendaRecordItem> = {}) => ({
  itemId: `item${number}`,
  number,
  title,
  part: 'part1' as const,
  ground: null,
  withheld: false,
  purpose: null,
  presenter: null,
  minutesAllotted: null,
  note: null,
  recommendations: [],
  urgentReason: null,
  ...facts
});

const AGENDA: AgendaRecord = {
  kind: 'agenda',
  board: { name: 'Hidden and Extreme Harms Prevention Committee', strapline: 'An ambitious place' },
  date: '2022-06-23',
  startTime: '19:00',
  place: 'Committee Room 2, Civic Offices',
  contact: { name: 'Councillor N', post: 'Clerk', email: 'clerk@council.example' },
  openToPublic: true,
  version: 1,
  publishedOn: '2022-06-15',
  membership: [
    person('Councillor G'),
    person('Councillor C'),
    person('Councillor A', { office: 'Chair' }),
    person('Councillor H'),
    person('Councillor E')
  ],
  substitutes: ['J', 'K', 'L', 'M'].map((letter) => person(`Councillor ${letter}`)),
  items: [
    item(1, 'Apologies for Absence'),
    item(2, 'Minutes', { note: 'To approve as a correct record the minutes.' }),
    item(3, 'Items of Urgent Business', { note: 'To receive urgent items.' }),
    item(4, 'Declarations of Interest'),
    item(5, 'Verbal Update'),
    item(6, 'Communications Strategy')
  ]
};

/** A node as one line, to read a sheet at a glance. */
function said(node: PrintNode): string {
  switch (node.kind) {
    case 'heading':
      return `${'#'.repeat(node.level)} ${node.number === null ? '' : `${node.number}. `}${node.text}`;
    case 'paragraph':
      return node.runs.map(({ text }) => text).join('');
    case 'detail':
      return `${node.label}: ${node.value}`;
    case 'people':
      return `${node.label}: ${node.lines.join(' / ')}`;
    case 'list':
      return node.items.map((inner) => inner.map(said).join('')).join(' / ');
    case 'strapline':
    case 'title':
      return node.text;
    default:
      return node.kind;
  }
}

const saidBy = (record: AgendaRecord) => layOut(record).nodes.map(said);

test('[R3] a front sheet says everything in the order councils print it', () => {
  expect(saidBy(AGENDA)).toEqual([
    'An ambitious place',
    'Hidden and Extreme Harms Prevention Committee',
    'The meeting will be held at 7.00 pm on 23 June 2022',
    'Committee Room 2, Civic Offices',
    'Membership: Councillor A (Chair) / Councillor C / Councillor E / Councillor G / Councillor H',
    'Substitutes: Councillor J / Councillor K / Councillor L / Councillor M',
    '## Agenda',
    '## Open to public and press',
    '### 1. Apologies for Absence',
    '### 2. Minutes',
    'To approve as a correct record the minutes.',
    '### 3. Items of Urgent Business',
    'To receive urgent items.',
    '### 4. Declarations of Interest',
    '### 5. Verbal Update',
    '### 6. Communications Strategy',
    'Queries regarding this agenda or notification of apologies: Councillor N, Clerk, clerk@council.example',
    'Agenda published on: 15 June 2022'
  ]);
});

test('[R3] the time and the date of the meeting are in bold', () => {
  const sentence = layOut(AGENDA).nodes[2];
  expect(sentence?.kind === 'paragraph' && sentence.runs.filter(({ bold }) => bold)).toEqual([
    { text: '7.00 pm', bold: true },
    { text: '23 June 2022', bold: true }
  ]);
});

test('[R4] chair, vice-chair, then by surname, each with what is known of them', () => {
  const membership = [
    person('Dr Amir Young', { organisation: 'Police' }),
    person('Ana Lewis', { substituteFor: 'Tom Okafor' }),
    person('Bo Zed', { office: 'Vice-Chair' }),
    person('Cllr Priya Shah', { office: 'Chair', post: 'Leader', organisation: 'County Council' }),
    person('Zoe Ash', { organisation: ' ' })
  ];
  expect(saidBy({ ...AGENDA, membership })).toContain(
    'Membership: Cllr Priya Shah (Chair), Leader, County Council / Bo Zed (Vice-Chair) / Zoe Ash / ' +
      'Ana Lewis, substitute for Tom Okafor / Dr Amir Young, Police'
  );
});

test('[R5] private business stands under its own heading, with its ground', () => {
  const items = [
    item(1, 'Minutes'),
    item(2, 'Local profile', { part: 'part2', ground: 'Paragraph 7', note: 'Figures' }),
    item(3, 'Next meeting')
  ];
  expect(saidBy({ ...AGENDA, items }).slice(6, -2)).toEqual([
    '## Agenda',
    '## Open to public and press',
    '### 1. Minutes',
    '## Part 2: not open to public and press',
    '### 2. Local profile',
    'Reason for privacy: Paragraph 7',
    'Figures',
    '## Open to public and press',
    '### 3. Next meeting'
  ]);
});

test('[R5] the agenda of a body that meets in private does not invite public and press', () => {
  const lines = saidBy({ ...AGENDA, openToPublic: false });
  expect(lines.filter((line) => /public and press/i.test(line))).toEqual([]);
  const withPart2 = [item(1, 'Minutes'), item(2, 'Profile', { part: 'part2' })];
  expect(saidBy({ ...AGENDA, openToPublic: false, items: withPart2 })).toEqual(
    expect.arrayContaining(['## Part 1', '## Part 2: restricted'])
  );
});

test('[R2] a withheld item prints its title and ground alone, whatever the record holds', () => {
  const hidden = item(1, 'Local profile', {
    part: 'part2',
    ground: 'Paragraph 7',
    withheld: true,
    purpose: 'decide',
    presenter: 'canary',
    minutesAllotted: 10,
    note: 'canary',
    recommendations: ['canary'],
    urgentReason: 'canary'
  });
  const lines = saidBy({ ...AGENDA, items: [hidden] });
  expect(lines.join()).not.toContain('canary');
  expect(lines.slice(8, 10)).toEqual(['### 1. Local profile', 'Reason for privacy: Paragraph 7']);
});

test('[R3] an item says its purpose, note, presenter, time, urgency and recommendations', () => {
  const report = item(1, 'Strategy', {
    purpose: 'decide',
    presenter: 'Ruth Hale',
    minutesAllotted: 10,
    note: 'One.\n\nTwo.',
    recommendations: ['That A.', ' ', 'That B.'],
    urgentReason: 'The deadline moved.'
  });
  expect(saidBy({ ...AGENDA, items: [report] }).slice(8, -2)).toEqual([
    '### 1. Strategy',
    'Purpose: To decide',
    'One.',
    'Two.',
    'Presenter: Ruth Hale',
    'Time: 10 minutes',
    'Urgent item: The deadline moved.',
    'Recommendations',
    'That A. / That B.'
  ]);
});

test('[R7] an agenda is marked a draft until it is published, then says when', () => {
  const draft = layOut({ ...AGENDA, version: null, publishedOn: null });
  expect(draft.mark).toBe('DRAFT - not yet published');
  expect(draft.nodes.map(said).join()).not.toContain('published on');
  expect(layOut(AGENDA).mark).toBeNull();
  expect(saidBy({ ...AGENDA, version: 2, publishedOn: '2022-06-20' })).toContain(
    'Agenda published on: 20 June 2022 (version 2)'
  );
});

test('[O6] an agenda whose meeting was called off says so on every page and before its date', () => {
  const reason = 'Storm warning.';
  const cancelled = layOut({ ...AGENDA, calledOff: { reason, postponedTo: null } });
  expect(cancelled.mark).toBe('CANCELLED');
  expect(cancelled.nodes.map(said).slice(2, 5)).toEqual([
    'This meeting has been cancelled.',
    'Reason: Storm warning.',
    'The meeting was to be held at 7.00 pm on 23 June 2022'
  ]);
  const postponed = layOut({ ...AGENDA, calledOff: { reason, postponedTo: '2022-07-07' } });
  expect(postponed.mark).toBe('POSTPONED');
  expect(postponed.nodes.map(said)).toContain('This meeting has been postponed to 7 July 2022.');
  const draft = { ...AGENDA, version: null, publishedOn: null };
  expect(layOut({ ...draft, calledOff: { reason, postponedTo: null } }).mark).toBe('CANCELLED');
});

test('[Y11] an agenda says whose minutes are to be approved, unless the clerk has said it', () => {
  const printed = (facts: Partial<AgendaRecordItem>) =>
    saidBy({ ...AGENDA, items: [item(2, 'Minutes', facts)] }).slice(8, -2);
  expect(printed({ minutesOf: ['2022-02-17'] })).toEqual([
    '### 2. Minutes',
    'To approve as a correct record the minutes of the meeting held on 17 February 2022.'
  ]);
  expect(printed({ minutesOf: ['2022-01-17', '2022-02-17'] })).toContain(
    'To approve as a correct record the minutes of the meetings held on 17 January 2022 and 17 February 2022.'
  );
  expect(printed({ minutesOf: ['2022-02-17'], note: 'To approve the minutes.' })).toEqual([
    '### 2. Minutes',
    'To approve the minutes.'
  ]);
});
