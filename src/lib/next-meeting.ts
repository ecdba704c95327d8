/** Which of a board's meetings comes next. */
import type { Meeting } from '#domain/meeting.ts';

/** The next date in the diary after today, or null: what "next meeting" means for a due date. */
export const nextMeetingOn = (
  meetings: readonly Pick<Meeting, 'date' | 'phase'>[],
  today: string
): string | null =>
  meetings
    .filter(({ date, phase }) => date > today && phase !== 'cancelled' && phase !== 'ended')
    .map(({ date }) => date)
    .sort()[0] ?? null;

/** The meeting that sits now, or else the soonest still to be held; `meetings` has the latest first. */
export const nextOf = <Listed extends Pick<Meeting, 'date' | 'phase'>>(
  meetings: readonly Listed[],
  today: string
): Listed | undefined =>
  meetings.find(({ phase }) => phase === 'inSession' || phase === 'adjourned') ??
  meetings.findLast(
    ({ phase, date }) => date >= today && phase !== 'ended' && phase !== 'cancelled'
  );
