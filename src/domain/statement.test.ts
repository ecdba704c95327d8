import { expect, test } from 'vitest';
import type { AttendanceCommand, Command } from './command.ts';
import { after, addItem, idOf, PUBLISH, said, START } from '../../tests/support/sample-meeting.ts';
import { arrive, depart, register } from '../../tests/support/sample-register.ts';
import type { Proceedings } from './proceedings.ts';
import { statementsUnder, statementWords } from './statement.ts';
import {
  aboutVote,
  abandonVote,
  closeVote,
  count,
  openVoteOn,
  sitting
} from '../../tests/support/sample-vote.ts';

const live = (...commands: Command[]): Proceedings =>
  after([addItem('report'), PUBLISH, START, ...commands]);

/** The arrival or departure, to be stated in the minutes under this id. */
const stated = (movementId: string, command: Command): Command => ({
  ...(command as AttendanceCommand),
  ...{ movementId: idOf(movementId) }
});

const words = (state: Proceedings, movement: string) =>
  statementWords({ kind: 'attendance', id: idOf(movement) }, state);

test('[T2] an arrival and a departure are stated with their times, as the record prints times', () => {
  const state = live(
    stated('in', arrive('amir', '14:20')),
    stated('out', depart('amir', '15:05')),
    stated('back', arrive('amir', '15:10'))
  );
  expect(words(state, 'in')).toBe('amir arrived at 2.20 pm.');
  expect(words(state, 'out')).toBe('amir left at 3.05 pm.');
  expect(words(state, 'back')).toBe('amir arrived at 3.10 pm.');
  expect(words(state, 'nobody')).toBeUndefined();
});

test('[T2] a time put right in the register is right in the statement', () => {
  const state = live(stated('in', arrive('amir', '14:20')));
  expect(words(after([arrive('amir', '14:25')], state), 'in')).toBe('amir arrived at 2.25 pm.');
});

test('[T2] one who arrived on the stroke of the start is stated, though there throughout', () => {
  const state = live(stated('in', arrive('amir', '14:00')));
  expect(register(state)).toEqual(['amir: present']);
  expect(words(state, 'in')).toBe('amir arrived at 2.00 pm.');
});

test('[T2] what the register does not say any more is not stated', () => {
  const state = live(stated('in', arrive('amir', '14:20')));
  const undone = after([{ type: 'undo-attendance', seq: state.seq }], state);
  expect(words(undone, 'in')).toBeUndefined();
  expect(undone.movements).toEqual([]);
  const cleared = after([{ type: 'clear-attendance', key: idOf('amir') }], state);
  expect(words(cleared, 'in')).toBeUndefined();
  expect(words(after([{ type: 'undo-attendance', seq: cleared.seq }], cleared), 'in')).toBe(
    'amir arrived at 2.20 pm.'
  );
});

test('[T2] an id states one movement, and one recorded already is not stated twice', () => {
  const state = live(stated('in', arrive('amir', '14:20')));
  expect(said(state, stated('in', depart('amir', '14:40')))).toBe('already-used');
  const again = after([stated('again', arrive('amir'))], state);
  expect(again.movements).toEqual(state.movements);
});

test('[T3] what was recorded under an item can be listed, as long as there are words for it', () => {
  const second = live(
    stated('in', arrive('amir', '14:20')),
    { type: 'open-item', itemId: idOf('report') },
    stated('out', depart('amir', '15:05'))
  );
  expect(statementsUnder(idOf('report'), second).map(({ id }) => id)).toEqual(
    ['in', 'out'].map(idOf)
  );
  expect(statementsUnder(idOf('other'), second)).toEqual([]);
});

test('[V12] [T3] a vote is stated once it is closed, and one that was abandoned never', () => {
  const vote = { kind: 'vote', id: idOf('vote') } as const;
  const open = after([openVoteOn('hands'), count([3, 1, 0])], sitting());
  expect(statementWords(vote, open)).toBeUndefined();
  expect(statementsUnder(idOf('a'), open)).toEqual([]);
  const closed = after([closeVote()], open);
  expect(statementWords(vote, closed)).toBe(
    'For 3, against 1, abstained 0. The motion was carried.'
  );
  const second = aboutVote('second');
  const more = after([openVoteOn('hands', second), abandonVote(second)], closed);
  expect(statementsUnder(idOf('a'), more)).toEqual([vote]);
  expect(statementsUnder(idOf('b'), more)).toEqual([]);
});
