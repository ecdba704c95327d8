import { expect, test } from 'vitest';
import { begun, idOf } from '../../tests/support/sample-meeting.ts';
import { unattributedAgenda, unattributedMinutes } from './attribution.ts';
import { defaultSettings } from './board.ts';
import { declarationWords } from './declaration.ts';
import { apologiesSentence } from './generated-paragraph.ts';
import { layOutMinutes } from './layout-minutes.ts';
import { movementWords } from './movement.ts';
import type { Proceedings } from './proceedings.ts';
import { inquorateTimes } from './quorum-history.ts';
import type { AgendaRecord, MinutesRecord, PrintedPerson } from './record.ts';
import { voteWordsOf } from './vote-statement.ts';

const RUTH: PrintedPerson = {
  name: 'Ruth Hale',
  office: 'Chair',
  organisation: 'County Council',
  post: 'Head of Service',
  substituteFor: null
};

const HEAD = {
  board: { name: 'Community Reference Group', strapline: null },
  date: '2026-12-10',
  startTime: '14:00',
  place: null,
  contact: { name: 'Ruth Hale', post: 'Democratic Services', email: 'office@county.example' }
};

const MINUTES: MinutesRecord = {
  ...HEAD,
  kind: 'minutes',
  state: 'approved',
  finishTime: '15:00',
  present: [RUTH],
  inAttendance: [RUTH],
  apologies: [RUTH],
  opening: null,
  minutes: [],
  approval: { meetingDate: '2027-03-11', presidedBy: 'Ruth Hale' }
};

const key = idOf('ruth');
const attendee = { ...RUTH, key, sector: null, substituteSeatId: null } as const;

const state = (attribution: Proceedings['attribution']): Proceedings => ({
  ...begun(),
  attribution,
  startedAt: '14:00',
  attendees: [
    { ...attendee, kind: 'present', stays: [{ from: '14:00', until: '14:20' }] },
    { ...attendee, key: idOf('joan'), name: 'Joan Hale', kind: 'apologies' }
  ],
  movements: [{ id: idOf('left'), key, kind: 'departure', stay: 0, itemId: null, seq: 1 }],
  declarations: [
    {
      id: idOf('interest'),
      key,
      name: 'Ruth Hale',
      itemId: null,
      kind: 'nonPecuniary',
      nature: 'trustee of Hale House',
      sensitive: false,
      standing: false,
      dispensation: null
    }
  ],
  votes: [
    {
      id: idOf('vote'),
      itemId: idOf('item'),
      question: null,
      method: 'by-name',
      status: 'closed',
      count: { for: 1, against: 1, abstained: 0 },
      voters: [key],
      ballots: [{ key, name: 'Ruth Hale', choice: 'for' }],
      casting: { key, name: 'Ruth Hale', choice: 'for' }
    }
  ]
});

const said = (of: Proceedings) => [
  movementWords(idOf('left'), of),
  declarationWords(idOf('interest'), of),
  voteWordsOf(idOf('vote'), of),
  apologiesSentence(of),
  inquorateTimes(of, { members: 1, sectors: [] })
];

test('[F1] a reference group is under the rule unless it chooses otherwise, a board is not', () => {
  expect(defaultSettings('reference-group').attribution).toBe('chathamHouse');
  expect(defaultSettings('board').attribution).toBe('named');
});

test('[F2] what the proceedings say of people has no name under the rule', () => {
  expect(JSON.stringify(said(state('named'))).match(/Hale/g)?.length).toBeGreaterThan(5);
  expect(said(state('chathamHouse'))).toEqual([
    undefined,
    'A participant declared a non-pecuniary interest.',
    'For 1, against 1, abstained 0. The votes were equal, and the chair, presiding, gave a casting vote for the motion. The motion was carried.',
    'Apologies for absence were received.',
    [{ from: '14:20', until: null, left: [] }]
  ]);
});

test('[F2] [F3] minutes name nobody, say why, and leave no line for a name', () => {
  expect(JSON.stringify(layOutMinutes(MINUTES))).toContain('Hale');
  const printed = JSON.stringify(layOutMinutes(unattributedMinutes(MINUTES)));
  expect(printed).not.toMatch(/Hale|County Council|Head of Service|CHAIR|Present|Apologies/);
  expect(printed).toContain('These notes were made under the Chatham House Rule.');
  expect(printed).toContain('office@county.example');
});

test('[F4] an agenda names neither its members nor who presents an item', () => {
  const agenda: AgendaRecord = {
    ...HEAD,
    kind: 'agenda',
    openToPublic: false,
    version: 1,
    publishedOn: '2026-12-01',
    membership: [RUTH],
    substitutes: [RUTH],
    items: [
      {
        itemId: idOf('item'),
        number: 1,
        title: 'Our subject for March',
        part: 'part1',
        ground: null,
        withheld: false,
        purpose: null,
        presenter: 'Ruth Hale',
        minutesAllotted: null,
        note: null,
        recommendations: [],
        urgentReason: null
      }
    ]
  };
  expect(JSON.stringify(unattributedAgenda(agenda))).not.toMatch(/Hale|County Council/);
});
