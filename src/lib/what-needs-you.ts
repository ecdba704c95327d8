/** What Home puts first: the one clock that matters, and the minutes that wait for somebody. */
import type { DiaryChange } from '#domain/calling-off.ts';
import { daysBetween, longDate, plainDate, screenTime } from '#domain/civil-date.ts';
import type { Meeting } from '#domain/meeting.ts';
import { may, type Actor } from '#domain/permission.ts';
import type { StepName, TimetableStep } from '#domain/timetable.ts';
import { publishWords } from './board-words.ts';
import { askWords } from './timetable-words.ts';

export type ListedMeeting = Meeting & {
  readonly boardName: string;
  readonly publishBy: { readonly date: string; readonly daysLeft: number } | null;
  readonly change: DiaryChange | null;
  readonly next: TimetableStep | null;
};

export type Clock =
  | {
      readonly asks: true;
      readonly what: string;
      readonly detail: string;
      readonly href: string;
      readonly link: string;
    }
  /** A date that asks nothing of the person yet. */
  | { readonly asks: false; readonly what: string; readonly href: string };

export type WaitingMinutes = {
  readonly meetingId: string;
  readonly href: string;
  readonly name: string;
  readonly words: string;
  readonly correctionsBy: string | null;
  /** "Circulate the draft minutes by 28 January 2027"; null where no date asks for it. */
  readonly next: string | null;
};

export type StepForYou = {
  readonly meetingId: string;
  readonly href: string;
  readonly name: string;
  readonly words: string;
  readonly isLate: boolean;
};

/** In working days: about a month. An agenda further off is no concern of today's. */
const PUBLISHES_SOON = 20;

/** A meeting in session comes before an agenda to publish soon, and that before the next date. */
export function clockThatMatters(
  actor: Actor,
  coming: readonly ListedMeeting[],
  today: string
): Clock | null {
  const live = coming.find(({ phase }) => phase === 'inSession' || phase === 'adjourned');
  if (live) return liveClock(live);
  const unpublished = coming
    .filter(({ boardId, date }) => date >= today && may(actor, 'publish-agenda', { boardId }))
    .filter(({ publishBy }) => publishBy && publishBy.daysLeft <= PUBLISHES_SOON)
    .sort((a, b) => (a.publishBy?.date ?? '').localeCompare(b.publishBy?.date ?? ''))[0];
  if (unpublished?.publishBy) return publishClock(unpublished, unpublished.publishBy, today);
  const next = coming.find(({ date }) => date >= today);
  return next ? nextClock(next) : null;
}

const liveClock = ({ id, boardName, phase }: ListedMeeting): Clock => ({
  asks: true,
  what: `${boardName} is meeting now`,
  detail: phase === 'adjourned' ? 'The meeting is adjourned.' : '',
  href: `/meetings/${id}`,
  link: 'Go to the meeting'
});

function publishClock(
  meeting: ListedMeeting,
  publishBy: { readonly date: string; readonly daysLeft: number },
  today: string
): Clock {
  const { what, left } = publishWords(publishBy, today);
  return {
    asks: true,
    what,
    detail: `${meets(meeting)}. ${left}`,
    href: `/meetings/${meeting.id}/agenda`,
    link: 'Open the agenda'
  };
}

const nextClock = (meeting: ListedMeeting): Clock => ({
  asks: false,
  what: meets(meeting),
  href: `/meetings/${meeting.id}`
});

const meets = ({ boardName, date, startTime }: ListedMeeting): string =>
  `${boardName} meets ${longDate(date)}, ${screenTime(startTime)}`;

/** Minutes that are not approved yet, and what this person may do about them. */
export function waitingMinutes(
  actor: Actor,
  meetings: readonly (ListedMeeting & { readonly correctionsBy: string | null })[],
  today: string
): WaitingMinutes[] {
  return meetings.flatMap((meeting) => {
    const words = waitingWords(actor, meeting, today);
    if (!words) return [];
    const { id, boardName, date, correctionsBy, next } = meeting;
    const href = meeting.phase === 'ended' ? `/meetings/${id}/minutes` : `/meetings/${id}/live`;
    const name = `${boardName}, ${plainDate(date)}`;
    const asks = next && MINUTES_STEPS.includes(next.name) ? askWords(next) : null;
    return [{ meetingId: id, href, name, words, correctionsBy, next: asks }];
  });
}

function waitingWords(actor: Actor, meeting: ListedMeeting, today: string): string | null {
  const { boardId, phase, minutesStage, date } = meeting;
  const can = (verb: 'approve-minutes' | 'circulate-minutes') => may(actor, verb, { boardId });
  if (phase === 'agendaOpen' || phase === 'agendaPublished') {
    return date < today && can('circulate-minutes') ? 'Minutes to record' : null;
  }
  if (minutesStage === 'circulated') {
    if (can('approve-minutes')) return 'Minutes to approve';
    return can('circulate-minutes') ? 'Waiting to be approved' : 'Draft minutes to read';
  }
  if (minutesStage === 'withChair') {
    if (can('approve-minutes')) return 'Minutes to check';
    return can('circulate-minutes') ? 'With the chair' : null;
  }
  if (minutesStage !== 'draft') return null;
  if (can('circulate-minutes')) return 'Minutes to circulate';
  return can('approve-minutes') ? 'Draft minutes to read' : null;
}

/** Said with the minutes they are about. */
const MINUTES_STEPS: readonly StepName[] = ['draftMinutes', 'chairsCheck', 'circulation'];

/** Said elsewhere on the page: with the minutes, by the clock, or as the next date. */
const SAID_ELSEWHERE: readonly StepName[] = [...MINUTES_STEPS, 'meeting', 'nextAgenda', 'approval'];

/** In days: what is further off is no concern of today's. */
const ASKS_SOON = 14;

/** What a meeting's timetable asks of this person soon, or did ask before today; soonest first. */
export function stepsForYou(
  actor: Actor,
  meetings: readonly ListedMeeting[],
  today: string
): StepForYou[] {
  return meetings
    .flatMap((meeting) => {
      const { next, publishBy } = meeting;
      if (!next?.on || !isAskedOf(actor, meeting.boardId, next)) return [];
      const hasClock = next.name === 'agendaPublished' && publishBy !== null;
      if (hasClock || SAID_ELSEWHERE.includes(next.name)) return [];
      return daysBetween(today, next.on) > ASKS_SOON ? [] : [{ meeting, next, on: next.on }];
    })
    .sort((a, b) => a.on.localeCompare(b.on))
    .map(({ meeting: { id, boardName, date }, next }) => ({
      meetingId: id,
      href: `/meetings/${id}`,
      name: askWords(next),
      words: `${boardName}, ${plainDate(date)}`,
      isLate: next.status === 'late'
    }));
}

const isAskedOf = ({ places }: Actor, boardId: string, { who }: TimetableStep): boolean =>
  places.some((place) => place.boardId === boardId && who.some((office) => office === place.role));
