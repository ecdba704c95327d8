/** Business that waits for an agenda, by board, and the events that say who did what with it. */
import type { ItemDetails } from '#domain/command.ts';
import type { ParkedItem, ParkedState } from '#domain/proposal.ts';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

type EventKind = Schema['parked_item_event']['kind'];

export type NewParkedItem = Pick<
  ParkedItem,
  'id' | 'boardId' | 'title' | 'why' | 'part' | 'ground' | 'details'
> & { readonly origin: { readonly meetingId: string; readonly itemId: string } | null };

type Act = { readonly at: string; readonly by: string };

/** Where something took it, or null where that is no more. */
type Taken = { readonly meetingId: string; readonly itemId: string } | null;

export async function insertParkedItem(db: Db, item: NewParkedItem, act: Act): Promise<void> {
  const { last } = await db
    .selectFrom('parked_item')
    .select((parked) => parked.fn.max('number').as('last'))
    .where('board_id', '=', item.boardId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('parked_item')
    .values({
      id: item.id,
      board_id: item.boardId,
      number: (last ?? 0) + 1,
      title: item.title,
      why: item.why,
      part: item.part,
      ground: item.ground,
      details: JSON.stringify(item.details),
      parked_at: act.at,
      parked_by: act.by,
      origin_meeting_id: item.origin?.meetingId ?? null,
      origin_item_id: item.origin?.itemId ?? null,
      state: 'parked',
      reply: null,
      meeting_id: null,
      item_id: null
    })
    .execute();
  await insertEvent(db, item.id, item.origin ? 'putOff' : 'proposed', act, null, null);
}

/** What became of it; `reply` is undefined where nothing was said. */
export async function changeParkedItem(
  db: Db,
  id: string,
  change: {
    readonly kind: EventKind;
    readonly state: ParkedState;
    readonly reply?: string | null;
    readonly takenBy: Taken;
  },
  act: Act
): Promise<void> {
  const { kind, state, reply, takenBy } = change;
  await db
    .updateTable('parked_item')
    .set({
      state,
      meeting_id: takenBy?.meetingId ?? null,
      item_id: takenBy?.itemId ?? null,
      ...(reply === undefined ? {} : { reply })
    })
    .where('id', '=', id)
    .execute();
  await insertEvent(db, id, kind, act, reply ?? null, takenBy);
}

/** A meeting that had taken it, or had put it off before, puts it off: it waits from there. */
export async function parkAgain(
  db: Db,
  id: string,
  now: {
    readonly title: string;
    readonly origin: { readonly meetingId: string; readonly itemId: string };
  },
  act: Act
): Promise<void> {
  await db
    .updateTable('parked_item')
    .set({
      title: now.title,
      origin_meeting_id: now.origin.meetingId,
      origin_item_id: now.origin.itemId
    })
    .where('id', '=', id)
    .execute();
  await changeParkedItem(db, id, { kind: 'putOff', state: 'parked', takenBy: null }, act);
}

/** An item that changes part is made again under another id: what points at it goes along. */
export async function followRemadeItem(
  db: Db,
  from: string,
  item: { readonly id: string; readonly part: ParkedItem['part']; readonly ground: string | null }
): Promise<void> {
  await db
    .updateTable('parked_item')
    .set({ item_id: item.id })
    .where('item_id', '=', from)
    .execute();
  await db
    .updateTable('parked_item')
    .set({ origin_item_id: item.id, part: item.part, ground: item.ground })
    .where('origin_item_id', '=', from)
    .execute();
}

export const findParkedItem = async (db: Db, id: string): Promise<ParkedItem | undefined> =>
  (await read(db, (all) => all.where('parked_item.id', '=', id)))[0];

export const findParkedFrom = async (db: Db, itemId: string): Promise<ParkedItem | undefined> =>
  (await read(db, (all) => all.where('parked_item.origin_item_id', '=', itemId)))[0];

export const findTakenAs = async (db: Db, itemId: string): Promise<ParkedItem | undefined> =>
  (await read(db, (all) => all.where('parked_item.item_id', '=', itemId)))[0];

/** In the order in which they were parked. */
export const listParkedItems = (db: Db, boardId: string): Promise<ParkedItem[]> =>
  read(db, (all) => all.where('parked_item.board_id', '=', boardId));

type Query = ReturnType<typeof everything>;

const everything = (db: Db) =>
  db
    .selectFrom('parked_item')
    .innerJoin('person', 'person.id', 'parked_item.parked_by')
    .leftJoin('meeting as origin', 'origin.id', 'parked_item.origin_meeting_id')
    .leftJoin('meeting as taker', 'taker.id', 'parked_item.meeting_id')
    .selectAll('parked_item')
    .select(['person.name', 'origin.date as origin_date', 'taker.date as taker_date'])
    .orderBy('number');

async function read(db: Db, only: (all: Query) => Query): Promise<ParkedItem[]> {
  const rows = await only(everything(db)).execute();
  return rows.map((row) => ({
    id: row.id,
    boardId: row.board_id,
    title: row.title,
    why: row.why,
    part: row.part,
    ground: row.ground,
    details: JSON.parse(row.details) as ItemDetails,
    parkedAt: row.parked_at,
    parkedBy: { personId: row.parked_by, name: row.name },
    origin: placeOf(row.origin_meeting_id, row.origin_item_id, row.origin_date),
    state: row.state,
    reply: row.reply,
    takenBy: placeOf(row.meeting_id, row.item_id, row.taker_date)
  }));
}

const placeOf = (meetingId: string | null, itemId: string | null, date: string | null) =>
  meetingId !== null && itemId !== null && date !== null ? { meetingId, itemId, date } : null;

async function insertEvent(
  db: Db,
  id: string,
  kind: EventKind,
  { at, by }: Act,
  reply: string | null,
  takenBy: Taken
): Promise<void> {
  const { count } = await db
    .selectFrom('parked_item_event')
    .select((event) => event.fn.countAll<number>().as('count'))
    .where('parked_item_id', '=', id)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('parked_item_event')
    .values({
      parked_item_id: id,
      seq: count + 1,
      at,
      by_person: by,
      kind,
      reply,
      meeting_id: takenBy?.meetingId ?? null,
      item_id: takenBy?.itemId ?? null
    })
    .execute();
}
