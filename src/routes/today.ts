import { londonDateOf } from '#domain/london-time.ts';

/** The date in London, for what pages reckon themselves: overdue, days left. */
export const todayInLondon = (): string => londonDateOf(new Date().toISOString());
