import { expect, test } from 'vitest';
import { layOut } from './lay-out.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute } from './record.ts';

const minute = (minuteNumber: number, title: string, blocks: RecordBlock[]): RecordedMinute => ({
  itemId: `item${minuteNumber}`,
  itemNumber: minuteNumber - 14,
  minuteNumber,
  title,
  part: 'part1',
  ground: null,
  withheld: false,
  blocks
});

const paragraph = (text: string): RecordBlock => ({ kind: 'paragraph', runs: [{ text }] });

const person = (name: string, office: string | null, post: string | null) => ({
  name,
  office,
  post,
  organisation: null,
  substituteFor: null
});

const MINUTES: MinutesRecord = {
  kind: 'minutes',
  board: { name: 'Hidden and Extreme Harms Prevention Committee', strapline: null },
  date: '2022-02-17',
  startTime: '19:00',
  place: null,
  contact: { name: '', post: 'Democratic Services', email: 'clerk@council.example' },
  state: 'draft',
  finishTime: '19:43',
  present: [person('Councillor B', 'Vice-Chair', null), person('Councillor A', 'Chair', null)],
  inAttendance: [person('Manager P', null, 'Community Safety Partnership Manager')],
  apologies: [],
  opening: 'All present were advised that the meeting was being recorded.',
  minutes: [
    minute(16, 'Minutes', [paragraph('The minutes were approved as a correct record.')]),
    minute(17, 'Hate crime', [
      { kind: 'resolved', sentences: [[{ text: 'That A.' }], [{ text: 'That B.' }]] },
      {
        kind: 'action',
        number: 14,
        runs: [{ text: 'Send the list' }],
        owners: ['Ruth Hale', 'District councils'],
        dueOn: '2022-03-01'
      }
    ])
  ],
  approval: null
};

const TITLE =
  'Minutes of the meeting of the Hidden and Extreme Harms Prevention Committee held on 17 February 2022 at 7.00 pm';

test('[R3] minutes say everything in the order councils print it', () => {
  expect(layOut(MINUTES)).toEqual({
    title: TITLE,
    mark: 'DRAFT - subject to approval at the next meeting',
    nodes: [
      { kind: 'title', text: TITLE },
      {
        kind: 'people',
        label: 'Present',
        lines: ['Councillor A (Chair)', 'Councillor B (Vice-Chair)']
      },
      {
        kind: 'people',
        label: 'In attendance',
        lines: ['Manager P, Community Safety Partnership Manager']
      },
      {
        kind: 'paragraph',
        runs: [{ text: 'All present were advised that the meeting was being recorded.' }]
      },
      { kind: 'heading', level: 2, number: 16, text: 'Minutes', anchor: 'minute-16' },
      { kind: 'paragraph', runs: [{ text: 'The minutes were approved as a correct record.' }] },
      { kind: 'heading', level: 2, number: 17, text: 'Hate crime', anchor: 'minute-17' },
      { kind: 'resolved', sentences: [[{ text: 'That A.' }], [{ text: 'That B.' }]] },
      {
        kind: 'action',
        label: 'Action 14',
        runs: [{ text: 'Send the list' }],
        details: 'Owners: Ruth Hale, District councils. Due: 1 March 2022.'
      },
      { kind: 'paragraph', runs: [{ text: 'The meeting finished at 7.43 pm' }] },
      {
        kind: 'signature',
        heading: 'Approved as a true and correct record',
        lines: [
          { label: 'CHAIR', value: null },
          { label: 'DATE', value: null }
        ]
      },
      {
        kind: 'detail',
        label: 'Queries regarding these minutes',
        value: 'Democratic Services, clerk@council.example'
      }
    ]
  });
});

test('[R7] approved minutes lose the mark and say who presided at which meeting', () => {
  const approval = { meetingDate: '2022-06-23', presidedBy: 'Councillor A' };
  const { mark, nodes } = layOut({ ...MINUTES, state: 'approved', approval });
  expect(mark).toBeNull();
  expect(nodes.find(({ kind }) => kind === 'signature')).toMatchObject({
    lines: [
      { label: 'CHAIR', value: 'Councillor A' },
      { label: 'DATE', value: '23 June 2022' }
    ]
  });
});

test('[R2] a withheld minute prints its title and ground alone, whatever the record holds', () => {
  const hidden: RecordedMinute = {
    ...minute(16, 'Local profile', [paragraph('canary')]),
    part: 'part2',
    ground: 'Paragraph 7',
    withheld: true
  };
  const { nodes } = layOut({ ...MINUTES, minutes: [hidden] });
  expect(JSON.stringify(nodes)).not.toContain('canary');
  expect(nodes[5]).toEqual({ kind: 'detail', label: 'Reason for privacy', value: 'Paragraph 7' });
});

test('[R3] minutes of a meeting that has not finished say no finish, and an action what is known', () => {
  const bare: RecordBlock = { kind: 'action', number: null, runs: [], owners: [], dueOn: null };
  const owned: RecordBlock = { ...bare, number: 3, owners: ['Ruth Hale'] };
  const { nodes } = layOut({
    ...MINUTES,
    finishTime: null,
    minutes: [minute(1, 'Actions', [bare, owned])]
  });
  expect(JSON.stringify(nodes)).not.toContain('finished');
  expect(nodes.filter(({ kind }) => kind === 'action')).toEqual([
    { kind: 'action', label: 'Action', runs: [], details: '' },
    { kind: 'action', label: 'Action 3', runs: [], details: 'Owner: Ruth Hale.' }
  ]);
});

test('[R9] lists print six levels deep; what lies deeper keeps its words and its order', () => {
  const nested = (depth: number): RecordBlock => ({
    kind: 'list',
    ordered: false,
    items: [[paragraph(`level ${depth}`), ...(depth < 64 ? [nested(depth + 1)] : [])]]
  });
  const { nodes } = layOut({ ...MINUTES, minutes: [minute(1, 'Lists', [nested(1)])] });
  const written = JSON.stringify(nodes);
  expect(written.match(/"kind":"list"/g)).toHaveLength(6);
  expect(written.match(/level \d+/g)).toEqual(
    Array.from({ length: 64 }, (_, i) => `level ${i + 1}`)
  );
});

test('[E9] [R4] whoever was not there throughout is printed with their times', () => {
  const came = (name: string, given: Partial<MinutesRecord['present'][number]>) => ({
    ...person(name, null, null),
    ...given
  });
  const present = [
    came('Ruth Hale', { stays: [{ from: '14:40', until: null }] }),
    came('Tom Ode', {
      substituteFor: 'Ruth Hale',
      stays: [{ from: null, until: '14:40' }],
      relievedBy: 'Ruth Hale'
    }),
    came('Amir Khan', {
      stays: [
        { from: '14:10', until: '15:00' },
        { from: '15:20', until: null }
      ]
    }),
    came('Joan Vale', {})
  ];
  const people = layOut({ ...MINUTES, present }).nodes.find(({ kind }) => kind === 'people');
  expect(people).toMatchObject({
    lines: [
      'Ruth Hale (from 2.40 pm)',
      'Amir Khan (from 2.10 pm until 3.00 pm and from 3.20 pm)',
      'Tom Ode, substitute for Ruth Hale (until 2.40 pm, when Ruth Hale arrived)',
      'Joan Vale'
    ]
  });
});

test('[T1] a statement prints as a sentence of the minute', () => {
  const text = 'Dr Amir Khan arrived at 2.20 pm.';
  const { nodes } = layOut({
    ...MINUTES,
    minutes: [minute(16, 'Minutes', [{ kind: 'statement', text }])]
  });
  expect(nodes).toContainEqual({ kind: 'paragraph', runs: [{ text }] });
});
