import { describe, expect, test } from 'vitest';
import type { Attendee } from './attendance.ts';
import type { Command } from './command.ts';
import { mayVote, presiding, votersHere } from './entitled-to-vote.ts';
import { leavesOpenVote, openVote, quorumRefusal, voteJustTaken } from './proceedings-vote.ts';
import type { Proceedings } from './proceedings.ts';
import { outcomeOf } from './vote.ts';
import {
  addItem,
  after,
  attend,
  CLOSE,
  idOf,
  PUBLISH,
  said,
  START
} from '../../tests/support/sample-meeting.ts';
import { arrive, depart, inSeatOf, sendApologies } from '../../tests/support/sample-register.ts';
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

const openItem = (id: string): Command => ({ type: 'open-item', itemId: idOf(id) });
const byHands = (...then: Command[]) => after([openVoteOn('hands'), ...then], sitting());
const byName = (...then: Command[]) => after([openVoteOn('by-name'), ...then], sitting());
const lastOf = ({ votes }: Proceedings) => votes.at(-1);
const outcome = (state: Proceedings) => {
  const vote = lastOf(state);
  return vote && outcomeOf(vote);
};

describe('[V1] a vote is opened', () => {
  test('at the item that is open, while the meeting sits, one at a time', () => {
    const state = sitting();
    expect(said(after([addItem('a'), PUBLISH]), openVoteOn('hands'))).toBe(
      'meeting-not-in-session'
    );
    expect(said(state, openVoteOn('hands', aboutVote('vote', 'b')))).toBe('item-not-open');
    expect(said(state, openVoteOn('hands', aboutVote('vote', 'nowhere')))).toBe('item-not-open');
    expect(said(state, openVoteOn('hands', { voteId: 'x', itemId: idOf('a') }))).toBe('malformed');
    const open = byHands();
    expect(openVote(open)).toMatchObject({ id: idOf('vote'), count: null, ballots: [] });
    expect(said(open, openVoteOn('by-name', aboutVote('second')))).toBe('vote-open');
    const again = after([abandonVote(), openVoteOn('by-name', aboutVote('second'))], open);
    expect(openVote(again)?.id).toBe(idOf('second'));
  });

  test('under an id of its own, with a question of at most 1,000 characters', () => {
    const done = byHands(count([1, 0, 0]), closeVote());
    expect(said(done, openVoteOn('hands'))).toBe('already-used');
    const asks = (question: string) => openVoteOn('hands', aboutVote('second'), question);
    expect(said(done, asks('x'.repeat(1001)))).toBe('text-too-long');
    expect(lastOf(after([asks('  That the plan be adopted  ')], done))?.question).toBe(
      'That the plan be adopted'
    );
    expect(lastOf(after([asks(' ')], done))?.question).toBe(null);
  });

  test('and not at an item that was deferred or withdrawn', () => {
    const deferred = after([{ type: 'defer-item', itemId: idOf('a') }], sitting());
    expect(said(deferred, openVoteOn('hands'))).toBe('item-not-open');
  });
});

describe('[V2] who may vote', () => {
  const CHAIR: Partial<Attendee> = { office: 'Chair' };
  const SEATED = inSeatOf('ruth');
  test.each<[string, boolean, Command[]]>([
    ['the chair', true, [attend('x', CHAIR)]],
    ['a member who is present', true, [attend('x')]],
    ['a member who came late', true, [arrive('x', '14:30')]],
    ['a substitute who came', true, [sendApologies('ruth', 'x'), arrive('x', null, SEATED)]],
    ['a substitute who was only named', false, [sendApologies('ruth', 'x')]],
    ['a substitute whose member came', false, [arrive('x', null, SEATED), arrive('ruth')]],
    ['the member whose substitute is there', false, [arrive('y', null, inSeatOf('x'))]],
    ['a member who left', false, [attend('x'), depart('x')]],
    ['a member who came back', true, [attend('x'), depart('x', '14:05'), arrive('x', '14:20')]],
    ['a member who sent apologies', false, [sendApologies('x')]],
    ['somebody in attendance', false, [attend('x', { kind: 'inAttendance' })]],
    ['a CRG representative in attendance', false, [attend('x', { kind: 'inAttendance' })]],
    ['somebody nobody recorded', false, []]
  ])('%s: %s', (_, isEntitled, register) => {
    const state = after([addItem('a'), PUBLISH, START, ...register, openVoteOn('by-name')]);
    expect(mayVote(state, idOf('x'))).toBe(isEntitled);
    expect(said(state, cast('x', 'for'))).toEqual(isEntitled ? [] : 'may-not-vote');
  });
});

describe('[V3] by name', () => {
  test('the last choice before the close counts, once', () => {
    const state = byName(
      cast('joan', 'for'),
      cast('tom', 'for'),
      cast('joan', 'against'),
      cast('joan', 'against'),
      closeVote()
    );
    expect(lastOf(state)?.count).toEqual({ for: 1, against: 1, abstained: 0 });
    expect(lastOf(state)?.ballots.map(({ name, choice }) => `${name} ${choice}`)).toEqual([
      'Tom Okafor for',
      'Joan Reid against'
    ]);
  });

  test('a member who leaves before the close has not voted', () => {
    const state = byName(cast('joan', 'for'), cast('tom', 'against'), depart('joan'), closeVote());
    expect(lastOf(state)?.count).toEqual({ for: 0, against: 1, abstained: 0 });
    expect(lastOf(state)?.voters).not.toContain(idOf('joan'));
  });

  test('a member and their substitute have one vote', () => {
    const away = after([arrive('sam', null, inSeatOf('neil'))], sitting());
    const voted = after([openVoteOn('by-name'), cast('sam', 'for')], away);
    const back = after([arrive('neil')], voted);
    expect(said(back, cast('sam', 'against'))).toBe('may-not-vote');
    expect(lastOf(after([cast('tom', 'for'), closeVote()], back))?.count?.for).toBe(1);
    const both = after([cast('neil', 'against'), cast('tom', 'for'), closeVote()], back);
    expect(lastOf(both)?.count).toEqual({ for: 1, against: 1, abstained: 0 });
    expect(lastOf(both)?.ballots.map(({ name }) => name)).toEqual(['neil', 'Tom Okafor']);
  });

  test('nobody counts hands in it, and nobody votes by name in a show of hands', () => {
    expect(said(byName(), count([1, 0, 0]))).toBe('vote-by-name');
    expect(said(byName(), require('joan', 'for'))).toBe('vote-by-name');
    expect(said(byHands(), cast('joan', 'for'))).toBe('vote-by-hands');
  });
});

describe('[V4] a show of hands', () => {
  test('is counted up to as many as may vote, and put right until it is closed', () => {
    expect(votersHere(sitting())).toHaveLength(6);
    expect(said(byHands(), count([4, 2, 1]))).toBe('count-too-high');
    expect(said(byHands(), count([-1, 2, 1]))).toBe('number-unreal');
    expect(said(byHands(), count([1.5, 2, 1]))).toBe('number-unreal');
    const state = byHands(count([4, 2, 0]), count([3, 2, 1]));
    expect(lastOf(state)?.count).toEqual({ for: 3, against: 2, abstained: 1 });
    expect(said(after([depart('lee')], state), count([3, 2, 1]))).toBe('count-too-high');
    expect(said(after([closeVote()], state), count([3, 2, 0]))).toBe('vote-closed');
  });

  test('holds everybody who is recorded by name', () => {
    const state = byHands(require('joan', 'against'), require('tom', 'against'));
    expect(said(state, count([5, 1, 0]))).toBe('count-too-low');
    expect(said(state, count([4, 2, 0]))).toEqual([]);
  });
});

describe('[V5] a vote that its member requires to be recorded', () => {
  const taken = () => byHands(count([3, 2, 1]), closeVote());

  test('is recorded while the vote is open and directly after it', () => {
    const state = after([require('joan', 'against')], taken());
    expect(lastOf(state)?.ballots).toEqual([
      { key: idOf('joan'), name: 'Joan Reid', choice: 'against' }
    ]);
    expect(outcome(state)).toBe('carried');
    const gone = after([openItem('b')], taken());
    expect(said(gone, require('joan', 'against'))).toBe('vote-closed');
    const next = after([openVoteOn('hands', aboutVote('second'))], taken());
    expect(said(next, require('joan', 'against'))).toBe('vote-closed');
    expect(said(after([CLOSE], taken()), require('joan', 'against'))).toBe('vote-closed');
  });

  test('is one of those that were counted', () => {
    const both = after([require('joan', 'against'), require('tom', 'against')], taken());
    expect(said(both, require('lee', 'against'))).toBe('count-too-low');
    expect(said(both, require('lee', 'abstained'))).toEqual([]);
    const late = after([arrive('neil')], taken());
    expect(said(late, require('neil', 'for'))).toBe('may-not-vote');
    expect(said(after([depart('joan')], taken()), require('joan', 'for'))).toBe('may-not-vote');
  });
});

describe('[V6] a vote closes', () => {
  test.each([
    [[3, 2, 1], 'carried'],
    [[1, 0, 5], 'carried'],
    [[2, 3, 0], 'lost'],
    [[2, 2, 1], 'tied'],
    [[0, 0, 6], 'tied']
  ] as const)('%j: %s', (counted, expected) => {
    expect(outcome(byHands(count(counted)))).toBe(null);
    expect(outcome(byHands(count(counted), closeVote()))).toBe(expected);
  });

  test('only once something is recorded of it', () => {
    expect(said(byHands(), closeVote())).toBe('count-missing');
    expect(said(byHands(count([0, 0, 0])), closeVote())).toBe('count-missing');
    expect(said(byName(), closeVote())).toBe('count-missing');
    expect(outcome(byName(abandonVote()))).toBe(null);
  });
});

describe('[V7] a casting vote', () => {
  const tied = (...then: Command[]) => byHands(count([2, 2, 0]), closeVote(), ...then);

  test('decides a tie, once, and is of whoever presides', () => {
    expect(said(byHands(count([2, 2, 0])), castingVote('ruth', 'for'))).toBe('vote-not-tied');
    expect(said(byHands(count([3, 2, 0]), closeVote()), castingVote('ruth', 'for'))).toBe(
      'vote-not-tied'
    );
    expect(said(tied(), castingVote('joan', 'for'))).toBe('not-presiding');
    expect(said(tied(), castingVote('amir', 'for'))).toBe('not-presiding');
    expect(outcome(tied(castingVote('ruth', 'for')))).toBe('carried');
    expect(outcome(tied(castingVote('ruth', 'against')))).toBe('lost');
    const decided = tied(castingVote('ruth', 'against'));
    expect(said(decided, castingVote('ruth', 'for'))).toBe('vote-not-tied');
  });

  test('is the vice-chair’s while nobody in the chair is here, and else nobody’s', () => {
    const away = tied(depart('ruth'));
    expect(said(away, castingVote('ruth', 'for'))).toBe('not-presiding');
    expect(outcome(after([castingVote('amir', 'for')], away))).toBe('carried');
    const leaderless = after([depart('amir')], away);
    expect(presiding(leaderless)).toBe(undefined);
    expect(said(leaderless, castingVote('joan', 'for'))).toBe('not-presiding');
  });

  test('comes before the meeting goes on', () => {
    expect(voteJustTaken(tied())?.id).toBe(idOf('vote'));
    expect(said(tied({ type: 'adjourn' }), castingVote('ruth', 'for'))).toBe('vote-closed');
    expect(said(tied(openItem('b')), castingVote('ruth', 'for'))).toBe('vote-closed');
    const next = openVoteOn('hands', aboutVote('second'));
    expect(said(tied(next), castingVote('ruth', 'for'))).toBe('vote-closed');
  });
});

describe('[V8] without a quorum', () => {
  const quorum = { members: 6, sectors: [] };
  const few = after([depart('lee')], byHands(count([3, 2, 0])));
  const asked = (command: Command) => quorumRefusal(few, quorum, command)?.refused;

  test('nothing is voted on, and a vote can only be abandoned', () => {
    for (const command of [
      openVoteOn('hands'),
      count([1, 0, 0]),
      cast('joan', 'for'),
      castingVote('ruth', 'for'),
      closeVote()
    ]) {
      expect(asked(command), command.type).toBe('inquorate');
    }
    expect(asked(abandonVote())).toBe(undefined);
    expect(asked(openItem('b'))).toBe(undefined);
    expect(quorumRefusal(few, { members: 5, sectors: [] }, closeVote())).toBe(undefined);
    expect(quorumRefusal(few, { members: 1, sectors: ['police'] }, closeVote())?.refused).toBe(
      'inquorate'
    );
  });
});

describe('[V9] while a vote is open', () => {
  test.each<[string, Command]>([
    ['the next item', openItem('b')],
    ['the close', CLOSE],
    ['deferring its item', { type: 'defer-item', itemId: idOf('a') }]
  ])('%s waits', (_, command) => {
    const open = byHands(count([3, 2, 0]));
    expect(said(open, command)).toBe('vote-open');
    expect(said(after([closeVote()], open), command)).not.toBe('vote-open');
    expect(said(after([abandonVote()], open), command)).not.toBe('vote-open');
  });

  test('nor is the move that led to it undone', () => {
    const moved = after([openItem('b')], sitting());
    const open = after([openVoteOn('hands', aboutVote('vote', 'b'))], moved);
    expect(said(open, { type: 'undo-move', seq: moved.seq })).toBe('vote-open');
    expect(said(moved, { type: 'undo-move', seq: moved.seq })).not.toBe('vote-open');
  });

  test('an adjournment keeps it and nothing is voted', () => {
    const adjourned = byName(cast('joan', 'for'), { type: 'adjourn' });
    expect(leavesOpenVote(adjourned)).toBe(false);
    expect(said(adjourned, cast('tom', 'for'))).toBe('meeting-not-in-session');
    expect(said(adjourned, closeVote())).toBe('meeting-not-in-session');
    expect(said(adjourned, CLOSE)).toBe('vote-open');
    expect(said(adjourned, abandonVote())).toEqual([]);
    const resumed = after([{ type: 'resume' }, closeVote()], adjourned);
    expect(lastOf(resumed)?.count?.for).toBe(1);
  });
});

test('[V10] a vote that is over takes nothing more', () => {
  for (const over of [byName(cast('joan', 'for'), closeVote()), byName(abandonVote())]) {
    for (const command of [cast('joan', 'against'), closeVote(), abandonVote()]) {
      expect(said(over, command), command.type).toBe('vote-closed');
    }
    expect(said(over, openVoteOn('by-name'))).toBe('already-used');
  }
});

test('[V1] a vote is known only by its id and its item together', () => {
  const elsewhere = aboutVote('vote', 'b');
  for (const command of [closeVote(elsewhere), cast('joan', 'for', elsewhere)]) {
    expect(said(byName(), command)).toBe('not-found');
  }
  expect(said(byName(), closeVote(aboutVote('other')))).toBe('not-found');
});
