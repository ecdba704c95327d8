/** The timetable of one meeting, reckoned with its board's settings and holidays. */
import type { Board } from '#domain/board.ts';
import type { Holidays } from '#domain/notice.ts';
import { timetableOf, type TimetableStep } from '#domain/timetable.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingRow } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';

export type BoardCalendar = {
  readonly board: Board;
  /** All of the board's, latest first. */
  readonly meetings: readonly MeetingRow[];
  readonly holidays: Holidays;
  readonly today: string;
};

export async function timetableFor(
  db: Db,
  { board, meetings, holidays, today }: BoardCalendar,
  meeting: MeetingRow
): Promise<readonly TimetableStep[]> {
  const { noticeDays, timetable: offsets } = board.settings;
  const next = meetings.findLast(({ date, phase }) => date > meeting.date && phase !== 'cancelled');
  const { phase, minutesStage } = meeting;
  return timetableOf(
    {
      date: meeting.date,
      nextDate: next?.date ?? null,
      approvedOn: minutesStage === 'approved' ? await approvedOn(db, meeting) : null
    },
    { phase, minutesStage, nextAgendaIsOut: next !== undefined && next.phase !== 'agendaOpen' },
    { noticeDays, offsets, holidays },
    today
  );
}

const approvedOn = async (db: Db, { id }: MeetingRow): Promise<string | null> =>
  (await loadProceedings(db, id))?.proceedings.minutes.approval?.meetingDate ?? null;
