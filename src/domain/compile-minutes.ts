/** Makes the record of minutes out of what was written, done and recorded at a meeting. */
import { standingOnAgenda, type AgendaItem } from './agenda.ts';
import { approvalBlocks, type Approved } from './approval-words.ts';
import { isUnattributed, unattributedMinutes } from './attribution.ts';
import { titleOf } from './compile-agenda.ts';
import { headOf, printedPeople } from './compile-head.ts';
import type { ActionId, DeclarationId, ItemId, VoteId } from './id.ts';
import { groundWords } from './privacy.ts';
import {
  isStatement,
  plainText,
  wordsIn,
  type MinuteBlock,
  type StatementBlock
} from './minute-text.ts';
import type { MinutesRecord, RecordBlock, RecordedMinute } from './record.ts';
import { withholdFromMinutes } from './withhold.ts';

/** What the row of an action says beside its wording. */
export type ActionFacts = {
  readonly number: number;
  readonly owners: readonly string[];
  readonly dueOn: string | null;
};

export type MinutesSource = Omit<MinutesRecord, 'kind' | 'minutes'> & {
  readonly items: readonly AgendaItem[];
  /** The number of the first minute: see `firstMinuteNumber`. */
  readonly firstNumber: number;
  /** An item without texts prints the title it was given. */
  readonly texts: ReadonlyMap<ItemId, { readonly title: string }>;
  readonly minuteTexts: ReadonlyMap<ItemId, readonly MinuteBlock[]>;
  readonly actions: ReadonlyMap<ActionId, ActionFacts>;
  /** The words of a statement; undefined where the journal does not, or no longer, know of it. */
  readonly wordsOf: (statement: StatementBlock) => string | undefined;
  /** The resolution to exclude the public, by the first item it was for. */
  readonly exclusions: ReadonlyMap<ItemId, string>;
  /** The votes that were closed at an item, in order. */
  readonly votesUnder: (itemId: ItemId) => readonly VoteId[];
  /** The declarations that the text states nowhere, by the item they are to stand under. */
  readonly declaredUnder: (itemId: ItemId) => readonly DeclarationId[];
  /** Earlier minutes that this meeting approved. */
  readonly approvals: readonly Approved[];
  readonly seesPart2: (itemId: ItemId) => boolean;
};

type Facts = Pick<MinutesSource, 'actions' | 'wordsOf'>;

/** [R6] Minutes are numbered whether or not the reader may see them: numbers are the same for all. */
export function compileMinutes(source: MinutesSource): MinutesRecord {
  const { state, finishTime, present, inAttendance, apologies, opening, approval } = source;
  const record: MinutesRecord = {
    ...headOf(source),
    kind: 'minutes',
    state,
    finishTime,
    present: printedPeople(present),
    inAttendance: printedPeople(inAttendance),
    apologies: printedPeople(apologies),
    opening,
    approval: approval && { meetingDate: approval.meetingDate, presidedBy: approval.presidedBy },
    minutes: minutedItems(source.items).map((item, index) =>
      recordedMinute(item, source.firstNumber + index, source)
    )
  };
  const told = isUnattributed(source) ? unattributedMinutes(record) : record;
  return withholdFromMinutes(told, source.seesPart2);
}

/** [R6] Items that get a minute, in agenda order; their count is how many numbers a meeting uses. */
export const minutedItems = (items: readonly AgendaItem[]): readonly AgendaItem[] =>
  items.filter(({ minuted, status }) => minuted && status !== 'withdrawn' && status !== 'deferred');

function recordedMinute(
  item: AgendaItem,
  minuteNumber: number,
  {
    items,
    texts,
    minuteTexts,
    exclusions,
    votesUnder,
    declaredUnder,
    approvals,
    ...facts
  }: MinutesSource
): RecordedMinute {
  const written = minuteTexts.get(item.id) ?? [];
  const blocks = withVotes(written, votesUnder(item.id), facts);
  // I12: nobody has to remember to write down what was declared on a phone.
  const declared = recordBlocks(
    declaredUnder(item.id).map((id) => ({ kind: 'declaration', id })),
    facts
  );
  return {
    itemId: item.id,
    itemNumber: standingOnAgenda(items).indexOf(item) + 1,
    minuteNumber,
    title: titleOf(item, texts.get(item.id)),
    part: item.part,
    ground: groundWords(item),
    ...exclusionOf(item, exclusions),
    withheld: false,
    blocks: [
      ...urgency(item),
      // [K8] Nor is this: which corrections were agreed must not depend on what is written beside it.
      ...approvals
        .filter(({ itemId }) => itemId === item.id)
        .flatMap((approval) => approvalBlocks(approval, wordsIn(written))),
      ...blocks,
      ...declared
    ]
  };
}

/** [I4] It is passed before the private part opens, so it is for every reader of the minutes. */
const exclusionOf = (
  { id }: AgendaItem,
  exclusions: ReadonlyMap<ItemId, string>
): { exclusion?: string } => {
  const exclusion = exclusions.get(id);
  return exclusion === undefined ? {} : { exclusion };
};

/**
 * [V13] Each vote is stated where the text first has it, and else at the end: nobody has to remember
 * it, and what was copied within the text or brought from another item is not stated again.
 */
function withVotes(
  written: readonly MinuteBlock[],
  votes: readonly VoteId[],
  { actions, wordsOf }: Facts
): RecordBlock[] {
  const unsaid = new Set(votes);
  const once = (statement: StatementBlock): string | undefined =>
    statement.kind === 'vote' && !unsaid.delete(statement.id) ? undefined : wordsOf(statement);
  const printed = recordBlocks(written, { actions, wordsOf: once });
  const rest = [...unsaid].map((id): StatementBlock => ({ kind: 'vote', id }));
  return [...printed, ...recordBlocks(rest, { actions, wordsOf })];
}

/** [U4] Not in the text people write, from which it could be lost: the law asks for it in the minutes. */
const urgency = ({ urgentReason }: AgendaItem): RecordBlock[] =>
  urgentReason === null
    ? []
    : [
        {
          kind: 'paragraph',
          runs: [{ text: 'Urgent item: ', bold: true }, { text: urgentReason }]
        }
      ];

/**
 * [R8] Empty paragraphs are spacing on the screen and are not printed. Resolutions that follow one
 * another become one block.
 */
function recordBlocks(blocks: readonly MinuteBlock[], facts: Facts): RecordBlock[] {
  const printed: RecordBlock[] = [];
  for (const block of blocks) {
    const next = recordBlock(block, facts);
    const last = printed.at(-1);
    if (next?.kind === 'resolved' && last?.kind === 'resolved') {
      printed[printed.length - 1] = { ...last, sentences: [...last.sentences, ...next.sentences] };
    } else if (next) {
      printed.push(next);
    }
  }
  return printed;
}

/** Undefined for a block that says nothing; an action says its number even without words. */
function recordBlock(block: MinuteBlock, facts: Facts): RecordBlock | undefined {
  if (block.kind === 'list') {
    const items = block.items
      .map((item) => recordBlocks(item, facts))
      .filter((item) => item.length > 0);
    return items.length === 0 ? undefined : { kind: 'list', ordered: block.ordered, items };
  }
  if (isStatement(block)) {
    const text = facts.wordsOf(block);
    return text === undefined ? undefined : { kind: 'statement', text };
  }
  const action = block.kind === 'action' ? facts.actions.get(block.id) : undefined;
  if (!action && plainText(block.runs).trim() === '') return undefined;
  if (block.kind === 'action') return { kind: 'action', runs: block.runs, ...actionFacts(action) };
  if (block.kind === 'resolution') return { kind: 'resolved', sentences: [block.runs] };
  return { kind: 'paragraph', runs: block.runs };
}

const actionFacts = (facts: ActionFacts | undefined) => ({
  number: facts?.number ?? null,
  owners: [...(facts?.owners ?? [])],
  dueOn: facts?.dueOn ?? null
});
