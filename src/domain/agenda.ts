/** Agenda items: what they are, how they are ordered and numbered. */
import type { ItemId, PersonId } from './id.ts';
import type { Privacy } from './privacy.ts';

export type Part = 'part1' | 'part2';

export type Purpose = 'decide' | 'discuss' | 'note' | 'consult';

export type ItemKind = 'standard' | 'report' | 'verbalUpdate';

/** Business that comes at every meeting and that the record treats in a way of its own. */
export type StandingItem =
  | 'apologies'
  | 'minutes'
  | 'urgentBusiness'
  | 'declarations'
  | 'actionLog'
  | 'workProgramme'
  | 'nextMeeting';

export type AgendaItem = {
  readonly id: ItemId;
  /** The title the item was given; the wording people write together supersedes it. */
  readonly title: string;
  readonly kind: ItemKind;
  readonly standing: StandingItem | null;
  readonly purpose: Purpose | null;
  /** The person who presents, if they are known here, and the name to print. */
  readonly presenterId: PersonId | null;
  readonly presenter: string | null;
  readonly minutesAllotted: number | null;
  readonly part: Part;
  readonly ground: string | null;
  /** Absent from items made before grounds were given as categories. */
  readonly privacy?: Privacy | null;
  readonly urgentReason: string | null;
  /** False for business that is on the agenda but has no minute, such as apologies. */
  readonly minuted: boolean;
  readonly status: 'accepted' | 'considered' | 'deferred' | 'withdrawn';
};

export const TITLE_LIMIT = 300;
export const ITEM_LIMIT = 200;
export const REASON_LIMIT = 1000;

/** Items that stand on the agenda, in order: item numbers are their places, from 1. */
export const standingOnAgenda = (items: readonly AgendaItem[]): readonly AgendaItem[] =>
  items.filter((item) => item.status !== 'withdrawn');

/** 1-based number of an item on its agenda, or null when it is not on it. */
export function itemNumber(items: readonly AgendaItem[], id: ItemId): number | null {
  const index = standingOnAgenda(items).findIndex((item) => item.id === id);
  return index < 0 ? null : index + 1;
}

/** Sum of the minutes allotted to the items that stand. */
export const minutesAllotted = (items: readonly AgendaItem[]): number =>
  standingOnAgenda(items).reduce((sum, item) => sum + (item.minutesAllotted ?? 0), 0);

/** The list with one item moved to stand before another, or at the end when `before` is null. */
export function moveItem(
  items: readonly AgendaItem[],
  id: ItemId,
  before: ItemId | null
): readonly AgendaItem[] {
  const moved = items.find((item) => item.id === id);
  if (!moved || id === before) return items;
  const rest = items.filter((item) => item.id !== id);
  const at = before === null ? rest.length : rest.findIndex((item) => item.id === before);
  return at < 0 ? items : rest.toSpliced(at, 0, moved);
}
