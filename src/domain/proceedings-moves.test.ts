import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from './apply.ts';
import type { Command } from './command.ts';
import { timeLeft, timeSpent } from './item-time.ts';
import { momentOf } from './london-time.ts';
import { speakersWaiting } from './proceedings-speakers.ts';
import type { Proceedings } from './proceedings.ts';
import { isRefusal } from './refusal.ts';
import {
  addItem,
  after,
  CLOSE,
  idOf,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const minute = (minutes: number): string =>
  new Date(Date.parse('2026-12-10T14:00:00.000Z') + minutes * 60_000).toISOString();

/** The state after commands, each with the minute of the meeting at which it came. */
const timed = (
  commands: readonly (readonly [number, Command])[],
  from: Proceedings = after([addItem('a'), addItem('b'), addItem('c'), PUBLISH])
): Proceedings =>
  commands.reduce((state, [at, command]) => {
    const outcome = apply(state, command, momentOf(minute(at)));
    if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.refused}`);
    return outcome.state;
  }, from);

const live = (): Proceedings => timed([[0, START]]);
const open = (item: string, leaving?: string): Command => ({
  type: 'open-item',
  itemId: idOf(item),
  ...(leaving !== undefined && { leaving: idOf(leaving) })
});
const undo = (seq: number): Command => ({ type: 'undo-move', seq });
const ask = (item: string, person: string): Command => ({
  type: 'ask-to-speak',
  itemId: idOf(item),
  personId: idOf(person),
  name: person
});

/** All that a person can tell two states apart by, but for how many entries led to them. */
const shown = ({ seq: _, lastMove: __, ...rest }: Proceedings) => rest;

describe('two in the chair', () => {
  test('[H1] of two who press next at once the second is refused, and no item is skipped', () => {
    const state = after([open('b', 'a')], live());
    expect(said(state, open('b', 'a'))).toBe('meeting-moved');
    expect(said(state, open('c', 'a'))).toBe('meeting-moved');
    expect(state.currentItemId).toBe(idOf('b'));
  });

  test('[H1] a move that does not say what it leaves goes anywhere, as it always did', () => {
    expect(after([open('b'), open('a'), open('c')], live()).currentItemId).toBe(idOf('c'));
  });

  test('[H2] of two who undo at once the second is refused, and nobody’s later move is undone', () => {
    const moved = after([open('b')], live());
    const seq = moved.lastMove?.seq ?? 0;
    const back = after([undo(seq)], moved);
    expect(said(back, undo(seq))).toBe('meeting-moved');
    expect(said(after([open('c')], moved), undo(seq))).toBe('meeting-moved');
    expect(said(after([open('b')], back), undo(seq))).toBe('meeting-moved');
  });
});

describe('undo', () => {
  test('[H2] the item, its status, its time and its speakers are as though it had never been left', () => {
    const before = timed([[3, ask('a', 'ruth')]], live());
    const moved = timed([[8, open('b')]], before);
    expect(moved.items[0]?.status).toBe('considered');
    const back = timed([[9, undo(moved.lastMove?.seq ?? 0)]], moved);
    expect(shown(back)).toEqual(shown(before));
    expect(timeSpent(back, idOf('a'), minute(10))).toBe(600);
    expect(timeSpent(back, idOf('b'), minute(10))).toBe(0);
  });

  test('[H2] an item that had been considered before stays so', () => {
    const returned = after([open('b'), open('a'), open('b')], live());
    const back = after([undo(returned.lastMove?.seq ?? 0)], returned);
    expect(back.currentItemId).toBe(idOf('a'));
    expect(back.items[0]?.status).toBe('considered');
  });

  test('[H2] what was done to the item since is kept', () => {
    const moved = after([open('b'), { type: 'defer-item', itemId: idOf('a') }], live());
    const back = after([undo(moved.lastMove?.seq ?? 0)], moved);
    expect(back.items[0]?.status).toBe('deferred');
  });

  test('[H2] not across an adjournment, nor after the close', () => {
    const moved = after([open('b')], live());
    const seq = moved.lastMove?.seq ?? 0;
    const adjourned = after([{ type: 'adjourn' }], moved);
    expect(said(adjourned, undo(seq))).toBe('meeting-not-in-session');
    expect(said(after([{ type: 'resume' }], adjourned), undo(seq))).toBe('meeting-moved');
    expect(said(after([CLOSE], moved), undo(seq))).toBe('meeting-not-in-session');
  });

  test('[H2] opening the item that is open is no move', () => {
    const moved = after([open('b')], live());
    expect(after([open('b')], moved).lastMove).toEqual(moved.lastMove);
  });

  test('[H2] [H11] any move whatever is undone whole', () => {
    const act = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map((item) => open(item)),
      fc.constantFrom<Command>({ type: 'adjourn' }, { type: 'resume' }),
      fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('ruth', 'tom'))
        .map(([item, person]) => ask(item, person)),
      fc.constantFrom('a', 'b').map((item): Command => ({ type: 'defer-item', itemId: idOf(item) }))
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), fc.constantFrom('a', 'b', 'c'), (acts, to) => {
        const before = acts.reduce((state, command) => {
          const outcome = apply(state, command, momentOf(minute(state.seq)));
          return isRefusal(outcome) ? state : outcome.state;
        }, live());
        const moved = apply(before, open(to), momentOf(minute(50)));
        if (isRefusal(moved) || before.currentItemId === idOf(to)) return;
        const back = timed([[51, undo(moved.state.lastMove?.seq ?? 0)]], moved.state);
        const withoutSpoken = { speaking: null, speakers: [] };
        expect({ ...shown(back), ...withoutSpoken }).toEqual({
          ...shown(before),
          ...withoutSpoken
        });
        expect(speakersWaiting(back)).toEqual(speakersWaiting(before));
      })
    );
  });
});

describe('time', () => {
  test('[H3] an item’s time is all the time it was open', () => {
    const state = timed([
      [0, START],
      [5, open('b')],
      [12, open('a')],
      [14, open('c')]
    ]);
    expect(timeSpent(state, idOf('a'), minute(60))).toBe(7 * 60);
    expect(timeSpent(state, idOf('b'), minute(60))).toBe(7 * 60);
    expect(timeSpent(state, idOf('c'), minute(60))).toBe(46 * 60);
  });

  test('[H4] an adjournment does not count, and the item goes on after it', () => {
    const state = timed([
      [0, START],
      [4, { type: 'adjourn', until: '14:20' }],
      [20, { type: 'resume' }]
    ]);
    expect(timeSpent(state, idOf('a'), minute(21))).toBe(5 * 60);
    const closed = timed([[22, CLOSE]], state);
    expect(timeSpent(closed, idOf('a'), minute(90))).toBe(6 * 60);
  });

  test('[H4] it may be said when the meeting resumes, and that is later than now', () => {
    const adjourn = (until: string): Command => ({ type: 'adjourn', until });
    expect(said(live(), adjourn('14:00'))).toBe('time-out-of-order');
    expect(said(live(), adjourn('25:00'))).toBe('time-unreal');
    const adjourned = timed([[10, adjourn('14:25')]], live());
    expect(adjourned.adjournment).toEqual({ at: '14:10', until: '14:25' });
    expect(timed([[25, { type: 'resume' }]], adjourned).adjournment).toBeNull();
    expect(timed([[10, { type: 'adjourn' }]], live()).adjournment?.until).toBeNull();
  });

  test('[H3] what is left is reckoned from what the agenda gave it', () => {
    const item = { id: idOf('a'), minutesAllotted: 10 };
    expect(timeLeft(live(), item, minute(2))).toBe(8 * 60);
    expect(timeLeft(live(), item, minute(12))).toBe(-2 * 60);
    expect(timeLeft(live(), { ...item, minutesAllotted: null }, minute(2))).toBeNull();
  });

  test('[H3] a clock that was put back takes no time away', () => {
    expect(timeSpent(live(), idOf('a'), minute(-30))).toBe(0);
  });
});
