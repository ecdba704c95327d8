/** Votes as the minutes state them. */
import type { ItemId, VoteId } from './id.ts';
import type { Proceedings } from './proceedings.ts';
import { voteWords } from './vote.ts';

/** [V12] Undefined for a vote that is open or was abandoned. */
export function voteWordsOf(id: VoteId, { votes, attendees }: Proceedings): string | undefined {
  const vote = votes.find((each) => each.id === id);
  return (vote && voteWords(vote, attendees)) || undefined;
}

/** The votes that were closed at the item, in order. */
export const votesUnder = (itemId: ItemId, { votes }: Proceedings): readonly VoteId[] =>
  votes.filter((vote) => vote.itemId === itemId && vote.status === 'closed').map(({ id }) => id);
