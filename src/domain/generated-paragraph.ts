/** What the journal can write of a meeting by itself, as a clerk would. Rule T9. */
import { attendeesOf, type Attendance } from './attendance.ts';
import { isUnattributed } from './attribution.ts';
import type { AgendaItem } from './agenda.ts';
import { recordTime } from './civil-date.ts';
import { inOrder } from './layout-parts.ts';
import type { Proceedings } from './proceedings.ts';

/** Paragraphs for the minute of this item, each whole in itself; none where there is nothing to say. */
export function generatedParagraphs(
  { standing }: Pick<AgendaItem, 'standing'>,
  state: Proceedings
): readonly string[] {
  if (standing !== 'apologies' || state.startedAt === null) return [];
  return [apologiesSentence(state), attendanceSentence(state)].filter((each) => each !== '');
}

/** "Apologies for absence were received from Anita Rawal and Tom Bevan." */
export function apologiesSentence(state: Proceedings): string {
  const { attendees } = state;
  const away = inOrder(attendeesOf(attendees, 'apologies')).map((each) =>
    apologyOf(each, attendees)
  );
  if (away.length === 0) return 'There were no apologies for absence.';
  return isUnattributed(state)
    ? 'Apologies for absence were received.'
    : `Apologies for absence were received from ${listed(away)}.`;
}

/** "11 members were present and 1 other person was in attendance."; empty while nobody has come. */
export function attendanceSentence({ attendees }: Proceedings): string {
  const present = attendeesOf(attendees, 'present').length;
  const others = attendeesOf(attendees, 'inAttendance').length;
  if (present + others === 0) return '';
  const members = present === 1 ? '1 member was present' : `${present} members were present`;
  if (others === 0) return `${members}.`;
  const rest =
    others === 1 ? '1 other person was in attendance' : `${others} other people were in attendance`;
  return `${members} and ${rest}.`;
}

/** As records end; null until the meeting has. */
export const finishSentence = ({ finishedAt }: Proceedings): string | null =>
  finishedAt === null ? null : `The meeting finished at ${recordTime(finishedAt)}`;

/** "Ruth, Amir and Tom" */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function apologyOf({ key, name }: Attendance, attendees: readonly Attendance[]): string {
  const substitute = attendees.find(
    (each) => each.kind === 'present' && each.substituteForId === key
  );
  return substitute ? `${name} (${substitute.name} substituting)` : name;
}
