import { describe, expect, test } from 'vitest';
import {
  addItem,
  after,
  attend,
  CIRCULATE,
  CLOSE,
  exclude,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';
import { declare, dispense, takeBack } from '../../tests/support/sample-declaration.ts';
import { depart } from '../../tests/support/sample-register.ts';
import { apply } from './apply.ts';
import { chairAmong, isQuorate } from './attendance.ts';
import type { Command } from './command.ts';
import {
  declarationsUnder,
  declarationWords,
  inRoom,
  isBarredFrom,
  isOutFor,
  WITHHELD_NATURE
} from './declaration.ts';
import { mayVote, presiding } from './entitled-to-vote.ts';
import { itemFactsOf, meetingFactsOf } from './meeting-facts.ts';
import type { Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import { withholdFromEntry, withholdFromProceedings } from './withhold.ts';

const open = (id: string) => ({ type: 'open-item', itemId: idOf(id) }) as const;

const PREPARED = [
  addItem('first', { standing: 'declarations' }),
  addItem('report'),
  addItem('next'),
  addItem('secret', { part: 'part2' }),
  PUBLISH
];
const ROOM = [
  START,
  attend('chair', { office: 'Chair', sector: 'council' }),
  attend('vice', { office: 'Vice-Chair', sector: 'health' }),
  attend('amir', { sector: 'police' })
];

/** Applies the commands at the minutes they are given for. */
function at(...steps: readonly (readonly [time: string, ...commands: Command[]])[]): Proceedings {
  return steps.reduce<Proceedings>((state, [time, ...commands]) => {
    const moment = { ...MOMENT, at: `2026-12-10T${time}:00.000Z`, time };
    return commands.reduce((so, command) => {
      const outcome = apply(so, command, moment);
      if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.refused}`);
      return outcome.state;
    }, state);
  }, after(PREPARED));
}

const words = (state: Proceedings, id = 'd') => declarationWords(idOf(id), state);
const isOut = (state: Proceedings, item = 'report') => isOutFor(state, idOf('amir'), idOf(item));

describe('[I5] declaring', () => {
  test('goes on from the agenda to the draft, and not once the minutes are circulated', () => {
    const state = after([declare('d', 'amir', 'report')], after(PREPARED));
    expect(state.declarations).toHaveLength(1);
    const closed = at(['14:00', ...ROOM], ['15:00', CLOSE]);
    expect(said(closed, declare('d', 'amir', 'report'))).toEqual(['rights-changed']);
    expect(said(after([CIRCULATE], closed), declare('d', 'amir', 'report'))).toBe('minutes-locked');
  });

  test('is taken back only by way of the person who declared it', () => {
    const state = after([declare('d', 'amir', 'report')], after(PREPARED));
    expect(said(state, takeBack('d', 'vice'))).toBe('not-found');
    expect(after([takeBack('d', 'amir')], state).declarations).toEqual([]);
  });
});

describe('[I6] what can be declared', () => {
  const refused = (...given: Parameters<typeof declare>) =>
    said(after(PREPARED), declare(...given));
  test('is refused without an item that is there, a name, or a nature that nobody can look up', () => {
    expect(refused('d', 'amir', 'nowhere')).toBe('not-found');
    expect(refused('d', 'amir', 'report', { name: ' ' })).toBe('name-missing');
    expect(refused('d', 'amir', 'report', { key: 'x' })).toBe('malformed');
    expect(refused('d', 'amir', 'report', { kind: 'nonPecuniary' })).toBe('nature-missing');
    expect(refused('d', 'amir', 'report', { kind: 'nri', nature: '  ' })).toBe('nature-missing');
    expect(refused('d', 'amir', 'report', { nature: 'x'.repeat(1001) })).toBe('text-too-long');
    expect(refused('d', 'amir', 'report', { standing: true })).toBe('malformed');
    expect(refused('d', 'amir', null, { standing: true, kind: 'ori' })).toEqual([]);
  });

  test('is declared once of each kind in each item', () => {
    const state = after([declare('d', 'amir', 'report')], after(PREPARED));
    expect(said(state, declare('e', 'amir', 'report'))).toBe('already-declared');
    expect(said(state, declare('d', 'vice', 'report'))).toBe('already-used');
    expect(said(state, declare('e', 'amir', 'report', { kind: 'ori' }))).toEqual([
      'rights-changed'
    ]);
  });

  test('goes along when its item is made private', () => {
    const open = after([addItem('report'), declare('d', 'amir', 'report')]);
    const change = {
      type: 'change-part',
      itemId: idOf('report'),
      newItemId: idOf('remade'),
      part: 'part2',
      ground: 'A reason.'
    } as const;
    expect(isOut(after([change], open), 'remade')).toBe(true);
  });
});

describe('[I7] the item is closed to the person', () => {
  test('from the declaration to the end of the item, and again when the meeting goes back', () => {
    const declared = at(['14:00', ...ROOM], ['14:10', declare('d', 'amir', 'report')]);
    expect(isOut(declared)).toBe(true);
    expect(isOut(declared, 'next')).toBe(false);
    const opened = after([open('report')], declared);
    const moved = after([open('next')], opened);
    expect([isOut(opened), isOut(moved)]).toEqual([true, false]);
    expect(isBarredFrom(moved, idOf('amir'), idOf('report'))).toBe(true);
    expect(isOut(after([open('report')], moved))).toBe(true);
    expect(isOut(after([CLOSE], opened))).toBe(false);
  });

  test('and the change is told at once, with the rights it changes', () => {
    const declared = at(['14:00', ...ROOM], ['14:10', declare('d', 'amir', 'report')]);
    expect(said(declared, open('report'))).toEqual(['rights-changed']);
    expect(said(after([open('report')], declared), open('next'))).toEqual(['rights-changed']);
    expect(said(declared, takeBack('d', 'amir'))).toEqual(['rights-changed']);
    expect(itemFactsOf(declared, idOf('report'))).toMatchObject({
      out: [idOf('amir')],
      barred: [idOf('amir')]
    });
  });

  test('and with an interest of the other kinds nothing is', () => {
    for (const kind of ['nri', 'nonPecuniary'] as const) {
      const given = { kind, nature: 'Their sister works there.' };
      const state = at(['14:00', ...ROOM, declare('d', 'amir', 'report', given), open('report')]);
      expect(isOut(state)).toBe(false);
      expect(mayVote(state, idOf('amir'))).toBe(true);
      expect(state.absences).toEqual([]);
    }
  });
});

describe('[I8] leaving the room', () => {
  const left = () =>
    at(
      ['14:00', ...ROOM],
      ['14:10', declare('d', 'amir', 'report')],
      ['14:41', open('report')],
      ['14:58', open('next')]
    );

  test('is from the opening of the item until the meeting moves on', () => {
    expect(left().absences).toEqual([{ declarationId: idOf('d'), from: '14:41', until: '14:58' }]);
    const live = at(['14:00', ...ROOM, open('report')], ['14:20', declare('d', 'amir', 'report')]);
    expect(live.absences).toEqual([{ declarationId: idOf('d'), from: '14:20', until: null }]);
  });

  test('is written twice when the meeting goes back, and not when a move is undone within the minute', () => {
    const again = at(
      ['14:00', ...ROOM, declare('d', 'amir', 'report')],
      ['14:41', open('report')],
      ['14:58', open('next')],
      ['15:05', open('report')],
      ['15:06', open('next')]
    );
    expect(again.absences.map(({ from, until }) => [from, until])).toEqual([
      ['14:41', '14:58'],
      ['15:05', '15:06']
    ]);
    const opened = at(
      ['14:00', ...ROOM, declare('d', 'amir', 'report')],
      ['14:41', open('report')]
    );
    const undo = (state: Proceedings) =>
      ({ type: 'undo-move', seq: state.lastMove?.seq ?? 0 }) as const;
    const moment = { ...MOMENT, time: '14:41' };
    const undone = apply(opened, undo(opened), moment);
    expect(isRefusal(undone) || undone.state.absences).toEqual([]);
    const on = apply(opened, open('next'), { ...MOMENT, time: '14:58' });
    if (isRefusal(on)) throw new Error(on.refused);
    const back = apply(on.state, undo(on.state), { ...MOMENT, time: '14:58' });
    expect(isRefusal(back) || back.state.absences).toEqual(opened.absences);
  });

  test('is nobody’s who is not there', () => {
    const gone = at(
      ['14:00', ...ROOM, declare('d', 'amir', 'report'), depart('amir', '14:00')],
      ['14:41', open('report')]
    );
    expect(gone.absences).toEqual([]);
    const never = at(
      ['14:00', ...ROOM, declare('d', 'nobody', 'report')],
      ['14:41', open('report')]
    );
    expect(never.absences).toEqual([]);
  });

  test('goes on until the end for whoever was out when the meeting closed', () => {
    const state = at(
      ['14:00', ...ROOM, declare('d', 'amir', 'report')],
      ['14:41', open('report')],
      ['15:30', CLOSE]
    );
    expect(state.absences).toEqual([{ declarationId: idOf('d'), from: '14:41', until: null }]);
  });
});

test('[I9] who is out of the room does not preside, vote or count for the quorum', () => {
  const state = at(['14:00', ...ROOM, declare('d', 'chair', 'report'), open('report')]);
  expect(inRoom(state).map(({ key }) => key)).toEqual(['vice', 'amir'].map(idOf));
  expect(chairAmong(inRoom(state))).toBeUndefined();
  expect(presiding(state)?.key).toBe(idOf('vice'));
  expect(mayVote(state, idOf('chair'))).toBe(false);
  const board = { settings: { minutesWriting: 'members' } } as const;
  expect(meetingFactsOf(board, state).chairPresent).toBe(false);
  expect(isQuorate(inRoom(state), { members: 3, sectors: [] })).toBe(false);
  expect(isQuorate(inRoom(state), { members: 2, sectors: ['council'] })).toBe(false);
  const on = after([open('next')], state);
  expect(presiding(on)?.key).toBe(idOf('chair'));
  expect(isQuorate(inRoom(on), { members: 3, sectors: ['council'] })).toBe(true);
});

test('[I10] a dispensation brings the person back, and is refused where nobody has to leave', () => {
  const state = at(['14:00', ...ROOM, declare('d', 'amir', 'report'), open('report')]);
  expect(said(state, dispense('e'))).toBe('not-found');
  expect(said(state, dispense('d', ' '))).toBe('reason-missing');
  const dispensed = after([dispense('d')], state);
  expect(isOut(dispensed)).toBe(false);
  expect(said(dispensed, dispense('d'))).toBe('dispensation-not-needed');
  expect(words(dispensed)).toBe(
    'amir declared a disclosable pecuniary interest in item 2, and took part under a dispensation (So that there is a quorum).'
  );
});

describe('[I11] the nature', () => {
  const nature = 'Amir owns the ground that the depot stands on.';
  const secret = [
    declare('sensitive', 'amir', 'report', { nature, sensitive: true }),
    declare('private', 'amir', 'secret', { nature }),
    dispense('private', nature)
  ];
  const said_ = declare('said', 'amir', 'next', { nature, kind: 'nri' });

  test('of a sensitive interest, or one in private business, does not reach others', () => {
    const state = after([...secret, said_], after(PREPARED));
    const seen = withholdFromProceedings(state, () => false);
    expect(seen.declarations.map((each) => each.nature)).toEqual(Array(3).fill(WITHHELD_NATURE));
    const entries = [...secret, said_].map((command, index) =>
      withholdFromEntry({ seq: index, at: MOMENT.at, by: 'x', command }, state, () => false)
    );
    expect(JSON.stringify([seen, entries])).not.toContain('depot');
    const knowing = withholdFromProceedings(
      state,
      () => false,
      false,
      () => true
    );
    expect(knowing.declarations.map((each) => each.nature)).toEqual(Array(3).fill(nature));
  });

  test('of neither is in the words that a record prints, for whoever prints it', () => {
    const state = after([...secret, said_], after(PREPARED));
    expect(
      ['sensitive', 'private', 'said'].map((id) => words(state, id)?.includes('depot'))
    ).toEqual([false, false, true]);
  });
});

describe('[I12] the words', () => {
  test('say who left, for which item, and from when until when', () => {
    const steps = [
      ['14:00', ...ROOM, declare('d', 'amir', 'report')],
      ['14:41', open('report')],
      ['14:58', open('next')]
    ] as const;
    expect(words(after([declare('d', 'amir', 'report')], after(PREPARED)))).toBe(
      'amir declared a disclosable pecuniary interest in item 2, and will leave the meeting while it is considered.'
    );
    expect(words(at(steps[0], steps[1]))).toBe(
      'amir declared a disclosable pecuniary interest in item 2, and left the meeting at 2.41 pm.'
    );
    expect(words(at(...steps))).toBe(
      'amir declared a disclosable pecuniary interest in item 2, and left the meeting from 2.41 pm until 2.58 pm.'
    );
    expect(words(at(...steps), 'nothing')).toBeUndefined();
  });

  test('say the nature, or that it is sensitive, and whether it stands', () => {
    const nature = 'their sister works for the bidder.';
    const state = after(
      [
        declare('a', 'amir', 'report', { kind: 'nonPecuniary', nature }),
        declare('b', 'amir', 'report', { kind: 'dpi', nature, sensitive: true }),
        declare('c', 'amir', null, { kind: 'ori', nature, standing: true })
      ],
      after(PREPARED)
    );
    expect(['a', 'b', 'c'].map((id) => words(state, id))).toEqual([
      'amir declared a non-pecuniary interest in item 2: their sister works for the bidder.',
      'amir declared a disclosable pecuniary interest in item 2, which is sensitive, so that its nature is not stated. amir will leave the meeting while it is considered.',
      'amir declared a standing other registrable interest: their sister works for the bidder.'
    ]);
  });

  test('stand under the item that asks for declarations, and each under its own', () => {
    const state = after(
      [declare('d', 'amir', 'report'), declare('e', 'amir', null)],
      after(PREPARED)
    );
    expect(declarationsUnder(idOf('first'), state)).toEqual(['d', 'e'].map(idOf));
    expect(declarationsUnder(idOf('report'), state)).toEqual([idOf('d')]);
    expect(declarationsUnder(idOf('next'), state)).toEqual([]);
  });
});

test('a private item that is resolved and opened sends its declarant out too', () => {
  const state = at([
    '14:00',
    ...ROOM,
    declare('d', 'amir', 'secret'),
    exclude('x', [idOf('secret')]),
    open('secret')
  ]);
  expect(isOut(state, 'secret')).toBe(true);
  expect(state.absences).toHaveLength(1);
});
