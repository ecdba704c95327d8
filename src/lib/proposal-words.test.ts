import { expect, test } from 'vitest';
import { detailsOfProposal, type ParkedItem } from '#domain/proposal.ts';
import { fateWords, sourceWords } from './proposal-words.ts';

const PARKED: ParkedItem = {
  id: 'p',
  boardId: 'b',
  title: 'Venue hire',
  why: 'Two halls have asked us for advice.',
  part: 'part1',
  ground: null,
  details: detailsOfProposal(null),
  // Half past midnight in London.
  parkedAt: '2026-06-30T23:30:00.000Z',
  parkedBy: { personId: 'm', name: 'Ruth Hale' },
  origin: null,
  state: 'parked',
  reply: null,
  takenBy: null
};
const origin = { meetingId: 'm', itemId: 'i', date: '2026-09-10' };

test('a parked item says who proposed it, on the day it was in London, or which meeting left it', () => {
  expect(sourceWords(PARKED)).toBe('Proposed by Ruth Hale on 1 July 2026');
  expect(sourceWords({ ...PARKED, why: '', origin })).toBe('Not taken on 10 September 2026');
  expect(sourceWords({ ...PARKED, origin })).toBe(
    'Proposed by Ruth Hale on 1 July 2026, not taken on 10 September 2026'
  );
});

test('its proposer reads what became of it', () => {
  expect(fateWords(PARKED)).toBe('Waiting for an answer');
  expect(fateWords({ ...PARKED, reply: 'In March.' })).toBe('Kept for a later meeting');
  expect(fateWords({ ...PARKED, state: 'accepted', takenBy: origin })).toBe(
    'On the agenda of 10 September 2026'
  );
  expect(fateWords({ ...PARKED, state: 'declined' })).toBe('Declined');
  expect(fateWords({ ...PARKED, state: 'withdrawn' })).toBe('Withdrawn by you');
});
