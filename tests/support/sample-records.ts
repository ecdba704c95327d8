/** Records to print: one as a board would write it, one with everything a forger would try. */
import type { AgendaRecord, MinutesRecord, PrintedPerson, RecordBlock } from '#domain/record.ts';

/** Text that some reader of a file takes for more than text. Each must come out as it went in. */
export const HOSTILE: readonly string[] = [
  '#read("/etc/passwd") #include "x" $x$ *stars* _under_',
  '\\input{x} @ref <label> // comment /* block */',
  '<img src=x onerror=alert(1)> <script>alert(1)</script>',
  ']]> <!-- --> &xxe; &amp; <?xml?> <!ENTITY xxe SYSTEM "file:///etc/passwd">',
  '=HYPERLINK("http://x.example","y")',
  '{ DDEAUTO c:\\\\windows } { INCLUDETEXT "x" }',
  '"quotes" \'single\' `ticks` ~tilde~ [link](javascript:alert(1)) ![i](x)',
  '# heading 1. number - dash | table |',
  '</style></title></main>',
  'שלום مرحبا \u202eoverride\u202c',
  'zero\u200bwidth\u200djoiner',
  'emoji \u{1f642}\u{1f469}\u200d\u{1f4bb} \u6f22\u5b57'
];

/** Never printed: XML 1.0 has no place for it. */
export const ILLEGAL_TEXT = 'a\u0000b\u0008c\u001bd\ufffee\ud800f';

export const person = (name: string, office: string | null = null): PrintedPerson => ({
  name,
  office,
  organisation: 'County Council',
  post: null,
  substituteFor: null
});

const LONG =
  'The report showed the reporting rate of each district over twelve months. Members asked how the figures compare with those of neighbouring counties, and were told that the comparison would follow outside the meeting. ';

const paragraph = (text: string): RecordBlock => ({ kind: 'paragraph', runs: [{ text }] });

/** About half a page a minute. */
const blocksOf = (number: number): RecordBlock[] => [
  paragraph(LONG.repeat(2)),
  {
    kind: 'list',
    ordered: false,
    items: [
      [paragraph(`Point ${number}.1`), { kind: 'list', ordered: true, items: [[paragraph('a')]] }],
      [paragraph(`Point ${number}.2`), paragraph(LONG)]
    ]
  },
  { kind: 'paragraph', runs: [{ text: 'The chair thanked ' }, { text: 'everybody', bold: true }] },
  {
    kind: 'resolved',
    sentences: [[{ text: `That report ${number} be noted.` }], [{ text: 'That it be published.' }]]
  },
  {
    kind: 'action',
    number,
    runs: [{ text: 'Send a list of all locations to members' }],
    owners: ['Ruth Hale'],
    dueOn: '2027-01-14'
  }
];

/** With 20 minutes it is about ten pages long. */
export const sampleMinutes = (facts: Partial<MinutesRecord> = {}, minutes = 2): MinutesRecord => ({
  kind: 'minutes',
  board: { name: 'Prevent Oversight Board', strapline: 'A safer county' },
  date: '2026-12-10',
  startTime: '14:00',
  place: null,
  contact: { name: '', post: 'Democratic Services', email: 'clerk@council.example' },
  state: 'draft',
  finishTime: '15:43',
  present: [person('Councillor A', 'Chair'), person('Councillor B')],
  inAttendance: [person('Manager P')],
  apologies: [person('Chief Inspector Q')],
  opening: 'All present were advised that the meeting was being recorded.',
  minutes: Array.from({ length: minutes }, (_, index) => ({
    itemId: `item${index}`,
    itemNumber: index + 1,
    minuteNumber: 16 + index,
    title: `Report ${index + 1}`,
    part: 'part1',
    ground: null,
    withheld: false,
    blocks: blocksOf(index + 1)
  })),
  approval: null,
  ...facts
});

export const hostileMinutes = (texts: readonly string[] = HOSTILE): MinutesRecord =>
  sampleMinutes({
    opening: null,
    minutes: texts.map((text, index) => ({
      itemId: `item${index}`,
      itemNumber: index + 1,
      minuteNumber: index + 1,
      title: text,
      part: 'part1',
      ground: text,
      withheld: false,
      blocks: [
        paragraph(text),
        { kind: 'list', ordered: true, items: [[paragraph(text)]] },
        { kind: 'resolved', sentences: [[{ text }]] },
        { kind: 'action', number: 1, runs: [{ text }], owners: [text], dueOn: null }
      ]
    }))
  });

export const sampleAgenda = (facts: Partial<AgendaRecord> = {}): AgendaRecord => ({
  kind: 'agenda',
  board: { name: 'Prevent Oversight Board', strapline: 'A safer county' },
  date: '2026-12-10',
  startTime: '14:00',
  place: 'Committee Room 2',
  contact: { name: 'Manager P', post: 'Clerk', email: 'clerk@council.example' },
  openToPublic: true,
  version: 1,
  publishedOn: '2026-12-02',
  membership: [person('Councillor A', 'Chair'), person('Councillor B')],
  substitutes: [person('Councillor J')],
  items: [
    {
      itemId: 'item1',
      number: 1,
      title: 'Communications strategy',
      part: 'part1',
      ground: null,
      withheld: false,
      purpose: 'decide',
      presenter: 'Ruth Hale',
      minutesAllotted: 20,
      note: 'The strategy runs to 2028.',
      recommendations: ['That the strategy be approved.', 'That it be reviewed in a year.'],
      urgentReason: null
    }
  ],
  ...facts
});
