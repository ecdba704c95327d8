import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply } from './apply.ts';
import { calledOffOf, diaryChangeOf } from './calling-off.ts';
import { rightFor } from './command-right.ts';
import type { Command } from './command.ts';
import { isRefusal } from './refusal.ts';
import { arbitraryCommand } from '../../tests/support/arbitrary-command.ts';
import {
  addItem,
  admit,
  after,
  attend,
  begun,
  CANCEL,
  CLOSE,
  idOf,
  MOMENT,
  postponeTo,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const LATER = '2027-01-14';
const published = () => after([addItem('a'), addItem('b'), PUBLISH]);

describe('who and why', () => {
  test('[O1] the clerk calls meetings, and so calls them off', () => {
    for (const command of [CANCEL, postponeTo(LATER)]) {
      expect(rightFor(command)).toEqual({ verbs: ['create-meeting'], itemId: null });
    }
  });

  test.each([CANCEL, postponeTo(LATER)])('[O1] $type gives a reason within limits', (command) => {
    const because = (reason: string) => apply(begun(), { ...command, reason } as Command, MOMENT);
    expect(because(' \n ')).toEqual({ refused: 'reason-missing', field: 'reason' });
    expect(because('x'.repeat(1001))).toEqual({ refused: 'text-too-long', field: 'reason' });
    expect(isRefusal(because('x'.repeat(1000)))).toBe(false);
  });

  test.each([CANCEL, postponeTo(LATER)])('[O1] $type comes too late after the start', (command) => {
    for (const phase of [[START], [START, { type: 'adjourn' }], [START, CLOSE]] as Command[][]) {
      expect(said(after(phase, published()), command)).toBe('meeting-started');
    }
  });
});

describe('postponing', () => {
  test('[O2] to a later date that is real and not past', () => {
    const to = (date: string, today = MOMENT.today) =>
      said(published(), postponeTo(date), { ...MOMENT, today });
    expect(to('2026-12-10')).toBe('date-not-later');
    expect(to('2026-12-09')).toBe('date-not-later');
    expect(to('2027-02-29')).toBe('date-unreal');
    expect(to('2026-12-11', '2026-12-12')).toBe('date-in-past');
    expect(to('2026-12-12', '2026-12-12')).toEqual(['rights-changed']);
  });

  test('[O2] [U5] the items stay in their order, apologies go, and nothing is urgent any more', () => {
    const before = after([attend('ruth', { kind: 'apologies' }), admit('late')], published());
    const state = after([postponeTo(LATER)], before);
    expect(state.items).toEqual(before.items.map((item) => ({ ...item, urgentReason: null })));
    expect(state).toMatchObject({ phase: 'agendaOpen', attendees: [] });
    expect(state.arrangements).toEqual({ ...before.arrangements, date: LATER });
    // As any other item it can be taken off again.
    expect(said(state, { type: 'withdraw-item', itemId: idOf('late') })).toEqual([
      'item-withdrawn'
    ]);
  });

  test('[O3] [G7] the agenda is published again, as the next version', () => {
    const state = after([postponeTo(LATER)], published());
    expect(state.publication).toEqual({ version: 1, on: MOMENT.today });
    expect(said(state, START)).toContain('started-unpublished');
    const again = after([addItem('c'), PUBLISH], state);
    expect(again).toMatchObject({ phase: 'agendaPublished', publication: { version: 2 } });
  });

  test('[O2] as often as need be, each time with its own reason', () => {
    const state = after([postponeTo(LATER), postponeTo('2027-02-11', LATER)], published());
    expect(state.postponements.map(({ from, to }) => [from, to])).toEqual([
      ['2026-12-10', LATER],
      [LATER, '2027-02-11']
    ]);
    expect(diaryChangeOf(state)).toEqual({
      kind: 'postponed',
      from: LATER,
      reason: 'At the request of the Chair.'
    });
    expect(diaryChangeOf(after([PUBLISH, START], state))).toBeNull();
  });
});

describe('cancelling', () => {
  test('[O4] no command whatever is taken by a cancelled meeting', () => {
    for (const from of [begun(), published()]) {
      const cancelled = after([CANCEL], from);
      expect(said(cancelled, START)).toBe('meeting-cancelled');
      fc.assert(
        fc.property(arbitraryCommand, (command) => {
          expect(apply(cancelled, command, MOMENT)).toEqual({ refused: 'meeting-cancelled' });
        })
      );
    }
  });

  test('[O4] nothing that is asked after it starts the meeting', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryCommand, { maxLength: 20 }),
        fc.array(arbitraryCommand, { maxLength: 20 }),
        (first, rest) => {
          const perform = (state: ReturnType<typeof begun>, command: Command) => {
            const outcome = apply(state, command, MOMENT);
            return isRefusal(outcome) ? state : outcome.state;
          };
          const called = perform(first.reduce(perform, begun()), CANCEL);
          fc.pre(called.phase === 'cancelled');
          expect([START, ...rest, START].reduce(perform, called)).toBe(called);
        }
      )
    );
  });

  test('[O6] what was published says so; what is being prepared again says nothing', () => {
    expect(calledOffOf(published())).toBeUndefined();
    expect(calledOffOf(after([CANCEL], published()))).toEqual({
      reason: CANCEL.reason,
      postponedTo: null
    });
    const postponed = after([postponeTo(LATER)], published());
    expect(calledOffOf(postponed)).toMatchObject({ postponedTo: LATER });
    expect(calledOffOf(after([PUBLISH], postponed))).toBeUndefined();
  });
});
