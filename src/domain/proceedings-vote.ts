/**
 * Taking a vote: on the item that is open, one at a time, by those who may and are there. Rules V1
 * to V9. A vote that was closed is never changed: what is wrong about it is put right by another.
 */
import { REASON_LIMIT } from './agenda.ts';
import { isQuorate } from './attendance.ts';
import type { Quorum } from './board.ts';
import type { Command } from './command.ts';
import { inRoom } from './declaration.ts';
import { mayVote, presiding, seatOf, votersHere } from './entitled-to-vote.ts';
import { isId, type PersonId } from './id.ts';
import type { Outcome, Proceedings } from './proceedings.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';
import { CHOICES, countOf, outcomeOf, totalOf, type Vote, type VoteCommand } from './vote.ts';

type Judged = Outcome | Refusal;
type Sent<Type extends VoteCommand['type']> = Extract<VoteCommand, { type: Type }>;

export function applyVoteCommand(state: Proceedings, command: Command): Judged | undefined {
  switch (command.type) {
    case 'open-vote':
      return open(state, command);
    case 'record-count':
      return changeOpen(state, command, counted(state, command));
    case 'cast-vote':
      return changeOpen(state, command, cast(state, command));
    case 'require-recorded':
      return changeLast(state, command, required(state, command));
    case 'casting-vote':
      return changeLast(state, command, decided(state, command));
    case 'close-vote':
      return changeOpen(state, command, closed(state));
    case 'abandon-vote':
      return abandon(state, command);
    default:
      return undefined;
  }
}

export const openVote = ({ votes }: Proceedings): Vote | undefined =>
  votes.find(({ status }) => status === 'open');

/** V7: the last vote of the meeting, while it is still at the item that was voted on. */
export function voteJustTaken({ phase, currentItemId, votes }: Proceedings): Vote | undefined {
  const last = votes.at(-1);
  return phase === 'inSession' && last?.status === 'closed' && last.itemId === currentItemId
    ? last
    : undefined;
}

/**
 * V8: asked of whoever sends the command, and not where the journal is replayed: a board may change
 * its quorum afterwards.
 */
export const quorumRefusal = (
  state: Proceedings,
  quorum: Quorum,
  { type }: Command
): Refusal | undefined =>
  NEED_QUORUM.some((each) => each === type) && !isQuorate(inRoom(state), quorum)
    ? refuse('inquorate')
    : undefined;

const NEED_QUORUM = [
  'open-vote',
  'record-count',
  'cast-vote',
  'casting-vote',
  'close-vote'
] as const satisfies readonly VoteCommand['type'][];

/** V9: whatever a command does, it does not take the meeting away from a vote that is open. */
export function leavesOpenVote(state: Proceedings): boolean {
  const vote = openVote(state);
  if (!vote) return false;
  const isSitting = state.phase === 'inSession' || state.phase === 'adjourned';
  return !isSitting || !isAtItem(state, vote.itemId);
}

function open(state: Proceedings, command: Sent<'open-vote'>): Judged {
  const { voteId, itemId, question, method } = command;
  if (!isId(voteId)) return refuse('malformed', 'voteId');
  const elsewhere = unlessAtItem(state, itemId);
  if (elsewhere) return elsewhere;
  if (openVote(state)) return refuse('vote-open');
  if (state.votes.some(({ id }) => id === voteId)) return refuse('already-used', 'voteId');
  if ((question?.length ?? 0) > REASON_LIMIT) return refuse('text-too-long', 'question');
  const asked: Vote = {
    id: voteId,
    itemId,
    question: question?.trim() || null,
    method,
    status: 'open',
    count: null,
    voters: [],
    ballots: [],
    casting: null
  };
  return { state: { ...state, votes: [...state.votes, asked] }, effects: [] };
}

type Change = (vote: Vote) => Vote | Refusal;

/** V4: never more than may vote, and everybody among them who asked to be recorded. */
const counted =
  (state: Proceedings, command: Sent<'record-count'>): Change =>
  (vote) => {
    if (vote.method !== 'hands') return refuse('vote-by-name');
    const count = { for: command.for, against: command.against, abstained: command.abstained };
    if (CHOICES.some((choice) => !Number.isSafeInteger(count[choice]) || count[choice] < 0))
      return refuse('number-unreal');
    const voters = keysOf(votersHere(state));
    if (totalOf(count) > voters.length) return refuse('count-too-high');
    return holds(count, vote) ? { ...vote, count, voters } : refuse('count-too-low');
  };

/** V3: one vote for a seat, which is that of whoever voted in it last. */
const cast =
  (state: Proceedings, { key, choice }: Sent<'cast-vote'>): Change =>
  (vote) => {
    if (vote.method !== 'by-name') return refuse('vote-by-hands');
    if (!mayVote(state, key)) return refuse('may-not-vote', 'key');
    return withBallot(state, vote, key, choice);
  };

/** V5: once hands were counted, theirs was one of them: who came later has nothing to be recorded. */
const required =
  (state: Proceedings, { key, choice }: Sent<'require-recorded'>): Change =>
  (vote) => {
    if (vote.method !== 'hands') return refuse('vote-by-name');
    if (!mayVote(state, key)) return refuse('may-not-vote', 'key');
    const next = withBallot(state, vote, key, choice);
    if (next.count === null) return next;
    if (!vote.voters.includes(key)) return refuse('may-not-vote', 'key');
    return holds(next.count, next) ? next : refuse('count-too-low');
  };

/** V7: only on a tie, only by whoever presides, and once. */
const decided =
  (state: Proceedings, { key, choice }: Sent<'casting-vote'>): Change =>
  (vote) => {
    if (outcomeOf(vote) !== 'tied') return refuse('vote-not-tied');
    const chair = presiding(state);
    if (chair?.key !== key) return refuse('not-presiding', 'key');
    if (!mayVote(state, key)) return refuse('may-not-vote', 'key');
    return { ...vote, casting: { key, name: chair.name, choice } };
  };

/** V3, V6: by name, the votes that count are those of people who may vote when it closes. */
const closed =
  (state: Proceedings): Change =>
  (vote) => {
    const isNamed = vote.method === 'by-name';
    const ballots = isNamed ? vote.ballots.filter(({ key }) => mayVote(state, key)) : vote.ballots;
    const count = isNamed ? countOf(ballots) : vote.count;
    if (count === null || totalOf(count) === 0) return refuse('count-missing');
    const voters = isNamed ? keysOf(votersHere(state)) : vote.voters;
    return { ...vote, ballots, count, voters, status: 'closed' };
  };

function withBallot(
  state: Proceedings,
  vote: Vote,
  key: PersonId,
  choice: Vote['ballots'][number]['choice']
): Vote {
  const seat = seatOf(state, key);
  const others = vote.ballots.filter((each) => seatOf(state, each.key) !== seat);
  const name = state.attendees.find((each) => each.key === key)?.name ?? '';
  return { ...vote, ballots: [...others, { key, name, choice }] };
}

/** Whether everybody who is recorded by name can be among those who were counted. */
function holds(count: NonNullable<Vote['count']>, { ballots }: Vote): boolean {
  const named = countOf(ballots);
  return CHOICES.every((choice) => named[choice] <= count[choice]);
}

const changeOpen = (state: Proceedings, command: VoteCommand, change: Change): Judged =>
  changeVote(state, command, (vote) =>
    vote.status === 'open'
      ? (unlessAtItem(state, vote.itemId) ?? change(vote))
      : refuse('vote-closed')
  );

/** The vote that is open, or that the meeting has just taken. */
const changeLast = (state: Proceedings, command: VoteCommand, change: Change): Judged =>
  voteJustTaken(state)?.id === command.voteId
    ? changeVote(state, command, change)
    : changeOpen(state, command, change);

const abandon = (state: Proceedings, command: VoteCommand): Judged =>
  changeVote(state, command, (vote) =>
    vote.status === 'open' ? { ...vote, status: 'abandoned' } : refuse('vote-closed')
  );

function changeVote(state: Proceedings, { voteId, itemId }: VoteCommand, change: Change): Judged {
  const vote = state.votes.find(({ id }) => id === voteId);
  // Rights were asked of the item that the command names.
  if (vote?.itemId !== itemId) return refuse('not-found', 'voteId');
  const changed = change(vote);
  if (isRefusal(changed)) return changed;
  const votes = state.votes.map((each) => (each === vote ? changed : each));
  return { state: { ...state, votes }, effects: [] };
}

/** V1: at the item that is open, while the meeting sits. */
function unlessAtItem(state: Proceedings, itemId: string): Refusal | undefined {
  if (state.phase !== 'inSession') return refuse('meeting-not-in-session');
  return isAtItem(state, itemId) ? undefined : refuse('item-not-open', 'itemId');
}

function isAtItem({ items, currentItemId }: Proceedings, itemId: string): boolean {
  const item = items.find(({ id }) => id === itemId);
  const stands = item?.status === 'accepted' || item?.status === 'considered';
  return stands && currentItemId === itemId;
}

const keysOf = (voters: readonly { readonly key: PersonId }[]): readonly PersonId[] =>
  voters.map(({ key }) => key);
