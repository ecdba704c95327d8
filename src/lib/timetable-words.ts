/** How the steps of a meeting's timetable are said. */
import type { Office } from '#domain/board.ts';
import { plainDate } from '#domain/civil-date.ts';
import type { StepName, StepStatus, TimetableStep } from '#domain/timetable.ts';
import type { TimetableOffsets } from '#domain/timetable-offsets.ts';

export const STEP_WORDS: Record<StepName, string> = {
  callForItems: 'Ask for items and look at the work programme',
  agendaSetting: 'Settle the agenda with the chair',
  draftReports: 'Send in draft reports',
  finalReports: 'Send in final reports',
  agendaPublished: 'Publish the agenda',
  supplement: 'Supplementary agenda, if there is one',
  urgentItems: 'Urgent items, with the chair’s reason',
  meeting: 'Meeting',
  actionsSent: 'Send actions to their owners',
  draftMinutes: 'Send the draft minutes to the chair',
  chairsCheck: 'Check the draft minutes',
  circulation: 'Circulate the draft minutes',
  corrections: 'Ask for corrections to the minutes',
  nextAgenda: 'Publish the next agenda with the draft minutes',
  approval: 'Approve the minutes',
  signing: 'Sign the minutes'
};

export const STATUS_WORDS: Record<StepStatus, string> = {
  done: 'Done',
  over: 'Over',
  late: 'Late',
  next: 'Next',
  toCome: 'To come'
};

/** "Publish the agenda by 6 January 2027" */
export function askWords({ name, on }: Pick<TimetableStep, 'name' | 'on'>): string {
  const words = STEP_WORDS[name];
  if (on === null) return words;
  return name === 'approval' ? `${words} on ${plainDate(on)}` : `${words} by ${plainDate(on)}`;
}

/**
 * "Next: publish the agenda by 6 January 2027. Clerk." Null where the meeting itself comes next: its
 * date is said already.
 */
export function nextWords(step: TimetableStep): string | null {
  if (step.name === 'meeting') {
    return step.status === 'late' ? 'Late: record what became of the meeting. Clerk.' : null;
  }
  const words = askWords(step);
  const asks = `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  return `${step.status === 'late' ? 'Late' : 'Next'}: ${asks}. ${whoWords(step.who)}.`;
}

/** "Clerk", "Chair, vice-chair, clerk and officers", "Members", or "Everybody" for the meeting. */
export function whoWords(who: readonly Office[]): string {
  if (who.length === 0) return 'Everybody';
  const named = who.includes('member') ? ['members'] : who.map((office) => WHO[office]);
  const [last = '', ...others] = [...named].reverse();
  const words = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The chair and the vice-chair are members: what members do, they do. */
const WHO: Record<Office, string> = {
  chair: 'chair',
  viceChair: 'vice-chair',
  member: 'members',
  crgRepresentative: 'CRG representatives',
  officer: 'officers',
  clerk: 'clerk',
  observer: 'observers'
};

/** The questions of the settings page, in order. */
export const OFFSET_WORDS: Record<keyof TimetableOffsets, string> = {
  callForItems: 'Ask for items: working days before the meeting',
  agendaSetting: 'Settle the agenda: working days before the meeting',
  draftReports: 'Draft reports: working days before the meeting',
  finalReports: 'Final reports: working days before the meeting',
  actionsSent: 'Actions sent to owners: working days after the meeting',
  draftMinutes: 'Draft minutes to the chair: working days after the meeting',
  chairsCheck: 'End of the chair’s check: working days after the meeting',
  circulation: 'Draft minutes circulated: working days after the meeting',
  signing: 'Minutes signed: working days after they are approved'
};
