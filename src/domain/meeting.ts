/** A meeting: one sitting of a board, its arrangements and how far it has come. */
import { isRealDate, isRealTime } from './civil-date.ts';
import type { BoardId, MeetingId } from './id.ts';
import { londonInstant } from './london-time.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

export type MeetingPhase =
  'agendaOpen' | 'agendaPublished' | 'inSession' | 'adjourned' | 'ended' | 'cancelled';

/** How far the minutes have come; null until the meeting starts. */
export type MinutesStage = 'liveNote' | 'draft' | 'withChair' | 'circulated' | 'approved';

/** K1: between the close and circulation, whoever has the draft at the moment. */
export const isBeingSettled = (stage: MinutesStage | null): boolean =>
  stage === 'draft' || stage === 'withChair';

export type Arrangements = {
  /** ISO date, and local (Europe/London) times as HH:MM. */
  readonly date: string;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly place: string | null;
};

export type Meeting = Arrangements & {
  readonly id: MeetingId;
  readonly boardId: BoardId;
  readonly phase: MeetingPhase;
  readonly minutesStage: MinutesStage | null;
};

const PLACE_LIMIT = 1000;
// Far beyond any meeting; a slip of the keyboard further out would have notice counted for centuries.
const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2099-12-31';

/** G8: a day on which a meeting may be held or its agenda published. */
export const isMeetingDate = (date: string): boolean =>
  isRealDate(date) && date >= FIRST_DATE && date <= LAST_DATE;

/** G8: why a meeting cannot be held so; undefined when it can. */
export function arrangementsRefusal(arrangements: Arrangements): Refusal | undefined {
  const { date, startTime, endTime, place } = arrangements;
  if (!isMeetingDate(date)) return refuse('date-unreal', 'date');
  if (!isRealTime(startTime)) return refuse('time-unreal', 'startTime');
  if (endTime !== null && (!isRealTime(endTime) || endTime <= startTime)) {
    return refuse('time-unreal', 'endTime');
  }
  return (place?.length ?? 0) > PLACE_LIMIT ? refuse('text-too-long', 'place') : undefined;
}

/**
 * Why a meeting cannot be called for then. [D6] is asked here, not where the journal is replayed:
 * the law on summer time may change after a meeting was called.
 */
export function callingRefusal(arrangements: Arrangements): Refusal | undefined {
  const unsound = arrangementsRefusal(arrangements);
  if (unsound) return unsound;
  const { date, startTime, endTime } = arrangements;
  const isSkipped = (time: string) => isRefusal(londonInstant(date, time));
  if (isSkipped(startTime)) return refuse('time-unreal', 'startTime');
  return endTime !== null && isSkipped(endTime) ? refuse('time-unreal', 'endTime') : undefined;
}

/**
 * Why a meeting cannot be put off from the date its sender saw: somebody has changed it since. Asked
 * here for the same reason: a replay begins with the date the meeting has today.
 */
export const postponingRefusal = (from: string, now: Arrangements): Refusal | undefined =>
  from === now.date ? undefined : refuse('date-changed', 'date');

export type Mode = 'agenda' | 'live' | 'minutes';

/** The mode a meeting opens in: what its state calls for. */
export function modeOf(meeting: { phase: MeetingPhase }): Mode {
  if (meeting.phase === 'inSession' || meeting.phase === 'adjourned') return 'live';
  return meeting.phase === 'ended' ? 'minutes' : 'agenda';
}
