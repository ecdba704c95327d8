/** How a meeting, its agenda and its minutes are said to stand, in the words used everywhere. */
import { plainDate, screenTime } from '#domain/civil-date.ts';
import type { MeetingPhase, MinutesStage, Mode } from '#domain/meeting.ts';
import type { Proceedings } from '#domain/proceedings.ts';

export type Step = {
  readonly mode: Mode;
  readonly text: string;
  readonly state: string;
};

/** The three modes of a meeting in order, each with the word for how far it has come. */
export const stepsOf = ({ phase, minutes }: Pick<Proceedings, 'phase' | 'minutes'>): Step[] => [
  { mode: 'agenda', text: 'Prepare', state: phase === 'agendaOpen' ? 'Draft' : 'Published' },
  { mode: 'live', text: 'Meet', state: PHASE_WORDS[phase] },
  {
    mode: 'minutes',
    text: 'Minutes',
    state: minutes.stage ? STAGE_WORDS[minutes.stage] : 'Not started'
  }
];

/** One sentence or two: "Live. Started 2:02pm." */
export function stateLine({ phase, publication, startedAt, finishedAt }: Proceedings): string {
  switch (phase) {
    case 'agendaOpen':
      return 'The agenda is a draft. It has not been published.';
    case 'agendaPublished':
      return publication ? `Agenda published ${plainDate(publication.on)}.` : 'Agenda published.';
    case 'inSession':
      return startedAt ? `Live. Started ${screenTime(startedAt)}.` : 'Live.';
    case 'adjourned':
      return 'Adjourned.';
    case 'ended':
      return finishedAt ? `Closed at ${screenTime(finishedAt)}.` : 'Closed.';
    case 'cancelled':
      return 'Cancelled.';
  }
}

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
  circulated: 'Circulated',
  approved: 'Approved'
};
