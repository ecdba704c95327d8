/** Excluding the public: what a meeting resolves before it takes an item in private, and its words. */
import { itemNumber, type AgendaItem } from './agenda.ts';
import type { AccessRegime } from './board.ts';
import type { ExclusionId, ItemId } from './id.ts';
import { listed } from './listed.ts';
import { isConfidential, paragraphWords } from './privacy.ts';
import type { Proceedings } from './proceedings.ts';

export type Exclusion = {
  readonly id: ExclusionId;
  readonly itemIds: readonly ItemId[];
  /** Of Schedule 12A; empty where the ground is given in words alone. */
  readonly paragraphs: readonly number[];
};

/** Whether the public has to be excluded by a resolution before the item can be opened. */
export const needsExclusion = (
  { exclusions }: Pick<Proceedings, 'exclusions'>,
  item: AgendaItem
): boolean =>
  item.part === 'part2' &&
  !isConfidential(item) &&
  !exclusions.some(({ itemIds }) => itemIds.includes(item.id));

/** Whether the meeting sits in private: who is there for open business alone is out of the room. */
export const isInPrivate = ({ items, currentItemId }: Proceedings): boolean =>
  items.find(({ id }) => id === currentItemId)?.part === 'part2';

/**
 * [I4] The resolution as the minutes print it. A body that is bound by law cites the Act; one that
 * has adopted the rules cites those; one that is bound by nothing claims nothing.
 */
export function exclusionWords(
  { itemIds, paragraphs }: Pick<Exclusion, 'itemIds' | 'paragraphs'>,
  items: readonly AgendaItem[],
  regime: AccessRegime
): string {
  const chosen = items.filter(({ id }) => itemIds.includes(id));
  const numbers = chosen.map(({ id }) => itemNumber(items, id) ?? 0);
  const named = `item${numbers.length > 1 ? 's' : ''} ${listed(numbers.map(String))}`;
  const reason =
    paragraphs.length > 0 ? ` (${paragraphWords(paragraphs)})` : ` (${groundsOf(chosen)})`;
  const they = chosen.length > 1 ? 'they involve' : 'it involves';
  switch (regime) {
    case 'statutory':
      return (
        `That, under section 100A(4) of the Local Government Act 1972, the public be excluded ` +
        `from the meeting for ${named} on the grounds that ${they} the likely disclosure of ` +
        `exempt information as defined in Part 1 of Schedule 12A to the Act${reason}, and that ` +
        `the public interest in maintaining the exemption outweighs the public interest in ` +
        `disclosing the information.`
      );
    case 'adopted':
      return (
        `That, under the access to information rules which the body has adopted, the public and ` +
        `press be excluded from the meeting for ${named} because ${they} the likely disclosure ` +
        `of exempt information${reason}.`
      );
    case 'private':
      return `That ${named} be taken by those alone who may see ${chosen.length > 1 ? 'them' : 'it'}${reason}.`;
  }
}

const groundsOf = (items: readonly AgendaItem[]): string =>
  [...new Set(items.map(({ ground }) => (ground ?? '').trim().replace(/\.$/, '')))].join('; ');
