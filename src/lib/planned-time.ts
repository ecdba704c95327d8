/** The time an agenda plans for its items against the time there is, in words rather than colour. */
import { minutesAllotted, type AgendaItem } from '#domain/agenda.ts';
import type { Arrangements } from '#domain/meeting.ts';

export type PlannedTime = { readonly words: string; readonly isOver: boolean };

/** "Planned 2 hours 20 minutes. 20 minutes over." */
export function plannedTime(
  items: readonly AgendaItem[],
  { startTime, endTime }: Pick<Arrangements, 'startTime' | 'endTime'>
): PlannedTime {
  const planned = minutesAllotted(items);
  if (planned === 0) return within('No time is planned yet.');
  if (endTime === null) return within(`Planned ${duration(planned)}.`);
  const over = planned - (minuteOfDay(endTime) - minuteOfDay(startTime));
  if (over > 0) {
    return { words: `Planned ${duration(planned)}. ${duration(over)} over.`, isOver: true };
  }
  return within(
    over === 0
      ? `Planned ${duration(planned)}, all the time there is.`
      : `Planned ${duration(planned)}. ${duration(-over)} to spare.`
  );
}

const within = (words: string): PlannedTime => ({ words, isOver: false });

/** "2 hours 20 minutes"; minutes are whole and at least 1. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return [counted(hours, 'hour'), counted(minutes % 60, 'minute')].filter(Boolean).join(' ');
}

const counted = (count: number, noun: string): string =>
  count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
