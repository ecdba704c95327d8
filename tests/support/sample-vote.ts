/** Commands of a made-up vote: `vote` on item `a`, unless said otherwise. */
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { Choice, VoteMethod } from '#domain/vote.ts';
import { addItem, after, attend, idOf, PUBLISH, START } from './sample-meeting.ts';

type About = { readonly voteId: string; readonly itemId: string };

export const aboutVote = (vote = 'vote', item = 'a'): About => ({
  voteId: idOf(vote),
  itemId: idOf(item)
});

export const openVoteOn = (
  method: VoteMethod,
  about: About = aboutVote(),
  question: string | null = null
): Command => ({ type: 'open-vote', ...about, question, method });

export const count = (
  [forIt, against, abstained]: readonly [number, number, number],
  about: About = aboutVote()
): Command => ({ type: 'record-count', ...about, for: forIt, against, abstained });

export const cast = (who: string, choice: Choice, about: About = aboutVote()): Command => ({
  type: 'cast-vote',
  ...about,
  key: idOf(who),
  choice
});

export const require = (who: string, choice: Choice, about: About = aboutVote()): Command => ({
  type: 'require-recorded',
  ...about,
  key: idOf(who),
  choice
});

export const castingVote = (
  who: string,
  choice: 'for' | 'against',
  about: About = aboutVote()
): Command => ({ type: 'casting-vote', ...about, key: idOf(who), choice });

export const closeVote = (about: About = aboutVote()): Command => ({
  type: 'close-vote',
  ...about
});

export const abandonVote = (about: About = aboutVote()): Command => ({
  type: 'abandon-vote',
  ...about
});

/** Items `a` and `b`, at the first of which are the chair, the vice-chair and four members. */
export const sitting = (): Proceedings =>
  after([
    addItem('a'),
    addItem('b'),
    PUBLISH,
    START,
    attend('ruth', { name: 'Ruth Hale', office: 'Chair' }),
    attend('amir', { name: 'Amir Khan', office: 'Vice-Chair' }),
    attend('joan', { name: 'Joan Reid' }),
    attend('tom', { name: 'Tom Okafor' }),
    attend('priya', { name: 'Priya Shah' }),
    attend('lee', { name: 'Lee Abara' })
  ]);
