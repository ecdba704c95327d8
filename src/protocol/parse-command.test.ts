import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActionCommand } from '#domain/action.ts';
import { rightFor } from '#domain/command-right.ts';
import type { Command } from '#domain/command.ts';
import { apply } from '#domain/apply.ts';
import { isRefusal } from '#domain/refusal.ts';
import { parseActionCommand, parseCommand } from './parse-command.ts';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import { arrive, depart, sendApologies } from '../../tests/support/sample-register.ts';
import {
  addItem,
  admit,
  after,
  answer,
  ARRANGEMENTS,
  ask,
  attend,
  begun,
  CANCEL,
  CIRCULATE,
  CLOSE,
  giveBack,
  exclude,
  idOf,
  MOMENT,
  postponeTo,
  PUBLISH,
  raise,
  RECORD_APPROVAL,
  resolve,
  SEND_TO_CHAIR,
  START
} from '../../tests/support/sample-meeting.ts';
import { declare, dispense, takeBack } from '../../tests/support/sample-declaration.ts';

const MALFORMED = { refused: 'malformed' };

const COMMANDS: Command[] = [
  addItem('a', { part: 'part2', presenterId: idOf('tom'), before: idOf('b'), standing: 'minutes' }),
  { type: 'move-item', itemId: idOf('a'), before: null },
  { type: 'set-item-details', itemId: idOf('a') },
  { type: 'set-item-details', itemId: idOf('a'), minuted: false, presenter: null },
  {
    type: 'change-part',
    itemId: idOf('a'),
    newItemId: idOf('b'),
    part: 'part2',
    ground: 'Why',
    privacy: { basis: 'exempt', paragraphs: [1, 7] }
  },
  { type: 'withdraw-item', itemId: idOf('a') },
  { type: 'defer-item', itemId: idOf('a') },
  { type: 'set-arrangements', ...ARRANGEMENTS },
  PUBLISH,
  START,
  { type: 'open-item', itemId: idOf('a') },
  { type: 'adjourn' },
  { type: 'resume' },
  CLOSE,
  { type: 'correct-times', startedAt: '14:00', finishedAt: '15:00' },
  attend('ruth', { substituteSeatId: idOf('seat'), substituteFor: 'Tom Ode' }),
  { type: 'clear-attendance', key: idOf('ruth') },
  sendApologies('ruth', 'tom'),
  sendApologies('ruth'),
  { type: 'withdraw-apologies', key: idOf('ruth') },
  arrive('ruth', '14:20', { kind: 'inAttendance' }),
  arrive('ruth'),
  depart('ruth', '14:40'),
  { type: 'undo-attendance', seq: 7 },
  resolve('r', 'a'),
  { type: 'withdraw-resolution', resolutionId: idOf('r'), itemId: idOf('a') },
  raise('t', 'a', '2027-01-15'),
  { type: 'number-minutes-from', first: 16 },
  CIRCULATE,
  { type: 'recall-minutes' },
  SEND_TO_CHAIR,
  giveBack('The date is wrong.'),
  { type: 'approve-minutes', ofMeetingId: idOf('other'), itemId: idOf('a') },
  {
    type: 'approve-minutes',
    ofMeetingId: idOf('other'),
    itemId: idOf('a'),
    corrections: [{ itemId: idOf('x'), correctionId: null, quoted: '454', wording: '445' }]
  },
  ask('c', 'a'),
  answer('c', 'a'),
  { type: 'sign-minutes', digest: 'ab12' },
  postponeTo('2027-01-14'),
  CANCEL,
  admit('a', { presenterId: idOf('tom') }),
  addItem('a', { privacy: { basis: 'confidential', source: 'law' } }),
  exclude('x', [idOf('a'), idOf('b')], [7]),
  { type: 'withdraw-exclusion', exclusionId: idOf('x') },
  declare('d', 'amir', 'a', { kind: 'nri', nature: 'Their sister works there.' }),
  declare('d', 'amir', null, { standing: true, sensitive: true }),
  takeBack('d', 'amir'),
  dispense('d')
];

const ACTION_COMMANDS: ActionCommand[] = [
  { type: 'update-action', rag: 'onSchedule', text: 'Two of three sent.\nThe last on Monday.' },
  { type: 'assign-action', owners: [{ personId: idOf('ruth'), name: 'Ruth Hale' }] },
  { type: 'reschedule-action', dueOn: null, reason: '' },
  { type: 'accept-action' },
  { type: 'close-action', as: 'noLongerRequired', text: '' },
  { type: 'reopen-action', text: 'It came back.' }
];

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what comes in whole', () => {
  test.each(COMMANDS)('[J7] $type comes out as it went in', (command) => {
    expect(parseCommand(overTheWire(command))).toEqual(command);
    expect(rightFor(command)?.verbs.length).toBeGreaterThan(0);
  });

  test.each(ACTION_COMMANDS)('[J7] $type comes out as it went in', (command) => {
    expect(parseActionCommand(overTheWire(command))).toEqual(command);
  });

  test('[J7] what is not known of a command does not come through', () => {
    const padded = {
      ...addItem('a'),
      status: 'considered',
      urgentReason: 'x',
      seq: 9,
      extra: { deep: [] }
    };
    expect(parseCommand(padded)).toEqual(addItem('a'));
    const details = {
      type: 'set-item-details',
      itemId: idOf('a'),
      part: 'part1',
      title: 'x',
      status: 'withdrawn'
    };
    expect(parseCommand(details)).toEqual({ type: 'set-item-details', itemId: idOf('a') });
  });

  test('[E3] [E6] nobody outside can say whose seat a substitute takes, nor that one is only expected', () => {
    const seated = attend('ruth', { substituteForId: idOf('tom') });
    expect(parseCommand(seated)).toEqual(attend('ruth'));
    expect(parseCommand(attend('ruth', { kind: 'expected' }))).toMatchObject(MALFORMED);
    expect(parseCommand(arrive('ruth', null, { kind: 'expected' }))).toMatchObject(MALFORMED);
  });

  test('scripts may leave out what they do not set', () => {
    const { standing: _, ground: __, before: ___, presenterId: ____, ...short } = addItem('a');
    expect(parseCommand(short)).toEqual(addItem('a'));
  });
});

describe('what is malformed', () => {
  test('[J7] the approval entry is the server’s own: nobody may send it, and no right allows it', () => {
    expect(parseCommand(RECORD_APPROVAL)).toMatchObject(MALFORMED);
    expect(rightFor(RECORD_APPROVAL)).toBeNull();
  });

  test.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'withheld',
    '',
    'ADJOURN',
    ' adjourn'
  ])('[J7] type %o', (type) => {
    expect(parseCommand({ type })).toMatchObject(MALFORMED);
    expect(
      parseCommand(JSON.parse(`{"__proto__":{"type":"adjourn"},"type":${JSON.stringify(type)}}`))
    ).toMatchObject(MALFORMED);
  });

  test.each([
    null,
    undefined,
    0,
    'adjourn',
    [],
    [{ type: 'adjourn' }],
    () => ({ type: 'adjourn' }),
    Symbol('adjourn')
  ])('[J7] %o', (value) => {
    expect(parseCommand(value)).toMatchObject(MALFORMED);
    expect(parseActionCommand(value)).toMatchObject(MALFORMED);
  });

  const bad: [string, unknown][] = [
    ['an id in capitals', { ...addItem('a'), itemId: 'A'.repeat(20) }],
    ['an id that is a path', { ...addItem('a'), itemId: '../../../etc/passwd' }],
    ['an id in a list', { ...addItem('a'), itemId: [idOf('a')] }],
    ['a part there is not', { ...addItem('a'), part: 'part3' }],
    ['a flag in words', { ...addItem('a'), minuted: 'true' }],
    ['a fraction of a minute', { ...addItem('a'), minutesAllotted: 2.5 }],
    ['minutes beyond a day of them', { ...addItem('a'), minutesAllotted: 601 }],
    ['minutes that are no number', { ...addItem('a'), minutesAllotted: Number.NaN }],
    ['NUL in a title', { ...addItem('a'), title: 'Case\u0000of' }],
    ['a control character in a title', { ...addItem('a'), title: 'Case\u001bof' }],
    ['half a surrogate pair', { ...addItem('a'), title: 'Case \ud83d' }],
    ['a noncharacter', { ...addItem('a'), title: 'Case \uffff' }],
    ['a title of absurd size', { ...addItem('a'), title: 'x'.repeat(20_001) }],
    ['an unknown detail value', { type: 'set-item-details', itemId: idOf('a'), purpose: 'vote' }],
    [
      'too many owners',
      {
        ...raise('t', 'a'),
        owners: Array.from({ length: 21 }, () => ({ personId: null, name: 'x' }))
      }
    ],
    ['a hole among the owners', { ...raise('t', 'a'), owners: new Array(1) }],
    ['owners that are no list', { ...raise('t', 'a'), owners: { length: 0 } }],
    ['a guest’s key too long', { ...attend('ruth', { key: 'x'.repeat(61) }) }],
    ['no attendee', { type: 'record-attendance' }],
    ['a first number of 0', { type: 'number-minutes-from', first: 0 }],
    ['a first number in words', { type: 'number-minutes-from', first: '16' }]
  ];

  test.each(bad)('[J7] %s', (_, value) => {
    expect(parseCommand(value)).toMatchObject(MALFORMED);
  });
});

describe('what is for the rules', () => {
  test('[J7] a date that is not real comes through, and the rules refuse it with its field', () => {
    const moved = { type: 'set-arrangements', ...ARRANGEMENTS, date: '2027-02-31' } as const;
    expect(parseCommand(moved)).toEqual(moved);
    expect(apply(begun(), moved, MOMENT)).toEqual({ refused: 'date-unreal', field: 'date' });
  });

  test('[J7] a title of 10,000 characters comes through, and the rules say that it is too long', () => {
    const long = addItem('a', { title: 'x'.repeat(10_000) });
    expect(parseCommand(long)).toEqual(long);
    expect(apply(begun(), long, MOMENT)).toEqual({ refused: 'text-too-long', field: 'title' });
  });

  test('[J7] a reason that is too long is refused beside its field', () => {
    const publish = { ...PUBLISH, shortNoticeReason: 'x'.repeat(1001) };
    expect(parseCommand(publish)).toEqual(publish);
    expect(apply(begun(), publish, MOMENT)).toEqual({
      refused: 'text-too-long',
      field: 'shortNoticeReason'
    });
  });

  test('[J7] names are kept as they are written, in every script', () => {
    const title = 'Prévention – שלום عربى 👩🏽‍🏫 \u202e\u200b=HYPERLINK("x")\r\n\tend';
    const parsed = parseCommand(addItem('a', { title }));
    expect(parsed).toEqual(addItem('a', { title }));
    expect(after([addItem('a', { title })]).items[0]?.title).toBe(title);
  });
});

describe('whatever comes', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true
  });

  test('[J7] nothing makes the parsers throw', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(isRefusal(parseCommand(value))).toBe(true);
        expect(isRefusal(parseActionCommand(value))).toBe(true);
      }),
      { numRuns: 2000 }
    );
  });

  test('[J7] [J1] what gets past the parser is a command that the rules can judge', () => {
    const broken = fc
      .tuple(arbitraryCommand, fc.string({ maxLength: 10 }), anything, fc.nat())
      .map(([command, key, value, pick]) => {
        const keys = [...Object.keys(command).filter((each) => each !== 'type'), key];
        return { ...command, [keys[pick % keys.length] ?? key]: value };
      });
    let passed = 0;
    fc.assert(
      fc.property(fc.oneof(broken, arbitraryCommand), (value) => {
        const parsed = parseCommand(value);
        if (isRefusal(parsed)) return;
        passed += 1;
        expect(parseCommand(overTheWire(parsed))).toEqual(parsed);
        apply(begun(), parsed, MOMENT);
      }),
      { numRuns: 3000 }
    );
    expect(passed).toBeGreaterThan(200);
  });
});
