/** Makes the record of an agenda out of its items and what people have written to them. */
import { standingOnAgenda, type AgendaItem } from './agenda.ts';
import { isUnattributed, unattributedAgenda } from './attribution.ts';
import { headOf, printedPeople } from './compile-head.ts';
import type { ItemId } from './id.ts';
import { groundWords } from './privacy.ts';
import type { AgendaRecord, AgendaRecordItem } from './record.ts';
import type { Supplement } from './supplement.ts';
import { withholdFromAgenda } from './withhold.ts';

/** What people write together to an item. */
export type AgendaTexts = {
  readonly title: string;
  readonly note: string;
  readonly recommendations: readonly string[];
};

export type AgendaSource = Omit<AgendaRecord, 'kind' | 'items'> & {
  readonly items: readonly AgendaItem[];
  /** An item without texts prints the title it was given. */
  readonly texts: ReadonlyMap<ItemId, AgendaTexts>;
  readonly seesPart2: (itemId: ItemId) => boolean;
  /** ISO dates of the meetings whose minutes wait for approval, the earliest first. */
  readonly minutesOf?: readonly string[];
};

/** [R1] Items stand in their order, under their agenda numbers; withdrawn ones are left out. */
export function compileAgenda(source: AgendaSource): AgendaRecord {
  const { openToPublic, version, publishedOn, membership, substitutes, texts } = source;
  const record: AgendaRecord = {
    ...headOf(source),
    kind: 'agenda',
    openToPublic,
    version,
    publishedOn,
    membership: printedPeople(membership),
    substitutes: printedPeople(substitutes),
    items: standingOnAgenda(source.items).map((item, index) => ({
      ...recordItem(item, index + 1, texts.get(item.id)),
      ...awaited(item, source.minutesOf ?? [])
    }))
  };
  const told = isUnattributed(source) ? unattributedAgenda(record) : record;
  return withholdFromAgenda(told, source.seesPart2);
}

/**
 * [U3] A published agenda with the urgent items admitted since, under the numbers after its own: it
 * is frozen, and they came without notice. What was frozen stays as it was.
 */
export const withUrgentItems = (
  published: AgendaRecord,
  items: readonly AgendaItem[],
  texts: ReadonlyMap<ItemId, AgendaTexts>
): AgendaRecord => ({
  ...published,
  items: [
    ...published.items,
    ...standingOnAgenda(items)
      .map((item, index) => ({ item, number: index + 1 }))
      .filter(({ item }) => item.urgentReason !== null)
      .filter(({ item }) => !published.items.some(({ itemId }) => itemId === item.id))
      .map(({ item, number }) => laterItem(published, item, number, texts))
  ]
});

/** [Y11] */
const awaited = ({ standing }: AgendaItem, minutesOf: readonly string[]) =>
  standing === 'minutes' && minutesOf.length > 0 ? { minutesOf } : {};

/**
 * [Y13] The next version of a published agenda: what was published as it was, the urgent items
 * admitted since, and the item of the supplement, which says when it came and why.
 */
export function withSupplement(
  published: AgendaRecord,
  items: readonly AgendaItem[],
  texts: ReadonlyMap<ItemId, AgendaTexts>,
  { itemId, version, on, reason }: Supplement
): AgendaRecord {
  const before = withUrgentItems(published, items, texts);
  const standing = standingOnAgenda(items);
  const added = standing
    .filter(({ id }) => id === itemId)
    .map((item) => laterItem(before, item, standing.indexOf(item) + 1, texts))
    .map((item) => ({ ...item, supplement: { on, reason } }));
  return { ...before, version, items: [...before.items, ...added] };
}

/** [F4] As the agenda it is added to: without who presents it where that says nobody's name. */
function laterItem(
  published: AgendaRecord,
  item: AgendaItem,
  number: number,
  texts: ReadonlyMap<ItemId, AgendaTexts>
): AgendaRecordItem {
  const added = recordItem(item, number, texts.get(item.id));
  return isUnattributed(published) ? { ...added, presenter: null } : added;
}

/** The wording people wrote supersedes the title given, unless nothing is left of it. */
export const titleOf = (item: AgendaItem, texts: { readonly title: string } | undefined): string =>
  texts?.title.trim() || item.title;

const recordItem = (
  item: AgendaItem,
  number: number,
  texts: AgendaTexts | undefined
): AgendaRecordItem => ({
  itemId: item.id,
  number,
  title: titleOf(item, texts),
  part: item.part,
  ground: groundWords(item),
  withheld: false,
  purpose: item.purpose,
  presenter: item.presenter,
  minutesAllotted: item.minutesAllotted,
  note: texts?.note.trim() || null,
  recommendations: (texts?.recommendations ?? []).map((text) => text.trim()).filter(Boolean),
  urgentReason: item.urgentReason
});
