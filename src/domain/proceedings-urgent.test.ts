import { expect, test } from 'vitest';
import { itemNumber } from './agenda.ts';
import { apply } from './apply.ts';
import { rightFor } from './command-right.ts';
import type { Command } from './command.ts';
import { compileAgenda, withUrgentItems } from './compile-agenda.ts';
import { sampleAgenda } from '../../tests/support/sample-records.ts';
import {
  addItem,
  admit,
  after,
  begun,
  CANCEL,
  CLOSE,
  idOf,
  MOMENT,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';

const published = () => after([addItem('a'), addItem('b'), PUBLISH]);

test('[U1] [G1] it has a reason and a title within limits, and an id of its own', () => {
  const refusalOf = (given: object) => apply(published(), admit('late', given), MOMENT);
  expect(refusalOf({ reason: '  ' })).toEqual({ refused: 'reason-missing', field: 'reason' });
  expect(refusalOf({ reason: 'x'.repeat(1001) })).toMatchObject({ refused: 'text-too-long' });
  expect(refusalOf({ title: ' ' })).toEqual({ refused: 'title-missing', field: 'title' });
  expect(refusalOf({ itemId: idOf('a') })).toMatchObject({ refused: 'already-used' });
  expect(said(published(), admit('late'))).toEqual(['texts-needed']);
});

test('[U1] it asks a right of its own, which adding an item does not give', () => {
  expect(rightFor(admit('late'))?.verbs).toEqual(['admit-urgent-item']);
});

test('[U2] between publication and the close alone', () => {
  expect(said(begun(), admit('late'))).toBe('agenda-not-published');
  const phases: [Command[], string | string[]][] = [
    [[PUBLISH], ['texts-needed']],
    [[START], ['texts-needed']],
    [[PUBLISH, START, { type: 'adjourn' }], ['texts-needed']],
    [[PUBLISH, START, CLOSE], 'meeting-not-in-session'],
    [[PUBLISH, CANCEL], 'meeting-cancelled']
  ];
  for (const [phase, answer] of phases) expect(said(after(phase), admit('late'))).toEqual(answer);
});

test('[U3] it stands after what was published, whose numbers stay', () => {
  const state = after([admit('late'), admit('later')], published());
  expect(['a', 'b', 'late', 'later'].map((id) => itemNumber(state.items, idOf(id)))).toEqual([
    1, 2, 3, 4
  ]);
  expect(state.items[2]).toMatchObject({ part: 'part1', urgentReason: admit('late').reason });
});

test('[U3] the published agenda shows it with its reason, and what was frozen stays', () => {
  const before = published();
  const frozen = compileAgenda({
    ...sampleAgenda(),
    items: before.items,
    texts: new Map(),
    seesPart2: () => true
  });
  const { items } = after([admit('late')], before);
  const shown = withUrgentItems(frozen, items, new Map());
  expect(shown.items.slice(0, 2)).toEqual(frozen.items);
  expect(shown.items.slice(2)).toMatchObject([
    { number: 3, title: 'About late', urgentReason: admit('late').reason }
  ]);
  expect(frozen.items).toHaveLength(2);
  // As the page does with what the server has already added to.
  expect(withUrgentItems(shown, items, new Map())).toEqual(shown);
});

test('[U4] its minute cannot be taken away', () => {
  const state = after([admit('late')], published());
  const unminuted = { type: 'set-item-details', itemId: idOf('late'), minuted: false } as const;
  expect(said(state, unminuted)).toBe('urgent-minuted');
  expect(said(state, { ...unminuted, itemId: idOf('a') })).toEqual([]);
});
