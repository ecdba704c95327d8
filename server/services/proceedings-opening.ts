/** What a new meeting starts with: the board's standing items and what the last meeting put off. */
import {
  TITLE_LIMIT,
  type AgendaItem,
  type ItemKind,
  type Purpose,
  type StandingItem
} from '#domain/agenda.ts';
import type { Board } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import { titleOf } from '#domain/compile-agenda.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import { newId } from '#server/new-id.ts';
import { readAgendaTexts } from '#server/record/document-text.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingRow } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';

/** `meetings` are the board's earlier ones, latest first. */
export async function openingCommands(
  db: Db,
  board: Board,
  meetings: readonly MeetingRow[],
  cacheOf: object
): Promise<Command[]> {
  const standing = board.settings.standingItems.map(addStanding);
  const last = meetings.find(({ phase }) => phase !== 'cancelled');
  const deferred = last ? await deferredItems(db, last.id, cacheOf) : [];
  // A standing item that was put off comes again by itself.
  const others = deferred.filter((item) => !board.settings.standingItems.some(isStanding(item)));
  return [...standing, ...others.map(addDeferred)];
}

const isStanding =
  (item: AgendaItem) =>
  (standing: StandingItem): boolean =>
    standing === item.standing;

/** Under the titles they have been given since; of a private item, the public one. */
async function deferredItems(db: Db, meetingId: string, cacheOf: object): Promise<AgendaItem[]> {
  const loaded = await loadProceedings(db, meetingId, cacheOf);
  const items = loaded?.proceedings.items.filter(({ status }) => status === 'deferred') ?? [];
  const texts = await readAgendaTexts(db, meetingId, items, () => false);
  return items.map((item) => ({
    ...item,
    title: titleOf(item, texts[item.id]).slice(0, TITLE_LIMIT)
  }));
}

function addStanding(standing: StandingItem): Command {
  const { title, minutes, minuted, purpose } = standingItemOf(standing);
  return addItem({ title, standing, purpose, minutesAllotted: minutes, minuted, kind: 'standard' });
}

const addDeferred = (item: AgendaItem): Command => ({
  ...addItem(item),
  presenterId: item.presenterId,
  presenter: item.presenter,
  part: item.part,
  ground: item.ground
});

const addItem = (given: {
  title: string;
  standing: StandingItem | null;
  purpose: Purpose | null;
  minutesAllotted: number | null;
  minuted: boolean;
  kind: ItemKind;
}): Extract<Command, { type: 'add-item' }> => ({
  type: 'add-item',
  itemId: newId(),
  title: given.title,
  standing: given.standing,
  kind: given.kind,
  purpose: given.purpose,
  presenterId: null,
  presenter: null,
  minutesAllotted: given.minutesAllotted,
  minuted: given.minuted,
  part: 'part1',
  ground: null,
  before: null
});
