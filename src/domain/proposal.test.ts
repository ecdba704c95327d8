import { expect, test } from 'vitest';
import { idOf } from '../../tests/support/sample-meeting.ts';
import {
  acceptanceOf,
  answerRefusal,
  carriedTo,
  detailsOfProposal,
  proposalRefusal,
  type ParkedItem,
  type Proposed
} from './proposal.ts';

const proposal = (given: Partial<Proposed> = {}): Proposed => ({
  title: 'Venue hire',
  why: 'Two halls have asked us for advice.',
  minutes: 10,
  part: 'part1',
  ground: null,
  ...given
});

const parked = (given: Partial<ParkedItem> = {}): ParkedItem => ({
  id: idOf('parked'),
  boardId: idOf('board'),
  title: 'Venue hire',
  why: 'Two halls have asked us for advice.',
  part: 'part1',
  ground: null,
  details: detailsOfProposal(10),
  parkedAt: '2026-11-24T09:00:00.000Z',
  parkedBy: { personId: idOf('member'), name: 'A member' },
  origin: null,
  state: 'parked',
  reply: null,
  takenBy: null,
  ...given
});

test('[Y1] a proposal has a title and a reason, and a time of whole minutes where it has one', () => {
  const said = (given: Partial<Proposed>) => proposalRefusal(proposal(given));
  expect(said({})).toBeUndefined();
  expect(said({ minutes: null })).toBeUndefined();
  expect(said({ title: ' ' })).toEqual({ refused: 'title-missing', field: 'title' });
  expect(said({ title: 'x'.repeat(301) })).toEqual({ refused: 'text-too-long', field: 'title' });
  expect(said({ why: '\n' })).toEqual({ refused: 'reason-missing', field: 'why' });
  expect(said({ why: 'x'.repeat(1001) })).toEqual({ refused: 'text-too-long', field: 'why' });
  for (const minutes of [0, -5, 2.5, 601, Number.NaN]) {
    expect(said({ minutes })).toEqual({ refused: 'number-unreal', field: 'minutes' });
  }
});

test('[Y2] a suggestion of private business gives its ground', () => {
  const said = (ground: string | null) => proposalRefusal(proposal({ part: 'part2', ground }));
  expect(said('Paragraph 7.')).toBeUndefined();
  expect(said(null)).toEqual({ refused: 'ground-missing', field: 'ground' });
  expect(said('  ')).toEqual({ refused: 'ground-missing', field: 'ground' });
  expect(said('x'.repeat(1001))).toEqual({ refused: 'text-too-long', field: 'ground' });
});

test('[Y5] only what waits is answered, and declining says why', () => {
  expect(answerRefusal('parked', { as: 'kept', reply: '' })).toBeUndefined();
  expect(answerRefusal('parked', { as: 'declined', reply: 'It is on the plan.' })).toBeUndefined();
  expect(answerRefusal('parked', { as: 'declined', reply: ' ' })).toEqual({
    refused: 'reason-missing',
    field: 'reply'
  });
  expect(answerRefusal('parked', { as: 'kept', reply: 'x'.repeat(1001) })).toEqual({
    refused: 'text-too-long',
    field: 'reply'
  });
  for (const state of ['accepted', 'declined', 'withdrawn'] as const) {
    expect(answerRefusal(state, { as: 'kept', reply: '' })).toEqual({ refused: 'item-not-parked' });
  }
});

test('[Y8] a meeting takes what an earlier one put off and still waits, and no proposal by itself', () => {
  const origin = { meetingId: idOf('m'), itemId: idOf('i'), date: '2026-12-10' };
  const all = [
    parked(),
    parked({ id: idOf('off'), origin }),
    parked({ id: idOf('taken'), origin, state: 'accepted' }),
    parked({ id: idOf('same-day'), origin: { ...origin, date: '2027-03-11' } })
  ];
  expect(carriedTo('2027-03-11', all).map(({ id }) => id)).toEqual([idOf('off')]);
});

test('[Y4] taking an item as it is keeps its part, its ground and its details', () => {
  const item = parked({ part: 'part2', ground: 'Paragraph 7.' });
  expect(acceptanceOf(item, idOf('new'), idOf('next'))).toEqual({
    type: 'accept-item',
    itemId: idOf('new'),
    parkedId: idOf('parked'),
    title: 'Venue hire',
    part: 'part2',
    ground: 'Paragraph 7.',
    before: idOf('next'),
    kind: 'report',
    purpose: 'discuss',
    presenterId: null,
    presenter: null,
    minutesAllotted: 10,
    minuted: true
  });
});
