/** What pages say of votes. */
import { votersHere } from '#domain/entitled-to-vote.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { countWords, outcomeOf, type Choice, type Vote, type VoteOutcome } from '#domain/vote.ts';

export const CHOICE_WORDS: readonly { readonly choice: Choice; readonly verb: string }[] = [
  { choice: 'for', verb: 'For' },
  { choice: 'against', verb: 'Against' },
  { choice: 'abstained', verb: 'Abstain' }
];

export const YOUR_VOTE: Record<Choice, string> = {
  for: 'You have voted for.',
  against: 'You have voted against.',
  abstained: 'You have abstained.'
};

export const OUTCOME_TAGS: Record<VoteOutcome, string> = {
  carried: 'Carried',
  lost: 'Lost',
  tied: 'Tied'
};

/** "The vote on item 6 is closed. For 5, against 2, abstained 1. Carried." */
export function resultSaid(vote: Vote, itemNumber: number): string {
  const outcome = outcomeOf(vote);
  if (outcome === null || vote.count === null)
    return `The vote on item ${itemNumber} was abandoned.`;
  return `The vote on item ${itemNumber} is closed. ${countWords(vote.count)} ${OUTCOME_TAGS[outcome]}.`;
}

/** Who may vote now, and whether they have; how they voted is told when the vote closes. */
export const turnout = (proceedings: Proceedings, { ballots }: Vote) =>
  votersHere(proceedings).map(({ key, name }) => ({
    key,
    name,
    hasVoted: ballots.some((ballot) => ballot.key === key)
  }));
