import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { apply } from './apply.ts';
import type { Proceedings } from './proceedings.ts';
import {
  addItem,
  after,
  attend,
  CIRCULATE,
  CLOSE,
  giveBack,
  idOf,
  MOMENT,
  PUBLISH,
  raise,
  RECORD_APPROVAL,
  resolve,
  said,
  SEND_TO_CHAIR,
  START
} from '../../tests/support/sample-meeting.ts';

const RECALL = { type: 'recall-minutes' } as const;
const approve = (of: string, item = 'a'): Command => ({
  type: 'approve-minutes',
  ofMeetingId: idOf(of),
  itemId: idOf(item)
});

const published = (): Proceedings => after([addItem('a'), addItem('b'), PUBLISH]);
const live = (): Proceedings => after([START], published());
const draft = (): Proceedings => after([resolve('r', 'a'), CLOSE], live());
const withChair = (): Proceedings => after([SEND_TO_CHAIR], draft());
const circulated = (): Proceedings => after([CIRCULATE], draft());
const approved = (): Proceedings => after([RECORD_APPROVAL], circulated());

test('[C1] minutes are circulated from the draft alone', () => {
  expect(said(published(), CIRCULATE)).toBe('meeting-not-ended');
  expect(said(live(), CIRCULATE)).toBe('meeting-not-ended');
  expect(said(circulated(), CIRCULATE)).toBe('meeting-not-ended');
  expect(said(approved(), CIRCULATE)).toBe('already-approved');
  expect(said(draft(), { ...CIRCULATE, correctionsBy: '2027-02-31' })).toBe('date-unreal');
  expect(said(draft(), CIRCULATE)).toEqual(['minutes-circulated', 'rights-changed']);
  const state = after([{ ...CIRCULATE, correctionsBy: '2027-01-08' }], draft());
  expect(state.minutes).toMatchObject({ stage: 'circulated', correctionsBy: '2027-01-08' });
});

test('[K1] the draft goes to the chair and back, and is circulated from either', () => {
  for (const state of [published(), live(), withChair(), circulated(), approved()]) {
    expect(said(state, SEND_TO_CHAIR)).toBe('minutes-not-draft');
  }
  for (const state of [published(), live(), draft(), circulated(), approved()]) {
    expect(said(state, giveBack('The date is wrong.'))).toBe('minutes-not-with-chair');
  }
  expect(withChair().minutes.stage).toBe('withChair');
  expect(said(withChair(), CIRCULATE)).toEqual(['minutes-circulated', 'rights-changed']);
  expect(after([giveBack('The date is wrong.')], withChair()).minutes.stage).toBe('draft');
});

test('[K2] it comes back with a note, which goes when the draft goes on', () => {
  expect(said(withChair(), giveBack(' \n'))).toBe('note-missing');
  expect(said(withChair(), giveBack('x'.repeat(1001)))).toBe('text-too-long');
  const back = after([giveBack(' The date is wrong. ')], withChair());
  expect(back.minutes.returnNote).toBe('The date is wrong.');
  for (const onward of [SEND_TO_CHAIR, CIRCULATE])
    expect(after([onward], back).minutes.returnNote).toBe(null);
});

test('[C1] they are approved from circulated alone', () => {
  for (const state of [published(), live(), draft(), withChair()]) {
    expect(said(state, RECORD_APPROVAL)).toBe('minutes-not-circulated');
  }
  expect(said(approved(), RECORD_APPROVAL)).toBe('already-approved');
});

test('[C2] they are recalled from circulated alone, and nothing else opens them', () => {
  for (const state of [published(), live(), draft(), approved()]) {
    expect(said(state, RECALL)).toBe('minutes-not-circulated');
  }
  const recalled = after([RECALL], circulated());
  expect(recalled.minutes).toMatchObject({ stage: 'draft', correctionsBy: null });
  expect(said(recalled, attend('ruth'))).toEqual(['rights-changed']);
});

const CHANGES: Command[] = [
  { type: 'set-item-details', itemId: idOf('a'), minuted: false },
  { type: 'defer-item', itemId: idOf('a') },
  attend('ruth'),
  { type: 'clear-attendance', key: idOf('ruth') },
  { type: 'correct-times', startedAt: '14:01', finishedAt: '15:00' },
  { type: 'number-minutes-from', first: 16 },
  resolve('s', 'a'),
  { type: 'withdraw-resolution', resolutionId: idOf('r'), itemId: idOf('a') },
  raise('t', 'a')
];

test.each(CHANGES)(
  '[C2] [C4] [K1] $type changes the draft and what the chair has, and circulated or approved minutes never',
  (command) => {
    expect(said(draft(), command)).toBeInstanceOf(Array);
    expect(said(withChair(), command)).toBeInstanceOf(Array);
    expect(said(circulated(), command)).toBe('minutes-locked');
    expect(said(approved(), command)).toBe('minutes-locked');
  }
);

test('[M1] the first number is set by hand to a whole number from 1 to 99,999', () => {
  const from = (first: number) => said(draft(), { type: 'number-minutes-from', first });
  for (const unreal of [0, -1, 1.5, 100_000, Number.NaN, Infinity])
    expect(from(unreal)).toBe('malformed');
  expect(from(16)).toEqual(['rights-changed']);
  expect(from(99_999)).toEqual(['rights-changed']);
});

test('[C3] a meeting approves the minutes of another one, while in session, under its own item', () => {
  expect(said(live(), approve('meeting'))).toBe('same-meeting');
  expect(said(published(), approve('earlier'))).toBe('meeting-not-in-session');
  expect(said(after([{ type: 'adjourn' }], live()), approve('earlier'))).toBe(
    'meeting-not-in-session'
  );
  expect(said(draft(), approve('earlier'))).toBe('meeting-not-in-session');
  expect(said(live(), approve('earlier', 'x'))).toBe('not-found');
  expect(said(live(), approve('earlier'))).toEqual(['minutes-approved']);
});

test('[C4] it approves the same minutes once, and others beside', () => {
  const state = after([approve('earlier')], live());
  expect(said(state, approve('earlier', 'b'))).toBe('already-approved');
  expect(said(state, approve('evenearlier'))).toEqual(['minutes-approved']);
  expect(state.approvals).toEqual([{ ofMeetingId: idOf('earlier'), itemId: idOf('a') }]);
});

test('[C6] the approval keeps who, when, the digest and the first number', () => {
  const { type: _, numberedFrom, ...approval } = RECORD_APPROVAL;
  expect(approved().minutes).toEqual({
    stage: 'approved',
    numberedFrom,
    correctionsBy: null,
    returnNote: null,
    approval,
    signature: null
  });
});

test('a command of no known kind is malformed', () => {
  expect(apply(live(), { type: 'make-tea' } as never, MOMENT)).toEqual({
    refused: 'malformed',
    field: 'type'
  });
});
