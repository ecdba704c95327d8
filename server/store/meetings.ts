/** Meetings as rows: dates and places for lists; what happened in one is in its journal. */
import type { AttributionPolicy } from '#domain/attribution.ts';
import type { Meeting } from '#domain/meeting.ts';
import type { Selectable } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export type MeetingRow = Meeting & {
  readonly minuteCount: number;
  readonly numberedFrom: number | null;
  readonly createdAt: string;
  /** As the board had it when the meeting was made. */
  readonly attribution: AttributionPolicy;
};

export async function insertMeeting(
  db: Db,
  meeting: Pick<Meeting, 'id' | 'boardId' | 'date' | 'startTime' | 'endTime' | 'place'> & {
    readonly attribution?: AttributionPolicy;
  },
  at: string,
  by: string
): Promise<void> {
  await db
    .insertInto('meeting')
    .values({
      id: meeting.id,
      board_id: meeting.boardId,
      date: meeting.date,
      start_time: meeting.startTime,
      end_time: meeting.endTime,
      place: meeting.place,
      phase: 'agendaOpen',
      minutes_stage: null,
      minute_count: 0,
      numbered_from: null,
      created_at: at,
      created_by: by,
      attribution: meeting.attribution ?? 'named'
    })
    .execute();
}

/** Keeps the row in step with the proceedings, in the transaction that appends to the journal. */
export async function updateMeeting(
  db: Db,
  id: string,
  now: Omit<MeetingRow, 'id' | 'boardId' | 'createdAt' | 'attribution'>
): Promise<void> {
  await db
    .updateTable('meeting')
    .set({
      date: now.date,
      start_time: now.startTime,
      end_time: now.endTime,
      place: now.place,
      phase: now.phase,
      minutes_stage: now.minutesStage,
      minute_count: now.minuteCount,
      numbered_from: now.numberedFrom
    })
    .where('id', '=', id)
    .execute();
}

export async function findMeeting(db: Db, id: string): Promise<MeetingRow | undefined> {
  const row = await db.selectFrom('meeting').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toMeeting(row);
}

/** A board's meetings, latest first. */
export async function listMeetings(db: Db, boardId: string): Promise<MeetingRow[]> {
  const rows = await db
    .selectFrom('meeting')
    .selectAll()
    .where('board_id', '=', boardId)
    .orderBy('date', 'desc')
    .orderBy('start_time', 'desc')
    .execute();
  return rows.map(toMeeting);
}

const toMeeting = (row: Selectable<Schema['meeting']>): MeetingRow => ({
  id: row.id,
  boardId: row.board_id,
  date: row.date,
  startTime: row.start_time,
  endTime: row.end_time,
  place: row.place,
  phase: row.phase,
  minutesStage: row.minutes_stage,
  minuteCount: row.minute_count,
  numberedFrom: row.numbered_from,
  createdAt: row.created_at,
  attribution: row.attribution
});
