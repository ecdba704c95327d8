/** Votes as the minutes state them. */
import { isUnattributed } from './attribution.ts';
import type { ItemId, VoteId } from './id.ts';
import type { Proceedings } from './proceedings.ts';
import { voteWords, type Vote } from './vote.ts';

/** [V12] Undefined for a vote that is open or was abandoned. */
export function voteWordsOf(id: VoteId, state: Proceedings): string | undefined {
  const vote = state.votes.find((each) => each.id === id);
  return (vote && wordsFor(vote, state)) || undefined;
}

/** [F2] Without attribution the count alone; a casting vote is the chair's, whoever that was. */
const wordsFor = (vote: Vote, state: Proceedings): string =>
  isUnattributed(state)
    ? voteWords(
        { ...vote, ballots: [], casting: vote.casting && { ...vote.casting, name: 'the chair' } },
        []
      )
    : voteWords(vote, state.attendees);

/** The votes that were closed at the item, in order. */
export const votesUnder = (itemId: ItemId, { votes }: Proceedings): readonly VoteId[] =>
  votes.filter((vote) => vote.itemId === itemId && vote.status === 'closed').map(({ id }) => id);
