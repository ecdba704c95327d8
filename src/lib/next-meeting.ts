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
