/**
 * Statements: record blocks of the minutes that hold no words, only the id of what they state. Each
 * kind says here where its words come from, and the editor, the pages and every export read them
 * alike. Rules T1 to T3.
 */
import { declarationsUnder, declarationWords } from './declaration.ts';
import type { ItemId } from './id.ts';
import { STATEMENT_KINDS, type StatementBlock, type StatementKind } from './minute-text.ts';
import { movementsUnder, movementWords } from './movement.ts';
import type { Proceedings } from './proceedings.ts';
import { votesUnder, voteWordsOf } from './vote-statement.ts';

type Source = {
  /** One sentence or a few; undefined for what the proceedings do not, or no longer, know of. */
  readonly words: (id: string, state: Proceedings) => string | undefined;
  /** What was recorded under the item, in order. */
  readonly under: (itemId: ItemId, state: Proceedings) => readonly string[];
};

const SOURCES: Record<StatementKind, Source> = {
  attendance: { words: movementWords, under: movementsUnder },
  declaration: { words: declarationWords, under: declarationsUnder },
  vote: { words: voteWordsOf, under: votesUnder }
};

/** [T1] What the statement says as things stand. */
export const statementWords = (
  { kind, id }: StatementBlock,
  state: Proceedings
): string | undefined => SOURCES[kind].words(id, state);

/** [T3] What has been recorded under the item and could be stated in its minute. */
export const statementsUnder = (itemId: ItemId, state: Proceedings): readonly StatementBlock[] =>
  STATEMENT_KINDS.flatMap((kind) =>
    SOURCES[kind]
      .under(itemId, state)
      .map((id) => ({ kind, id }))
      .filter((statement) => statementWords(statement, state) !== undefined)
  );
