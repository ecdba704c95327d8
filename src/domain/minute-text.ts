/**
 * What people write together in the minute of one item, as it is read out of the collaborative
 * document: paragraphs, lists, bold, and record blocks that point at what a command has made. An
 * action and a resolution are worded in the block; what a statement says follows from the
 * proceedings (`statement.ts`), so it can never say anything else than the journal.
 */
export type Run = { readonly text: string; readonly bold?: true };

/** A block that holds its own wording. */
export type WordedKind = 'action' | 'resolution';
/** A block that holds nothing but the id of what it states. */
export type StatementKind = 'declaration' | 'vote' | 'attendance';
export type RecordBlockKind = WordedKind | StatementKind;

export type WordedBlock = {
  readonly kind: WordedKind;
  readonly id: string;
  readonly runs: readonly Run[];
};
export type StatementBlock = { readonly kind: StatementKind; readonly id: string };

export type MinuteBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly MinuteBlock[])[];
    }
  | WordedBlock
  | StatementBlock;

export const WORDED_KINDS: readonly WordedKind[] = ['action', 'resolution'];
export const STATEMENT_KINDS: readonly StatementKind[] = ['declaration', 'vote', 'attendance'];
export const RECORD_BLOCK_KINDS: readonly RecordBlockKind[] = [...WORDED_KINDS, ...STATEMENT_KINDS];

export const isStatementKind = (kind: string): kind is StatementKind =>
  STATEMENT_KINDS.some((known) => known === kind);

export const isStatement = (block: MinuteBlock): block is StatementBlock =>
  isStatementKind(block.kind);

export const plainText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** Every record block in reading order, those inside lists included. */
export function recordBlocksOf(
  blocks: readonly MinuteBlock[]
): readonly (WordedBlock | StatementBlock)[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [];
    if (block.kind === 'list') return block.items.flatMap(recordBlocksOf);
    return [block];
  });
}

/** All that people wrote themselves, a line for each block. */
export const wordsIn = (blocks: readonly MinuteBlock[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'list') return block.items.map(wordsIn).join('\n');
      return 'runs' in block ? plainText(block.runs) : '';
    })
    .join('\n');

/** Whether anything is said; a statement says something whatever its words are. */
export const hasText = (blocks: readonly MinuteBlock[]): boolean =>
  blocks.some((block) => {
    if (block.kind === 'list') return block.items.some(hasText);
    return 'runs' in block ? plainText(block.runs).trim() !== '' : true;
  });

/** The text of every paragraph that is no record, those in lists included. */
export const paragraphsOf = (blocks: readonly MinuteBlock[]): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [plainText(block.runs)];
    return block.kind === 'list' ? block.items.flatMap(paragraphsOf) : [];
  });
