/**
 * Votes: how one is asked, what was given, and what it came to. `proceedings-vote.ts` judges the
 * commands and `entitled-to-vote.ts` says whom they are for. Rules V1 to V12 of SPEC.md.
 */
import type { Attendance } from './attendance.ts';
import type { ItemId, PersonId, VoteId } from './id.ts';
import { inOrder } from './layout-parts.ts';

export type VoteMethod = 'hands' | 'by-name';

export type Choice = 'for' | 'against' | 'abstained';

export const CHOICES: readonly Choice[] = ['for', 'against', 'abstained'];

export type VoteCount = Readonly<Record<Choice, number>>;

/** How one person voted, under the name they had then. */
export type Ballot = { readonly key: PersonId; readonly name: string; readonly choice: Choice };

/** The second vote of whoever presided when the votes were equal. */
export type CastingVote = {
  readonly key: PersonId;
  readonly name: string;
  readonly choice: 'for' | 'against';
};

export type Vote = {
  readonly id: VoteId;
  readonly itemId: ItemId;
  /** What was put to the vote; null where the item says it. */
  readonly question: string | null;
  readonly method: VoteMethod;
  readonly status: 'open' | 'closed' | 'abandoned';
  /** Of a show of hands, as it was counted; by name, once the vote is closed. */
  readonly count: VoteCount | null;
  /** Who could vote when it was counted. */
  readonly voters: readonly PersonId[];
  /** By name, everybody's; in a show of hands, of those who required theirs to be recorded. */
  readonly ballots: readonly Ballot[];
  readonly casting: CastingVote | null;
};

type About = { readonly voteId: VoteId; readonly itemId: ItemId };

export type VoteCommand =
  | ({
      readonly type: 'open-vote';
      readonly question: string | null;
      readonly method: VoteMethod;
    } & About)
  | ({ readonly type: 'record-count' } & About & VoteCount)
  /** By the member whose key it is, or by the clerk for them. */
  | ({ readonly type: 'cast-vote'; readonly key: PersonId; readonly choice: Choice } & About)
  | ({ readonly type: 'require-recorded'; readonly key: PersonId; readonly choice: Choice } & About)
  | ({
      readonly type: 'casting-vote';
      readonly key: PersonId;
      readonly choice: 'for' | 'against';
    } & About)
  | ({ readonly type: 'close-vote' } & About)
  | ({ readonly type: 'abandon-vote' } & About);

export type VoteOutcome = 'carried' | 'lost' | 'tied';

/** V6, V7: what the vote came to; null until it is closed, and of one that was abandoned. */
export function outcomeOf({ status, count, casting }: Vote): VoteOutcome | null {
  if (status !== 'closed' || count === null) return null;
  if (casting) return casting.choice === 'for' ? 'carried' : 'lost';
  if (count.for === count.against) return 'tied';
  return count.for > count.against ? 'carried' : 'lost';
}

export const totalOf = (count: VoteCount): number => count.for + count.against + count.abstained;

export const countOf = (ballots: readonly Ballot[]): VoteCount => ({
  for: among(ballots, 'for').length,
  against: among(ballots, 'against').length,
  abstained: among(ballots, 'abstained').length
});

/**
 * V12: the sentences a record prints of a closed vote, such as "For 5, against 2, abstained 1. The
 * motion was carried."; empty for a vote that came to nothing. Names are those of the register.
 */
export function voteWords(vote: Vote, attendees: readonly Attendance[]): string {
  const outcome = outcomeOf(vote);
  if (outcome === null || vote.count === null) return '';
  const { question, method, count, ballots, casting } = vote;
  const named = namedBallots(ballots, attendees);
  return [
    ...(question === null ? [] : [`Vote: ${sentence(question)}`]),
    countWords(count),
    ...(named === '' ? [] : [method === 'by-name' ? named : `${ON_REQUEST} ${named}`]),
    ...(casting ? [castingWords(casting, attendees)] : []),
    OUTCOME_WORDS[outcome]
  ].join(' ');
}

/** "For 5, against 2, abstained 1." */
export const countWords = (count: VoteCount): string =>
  `For ${count.for}, against ${count.against}, abstained ${count.abstained}.`;

const ON_REQUEST = 'At their own request these votes are recorded by name.';

const OUTCOME_WORDS: Record<VoteOutcome, string> = {
  carried: 'The motion was carried.',
  lost: 'The motion was lost.',
  tied: 'The votes were equal and there was no casting vote, so the motion was not carried.'
};

/** "For: Ruth Hale, Amir Khan. Against: Joan Reid." */
const namedBallots = (ballots: readonly Ballot[], attendees: readonly Attendance[]): string =>
  CHOICES.map((choice) => ({ choice, names: namesOf(among(ballots, choice), attendees) }))
    .filter(({ names }) => names.length > 0)
    .map(({ choice, names }) => `${CHOICE_LABELS[choice]}: ${names.join(', ')}`)
    .join('; ')
    .replace(/.$/, (last) => `${last}.`);

const CHOICE_LABELS: Record<Choice, string> = {
  for: 'For',
  against: 'Against',
  abstained: 'Abstained'
};

const namesOf = (ballots: readonly Ballot[], attendees: readonly Attendance[]): string[] =>
  inOrder(ballots.map((ballot) => personOf(ballot, attendees))).map(({ name, substituteFor }) =>
    substituteFor === null ? name : `${name} (substitute for ${substituteFor})`
  );

/** As the register has them by now: a name may have been put right since. */
function personOf({ key, name }: Ballot, attendees: readonly Attendance[]) {
  const entry = attendees.find((each) => each.key === key);
  const unknown = { name, office: null, organisation: null, post: null, substituteFor: null };
  return entry ?? unknown;
}

function castingWords(
  { key, name, choice }: CastingVote,
  attendees: readonly Attendance[]
): string {
  const who = attendees.find((each) => each.key === key)?.name ?? name;
  return `The votes were equal, and ${who}, presiding, gave a casting vote ${choice} the motion.`;
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

const among = (ballots: readonly Ballot[], choice: Choice): readonly Ballot[] =>
  ballots.filter((ballot) => ballot.choice === choice);
