import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import type { Proceedings } from './proceedings.ts';
import { voteWords, type Vote } from './vote.ts';
import { after, attend } from '../../tests/support/sample-meeting.ts';
import { arrive, inSeatOf } from '../../tests/support/sample-register.ts';
import {
  abandonVote,
  aboutVote,
  cast,
  castingVote,
  closeVote,
  count,
  openVoteOn,
  require,
  sitting
} from '../../tests/support/sample-vote.ts';

const wordsAfter = (commands: readonly Command[], from: Proceedings = sitting()): string => {
  const { votes, attendees } = after(commands, from);
  return voteWords(votes[0] as Vote, attendees);
};

test('[V12] the count, and what became of the motion', () => {
  expect(wordsAfter([openVoteOn('hands'), count([3, 2, 1]), closeVote()])).toBe(
    'For 3, against 2, abstained 1. The motion was carried.'
  );
  expect(wordsAfter([openVoteOn('hands'), count([2, 3, 0]), closeVote()])).toBe(
    'For 2, against 3, abstained 0. The motion was lost.'
  );
});

test('[V12] what was put to the vote, as a sentence', () => {
  const asked = (question: string) => [
    openVoteOn('hands', aboutVote(), question),
    count([3, 2, 1]),
    closeVote()
  ];
  const words =
    'Vote: That the plan be adopted. For 3, against 2, abstained 1. The motion was carried.';
  expect(wordsAfter(asked('That the plan be adopted'))).toBe(words);
  expect(wordsAfter(asked('That the plan be adopted.'))).toBe(words);
});

test('[V12] by name, everybody under what they chose, as records list people', () => {
  const from = after(
    [arrive('sam', null, { name: 'Sam Aziz', ...inSeatOf('Neil Best') })],
    sitting()
  );
  const votes = [
    cast('tom', 'for'),
    cast('joan', 'against'),
    cast('sam', 'for'),
    cast('ruth', 'for')
  ];
  expect(wordsAfter([openVoteOn('by-name'), ...votes, closeVote()], from)).toBe(
    'For 3, against 1, abstained 0. ' +
      'For: Ruth Hale, Sam Aziz (substitute for Neil Best), Tom Okafor; Against: Joan Reid. ' +
      'The motion was carried.'
  );
});

test('[V12] in a show of hands, only those who required it', () => {
  const votes = [
    count([3, 2, 1]),
    require('joan', 'against'),
    closeVote(),
    require('tom', 'abstained')
  ];
  expect(wordsAfter([openVoteOn('hands'), ...votes])).toBe(
    'For 3, against 2, abstained 1. ' +
      'At their own request these votes are recorded by name. ' +
      'Against: Joan Reid; Abstained: Tom Okafor. ' +
      'The motion was carried.'
  );
});

test('[V12] that the votes were equal, and who decided', () => {
  const tied = [openVoteOn('hands'), count([2, 2, 1]), closeVote()];
  expect(wordsAfter(tied)).toBe(
    'For 2, against 2, abstained 1. ' +
      'The votes were equal and there was no casting vote, so the motion was not carried.'
  );
  expect(wordsAfter([...tied, castingVote('ruth', 'against')])).toBe(
    'For 2, against 2, abstained 1. ' +
      'The votes were equal, and Ruth Hale, presiding, gave a casting vote against the motion. ' +
      'The motion was lost.'
  );
});

test('[V12] nothing of a vote that is open or was abandoned', () => {
  expect(wordsAfter([openVoteOn('hands'), count([2, 2, 1])])).toBe('');
  expect(wordsAfter([openVoteOn('hands'), count([2, 2, 1]), abandonVote()])).toBe('');
});

test('[V12] names as the register has them by now, and of whoever is in it no more as they were', () => {
  const closed = [openVoteOn('by-name'), cast('tom', 'for'), cast('joan', 'for'), closeVote()];
  const later: Command[] = [
    attend('tom', { name: 'Thomas Okafor' }),
    { type: 'clear-attendance', key: 'joan'.padEnd(20, '0') }
  ];
  expect(wordsAfter([...closed, ...later])).toContain('For: Thomas Okafor, Joan Reid.');
});
