/** A register in the words of the screen. */
import type { Attendance, AttendanceKind } from '#domain/attendance.ts';
import { screenTime } from '#domain/civil-date.ts';
import { stayWords } from '#domain/stay.ts';

/** "From 2:40pm", "Until 2:40pm, when Amir Khan arrived"; empty for whoever is there throughout. */
export function timesWords({ stays, relievedBy }: Attendance): string {
  const words = stays ? stayWords(stays, relievedBy, screenTime) : '';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a change of the register came to, a sentence for each person it touched. */
export const changeWords = (
  before: readonly Attendance[],
  after: readonly Attendance[]
): string => {
  const keys = [...new Set([...after, ...before].map(({ key }) => key))];
  return keys.flatMap((key) => personChange(key, before, after)).join(' ');
};

const KINDS: Record<AttendanceKind, string> = {
  present: 'present',
  inAttendance: 'in attendance',
  apologies: 'apologies',
  expected: 'expected as substitute'
};

function personChange(
  key: string,
  before: readonly Attendance[],
  after: readonly Attendance[]
): string[] {
  const had = before.find((each) => each.key === key);
  const has = after.find((each) => each.key === key);
  // Of a page that was loaded again, the same entries are other objects.
  if (JSON.stringify(had) === JSON.stringify(has)) return [];
  if (!has) return had ? [`${had.name}: not recorded.`] : [];
  const times = has.stays ? `, ${stayWords(has.stays, has.relievedBy, screenTime)}` : '';
  return [`${has.name}: ${KINDS[has.kind]}${times}.`];
}
