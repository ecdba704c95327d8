/** Instants as people say them, in London's time. */
import { plainDate, screenTime } from '#domain/civil-date.ts';
import { londonDateOf, londonTimeOf } from '#domain/london-time.ts';

/** "10 December 2026 at 2:30pm" */
export const sayInstant = (at: string): string =>
  `${plainDate(londonDateOf(at))} at ${screenTime(londonTimeOf(at))}`;
