/**
 * What people write together in the minute of one item, as it is read out of the collaborative
 * document: paragraphs, lists, bold, and record blocks that point at a row made by a command.
 */
export type Run = { readonly text: string; readonly bold?: true };

export type RecordBlockKind = 'action' | 'resolution' | 'declaration' | 'vote' | 'attendance';

export type MinuteBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly items: readonly (readonly MinuteBlock[])[];
    }
  | { readonly kind: RecordBlockKind; readonly id: string; readonly runs: readonly Run[] };

export const RECORD_BLOCK_KINDS: readonly RecordBlockKind[] = [
  'action',
  'resolution',
  'declaration',
  'vote',
  'attendance'
];

export const plainText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** Blocks as lines of plain text. */
function linesOf(blocks: readonly MinuteBlock[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.flatMap(linesOf) : [plainText(block.runs)]
  );
}

/** Every record block in reading order, those inside lists included. */
export function recordBlocksOf(
  blocks: readonly MinuteBlock[]
): Extract<MinuteBlock, { kind: RecordBlockKind }>[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [];
    if (block.kind === 'list') return block.items.flatMap(recordBlocksOf);
    return [block];
  });
}

export const hasText = (blocks: readonly MinuteBlock[]): boolean =>
  linesOf(blocks).some((line) => line.trim() !== '');
