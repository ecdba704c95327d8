/** How a minute says that earlier minutes were approved, and with what corrections. Rule K8. */
import { plainDate } from './civil-date.ts';
import type { AgreedCorrection } from './correction.ts';
import type { ItemId, MeetingId } from './id.ts';
import type { RecordBlock } from './record.ts';

/** Minutes that a meeting approved, by the item under which it did. */
export type Approved = {
  readonly ofMeetingId: MeetingId;
  readonly itemId: ItemId;
  /** ISO date; absent in journals begun before corrections were recorded. */
  readonly heldOn?: string;
  readonly corrections?: readonly AgreedCorrection[];
};

/**
 * The sentence, and a numbered list where there are several corrections. `written` is what people wrote
 * in the minute themselves: where nothing was corrected, saying it once is enough.
 */
export function approvalBlocks(
  { heldOn, corrections = [] }: Approved,
  written: string
): RecordBlock[] {
  if (heldOn === undefined) return [];
  const [only, ...more] = corrections;
  if (!only) return /correct record/i.test(written) ? [] : [statement(`${approved(heldOn)}.`)];
  if (more.length === 0)
    return [statement(`${approved(heldOn)} subject to minute ${ended(correctionWords(only))}`)];
  return [
    statement(`${approved(heldOn)} subject to the following corrections:`),
    {
      kind: 'list',
      ordered: true,
      items: corrections.map((each) => [statement(`Minute ${ended(correctionWords(each))}`)])
    }
  ];
}

/** "39(2) being amended to read: “445” in place of “454”". Private words stay with their minute. */
export function correctionWords({ cited, part, quoted, wording }: AgreedCorrection): string {
  if (part === 'part2') return `${cited} being amended as recorded with that minute, in private`;
  return wording.trim() === ''
    ? `${cited} being amended by leaving out “${quoted}”`
    : `${cited} being amended to read: “${wording}” in place of “${quoted}”`;
}

const approved = (heldOn: string): string =>
  `The minutes of the meeting held on ${plainDate(heldOn)} were approved as a correct record`;

/** Words quoted to the end of their sentence bring its stop along. */
const ended = (words: string): string => (/[.?!]”$/.test(words) ? words : `${words}.`);

const statement = (text: string): RecordBlock => ({ kind: 'statement', text });
