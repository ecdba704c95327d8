/** How boards and their meetings are said in lists. */
import type { Quorum } from '#domain/board.ts';
import { longDate } from '#domain/civil-date.ts';
import type { Meeting, MinutesStage } from '#domain/meeting.ts';
import { counted } from './count.ts';

/** "Agenda: draft", "Live", "Minutes: circulated". */
export function meetingState({
  phase,
  minutesStage
}: Pick<Meeting, 'phase' | 'minutesStage'>): string {
  switch (phase) {
    case 'agendaOpen':
      return 'Agenda: draft';
    case 'agendaPublished':
      return 'Agenda: published';
    case 'inSession':
      return 'Live';
    case 'adjourned':
      return 'Adjourned';
    case 'cancelled':
      return 'Cancelled';
    case 'ended':
      return `Minutes: ${MINUTES_WORDS[minutesStage ?? 'draft']}`;
  }
}

const MINUTES_WORDS: Record<MinutesStage, string> = {
  liveNote: 'draft',
  draft: 'draft',
  withChair: 'with chair',
  circulated: 'circulated',
  approved: 'approved'
};

/** "Publish the agenda by Wednesday 2 December 2026" and how long that still is. */
export function publishWords(
  { date, daysLeft }: { readonly date: string; readonly daysLeft: number },
  today: string
): { readonly what: string; readonly left: string } {
  if (date < today) {
    return {
      what: 'The agenda has not been published',
      left: `The last day to publish it in time was ${longDate(date)}.`
    };
  }
  return {
    what: `Publish the agenda by ${longDate(date)}`,
    left: date === today ? 'Today is the last day.' : `${counted(daysLeft, 'working day')} left.`
  };
}

/** "5 members, with at least one from each of: police, council." */
export function quorumWords({ members, sectors }: Quorum): string {
  const count = counted(members, 'member');
  if (sectors.length === 0) return `${count} must be present.`;
  const [last, ...others] = [...sectors].reverse();
  const named = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return sectors.length === 1
    ? `${count} must be present, at least one of them from the ${named} sector.`
    : `${count} must be present, at least one of them from each of these sectors: ${named}.`;
}
