/**
 * Where the text of the minutes and the journal say different things. The text may be edited freely,
 * so nothing is changed by itself: each difference is shown with what the journal would say instead.
 * Only sentences in the usual words of minutes are compared. Rule T10.
 */
import { attendeesOf, hasCome } from './attendance.ts';
import { isUnattributed } from './attribution.ts';
import { recordTime } from './civil-date.ts';
import { apologiesSentence, attendanceSentence, listed } from './generated-paragraph.ts';
import type { ItemId } from './id.ts';
import { paragraphsOf, type MinuteBlock } from './minute-text.ts';
import { sentencesOf } from './sentence.ts';
import type { Proceedings } from './proceedings.ts';
import { statementsUnder, statementWords } from './statement.ts';
import { totalOf } from './vote.ts';
import { voteWordsOf } from './vote-statement.ts';

export type Disagreement = {
  readonly itemId: ItemId;
  /** As it stands in the text. */
  readonly sentence: string;
  /** "The text says 12 present; the register says 11." */
  readonly words: string;
  /** What the sentence would be; null where a person has to write it. */
  readonly instead: string | null;
};

/** `minutes` by item id. In the order of the agenda, then of the text. */
export const disagreements = (
  minutes: Readonly<Record<ItemId, readonly MinuteBlock[]>>,
  state: Proceedings
): Disagreement[] =>
  state.items.flatMap(({ id }) =>
    paragraphsOf(minutes[id] ?? [])
      .flatMap(sentencesOf)
      .flatMap((sentence) => {
        for (const compare of COMPARISONS) {
          const found = compare(sentence, state, id);
          if (found) return [{ itemId: id, sentence, ...found }];
        }
        return [];
      })
  );

type Found = Pick<Disagreement, 'words' | 'instead'>;
type Comparison = (sentence: string, state: Proceedings, itemId: ItemId) => Found | null;

const NUMBER_WORDS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' '
  );
const NUMBER = `(\\d{1,3}|${NUMBER_WORDS.join('|')})`;
const PRESENT = new RegExp(
  `\\b${NUMBER}(?: (?:members|councillors|people|persons|member))?(?: (?:was|were))? present\\b(?! and voting)`,
  'i'
);
const ATTENDING = new RegExp(
  `\\b${NUMBER}(?: (?:other|others|officers|guests))?(?: (?:people|persons|person))?(?: (?:was|were))? in attendance\\b`,
  'i'
);

const numberOf = (said: string): number =>
  /^\d/.test(said) ? Number(said) : NUMBER_WORDS.indexOf(said.toLowerCase());

const counted =
  (pattern: RegExp, kind: 'present' | 'inAttendance', label: string): Comparison =>
  (sentence, state) => {
    const { attendees } = state;
    const said = pattern.exec(sentence)?.[1];
    const count = attendeesOf(attendees, kind).length;
    // A register that nobody has taken yet says nothing.
    if (said === undefined || !attendees.some(hasCome) || numberOf(said) === count) return null;
    return {
      words: `The text says ${said.toLowerCase()} ${label}; the register says ${count}.`,
      // "1 others were" is nobody's English.
      instead:
        count === 1
          ? attendanceSentence(state)
          : sentence.replace(pattern, (match) => match.replace(said, String(count)))
    };
  };

const NO_APOLOGIES = /\bno apologies\b/i;
const APOLOGIES_FROM = /\bapolog(?:y|ies)\b.*\bfrom\b/i;

const apologies: Comparison = (sentence, state) => {
  // F2: whom they came from is not for these minutes.
  if (isUnattributed(state)) return null;
  const away = attendeesOf(state.attendees, 'apologies').map(({ name }) => name);
  const saysNone = NO_APOLOGIES.test(sentence);
  if (!saysNone && !APOLOGIES_FROM.test(sentence)) return null;
  const came = state.attendees.filter(({ kind }) => kind === 'present');
  // A substitute is named with whom they stand in for.
  const named = came
    .filter(({ name, substituteForId }) => substituteForId === undefined && sentence.includes(name))
    .map(({ name }) => name);
  const missing = away.filter((name) => saysNone || !sentence.includes(name));
  if (missing.length === 0 && named.length === 0) return null;
  const instead = apologiesSentence(state);
  if (saysNone) {
    const words = `The text says there were no apologies; the register has them from ${listed(away)}.`;
    return { words, instead };
  }
  const words =
    missing.length > 0
      ? `The text does not say that ${listed(missing)} sent apologies; the register does.`
      : `The text says that ${listed(named)} sent apologies; the register says they came.`;
  return { words, instead };
};

const FINISHED =
  /\bmeeting (?:was )?(?:finished|ended|closed|concluded)(?: at)? (\d{1,2})(?:[.:](\d{2}))? ?(am|pm|noon)?/i;

const finish: Comparison = (sentence, { finishedAt }) => {
  const said = FINISHED.exec(sentence);
  if (!said || finishedAt === null) return null;
  const [, hour = '', minute = '00', half] = said;
  const isAfternoon = half?.toLowerCase() === 'pm' && Number(hour) < 12;
  const time = `${String(Number(hour) + (isAfternoon ? 12 : 0)).padStart(2, '0')}:${minute}`;
  if (time === finishedAt) return null;
  const written = said[0].slice(said[0].search(/\d/)).trimEnd();
  return {
    words: `The text says the meeting finished at ${written}; the journal says ${recordTime(finishedAt)}.`,
    instead: sentence.replace(written, recordTime(finishedAt))
  };
};

const BALLOT =
  /\b(?:for:? (\d+)\D{1,12}against:? (\d+)|(\d+) (?:votes? )?(?:for|in favour)\D{1,12}(\d+) (?:votes? )?against|(?:by )?(\d+) votes to (\d+))/i;

const votes: Comparison = (sentence, state, itemId) => {
  const said = BALLOT.exec(sentence)?.slice(1).filter(Boolean).map(Number);
  const held = state.votes.filter(
    (vote) => vote.itemId === itemId && vote.status === 'closed' && vote.count !== null
  );
  const last = held.at(-1);
  if (!said || !last?.count) return null;
  if (held.some(({ count }) => count?.for === said[0] && count?.against === said[1])) return null;
  const { count } = last;
  return {
    words: `The text says ${said[0]} for and ${said[1]} against; the count was ${count.for} for and ${count.against} against, of ${totalOf(count)}.`,
    instead: voteWordsOf(last.id, state) ?? null
  };
};

const NO_INTERESTS = /\b(?:no interests (?:were )?declared|no declarations of interests?)\b/i;

const interests: Comparison = (sentence, state) => {
  if (!NO_INTERESTS.test(sentence)) return null;
  const declared = state.items
    .flatMap(({ id }) => statementsUnder(id, state))
    .filter(({ kind }) => kind === 'declaration')
    .map((statement) => statementWords(statement, state) ?? '');
  return declared.length === 0
    ? null
    : {
        words: `The text says no interests were declared; the journal has ${declared.length}.`,
        instead: declared.join(' ')
      };
};

const NO_URGENT = /\bno urgent (?:items|business)\b/i;

const urgency: Comparison = (sentence, { items }) => {
  const urgent = items.filter(({ urgentReason, status }) => urgentReason && status !== 'withdrawn');
  return NO_URGENT.test(sentence) && urgent.length > 0
    ? {
        words: `The text says there was no urgent business; the journal has ${urgent.length} urgent ${urgent.length === 1 ? 'item' : 'items'}.`,
        instead: null
      }
    : null;
};

const COMPARISONS: readonly Comparison[] = [
  counted(PRESENT, 'present', 'present'),
  counted(ATTENDING, 'inAttendance', 'in attendance'),
  apologies,
  finish,
  votes,
  interests,
  urgency
];
