/** Boards and how they do things, and the closure days their notice is counted against. */
import type { Selectable } from 'kysely';
import type { StandingItem } from '#domain/agenda.ts';
import type { Board, BoardSettings } from '#domain/board.ts';
import type { BoardId } from '#domain/id.ts';
import { OFFSET_NAMES, USUAL_OFFSETS, type TimetableOffsets } from '#domain/timetable-offsets.ts';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export type ClosureDay = { readonly date: string; readonly name: string };

export async function findBoard(db: Db, id: BoardId): Promise<Board | undefined> {
  const row = await db.selectFrom('board').selectAll().where('id', '=', id).executeTakeFirst();
  return row && rowToBoard(row);
}

export async function listBoards(db: Db): Promise<Board[]> {
  const rows = await db.selectFrom('board').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(rowToBoard);
}

export async function insertBoard(db: Db, board: Board, at: string): Promise<void> {
  await db
    .insertInto('board')
    .values({
      id: board.id,
      name: board.name,
      kind: board.kind,
      parent_id: board.parentId,
      ...settingsToRow(board.settings),
      created_at: at,
      last_action_number: 0
    })
    .execute();
}

export async function updateBoardSettings(
  db: Db,
  id: BoardId,
  name: string,
  settings: BoardSettings
): Promise<void> {
  await db
    .updateTable('board')
    .set({ name, ...settingsToRow(settings) })
    .where('id', '=', id)
    .execute();
}

/** In order of date. */
export async function listClosureDays(db: Db, boardId: BoardId): Promise<ClosureDay[]> {
  return db
    .selectFrom('closure_day')
    .select(['date', 'name'])
    .where('board_id', '=', boardId)
    .orderBy('date')
    .execute();
}

/** A day that is already there takes the new name. */
export async function setClosureDay(db: Db, boardId: BoardId, day: ClosureDay): Promise<void> {
  await db
    .insertInto('closure_day')
    .values({ board_id: boardId, date: day.date, name: day.name })
    .onConflict((conflict) =>
      conflict.columns(['board_id', 'date']).doUpdateSet({ name: day.name })
    )
    .execute();
}

export async function deleteClosureDay(db: Db, boardId: BoardId, date: string): Promise<void> {
  await db
    .deleteFrom('closure_day')
    .where('board_id', '=', boardId)
    .where('date', '=', date)
    .execute();
}

const rowToBoard = (row: Selectable<Schema['board']>): Board => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  parentId: row.parent_id,
  settings: {
    accessRegime: row.access_regime,
    numbering: row.numbering,
    minutesWriting: row.minutes_writing,
    attribution: row.attribution,
    noticeDays: row.notice_days,
    timetable: {
      ...USUAL_OFFSETS,
      ...(JSON.parse(row.timetable) as Partial<TimetableOffsets>)
    },
    quorum: {
      members: row.quorum_members,
      sectors: JSON.parse(row.quorum_sectors) as string[]
    },
    standingItems: JSON.parse(row.standing_items) as StandingItem[],
    strapline: row.strapline,
    opening: row.opening,
    contactName: row.contact_name,
    contactPost: row.contact_post,
    contactEmail: row.contact_email
  }
});

const settingsToRow = (settings: BoardSettings) => ({
  access_regime: settings.accessRegime,
  numbering: settings.numbering,
  minutes_writing: settings.minutesWriting,
  attribution: settings.attribution,
  notice_days: settings.noticeDays,
  timetable: JSON.stringify(unusual(settings.timetable)),
  quorum_members: settings.quorum.members,
  quorum_sectors: JSON.stringify(settings.quorum.sectors),
  standing_items: JSON.stringify(settings.standingItems),
  strapline: settings.strapline,
  opening: settings.opening,
  contact_name: settings.contactName,
  contact_post: settings.contactPost,
  contact_email: settings.contactEmail
});

/** Those that the body has set itself: a body that set none follows the usual ones, whatever they become. */
const unusual = (offsets: TimetableOffsets): Partial<TimetableOffsets> =>
  Object.fromEntries(
    OFFSET_NAMES.filter((name) => offsets[name] !== USUAL_OFFSETS[name]).map((name) => [
      name,
      offsets[name]
    ])
  );
