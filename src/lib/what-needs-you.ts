/** What Home puts first: the one clock that matters, and the minutes that wait for somebody. */
import type { DiaryChange } from '#domain/calling-off.ts';
import { longDate, plainDate, screenTime } from '#domain/civil-date.ts';
import type { Meeting } from '#domain/meeting.ts';
import { may, type Actor } from '#domain/permission.ts';
import { publishWords } from './board-words.ts';

export type ListedMeeting = Meeting & {
  readonly boardName: string;
  readonly publishBy: { readonly date: string; readonly daysLeft: number } | null;
  readonly change: DiaryChange | null;
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
    const { id, boardName, date, correctionsBy } = meeting;
    const href = meeting.phase === 'ended' ? `/meetings/${id}/minutes` : `/meetings/${id}/live`;
    const name = `${boardName}, ${plainDate(date)}`;
    return [{ meetingId: id, href, name, words, correctionsBy }];
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
