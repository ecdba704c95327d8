/** How a meeting, its agenda and its minutes are said to stand, in the words used everywhere. */
import type { DiaryChange } from '#domain/calling-off.ts';
import { plainDate, screenTime } from '#domain/civil-date.ts';
import type { MeetingPhase, MinutesStage, Mode } from '#domain/meeting.ts';
import type { Proceedings } from '#domain/proceedings.ts';

export type Step = {
  readonly mode: Mode;
  readonly text: string;
  readonly state: string;
};

/** The three modes of a meeting in order, each with the word for how far it has come. */
export const stepsOf = ({
  phase,
  minutes,
  publication
}: Pick<Proceedings, 'phase' | 'minutes' | 'publication'>): Step[] => [
  {
    mode: 'agenda',
    text: 'Prepare',
    state: phase === 'agendaOpen' || (phase === 'cancelled' && !publication) ? 'Draft' : 'Published'
  },
  { mode: 'live', text: 'Meet', state: PHASE_WORDS[phase] },
  {
    mode: 'minutes',
    text: 'Minutes',
    state: minutes.stage ? STAGE_WORDS[minutes.stage] : 'Not started'
  }
];

/** One sentence or two: "Live. Started 2:02pm." */
export function stateLine({
  phase,
  publication,
  startedAt,
  finishedAt,
  adjournment
}: Proceedings): string {
  switch (phase) {
    case 'agendaOpen':
      return publication
        ? 'The agenda is being prepared again. It has not been published for the new date.'
        : 'The agenda is a draft. It has not been published.';
    case 'agendaPublished':
      return publication ? `Agenda published ${plainDate(publication.on)}.` : 'Agenda published.';
    case 'inSession':
      return startedAt ? `Live. Started ${screenTime(startedAt)}.` : 'Live.';
    case 'adjourned':
      return adjournedWords(adjournment);
    case 'ended':
      return finishedAt ? `Closed at ${screenTime(finishedAt)}.` : 'Closed.';
    case 'cancelled':
      return 'Cancelled.';
  }
}

/** "Adjourned at 3:10pm. Resumes 3:25pm." */
function adjournedWords(adjournment: Proceedings['adjournment']): string {
  if (!adjournment) return 'Adjourned.';
  const { at, until } = adjournment;
  return `Adjourned at ${screenTime(at)}.${until ? ` Resumes ${screenTime(until)}.` : ''}`;
}

/** "Postponed from 16 December 2021", "Cancelled": the reason is said after it. */
export const diaryChangeWords = (change: DiaryChange): string =>
  change.kind === 'cancelled' ? 'Cancelled' : `Postponed from ${plainDate(change.from)}`;

const PHASE_WORDS: Record<MeetingPhase, string> = {
  agendaOpen: 'Scheduled',
  agendaPublished: 'Scheduled',
  inSession: 'Live',
  adjourned: 'Adjourned',
  ended: 'Closed',
  cancelled: 'Cancelled'
};

const STAGE_WORDS: Record<MinutesStage, string> = {
  liveNote: 'Being written',
  draft: 'Draft',
  withChair: 'With chair',
  circulated: 'Circulated',
  approved: 'Approved'
};
