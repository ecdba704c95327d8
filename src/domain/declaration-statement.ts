/** Where the minutes state the declarations that nobody has put into the text. Rule I12. */
import { minutedItems } from './compile-minutes.ts';
import type { DeclarationId, ItemId } from './id.ts';
import { recordBlocksOf, type MinuteBlock } from './minute-text.ts';
import type { Proceedings } from './proceedings.ts';

/** Under the item that asks for declarations, and where there is none, under the item concerned. */
export function unstatedUnder(
  { items, declarations }: Proceedings,
  texts: readonly (readonly MinuteBlock[])[]
): (itemId: ItemId) => readonly DeclarationId[] {
  const stated = new Set(texts.flatMap(recordBlocksOf).map(({ id }) => id));
  const minuted = minutedItems(items);
  const asking = minuted.find(({ standing }) => standing === 'declarations');
  const unstated = declarations.filter(({ id }) => !stated.has(id));
  return (itemId) =>
    unstated
      .filter((each) => (asking?.id ?? each.itemId ?? minuted[0]?.id) === itemId)
      .map(({ id }) => id);
}
