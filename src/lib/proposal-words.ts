/** How pages say where a parked item comes from and what became of it. */
import { plainDate } from '#domain/civil-date.ts';
import { londonDateOf } from '#domain/london-time.ts';
import type { ParkedItem } from '#domain/proposal.ts';

/** "Proposed by Ruth Hale on 24 November 2026", or "Not taken on 10 September 2026". */
export function sourceWords({ origin, why, parkedAt, parkedBy }: ParkedItem): string {
  const proposed = `Proposed by ${parkedBy.name} on ${plainDate(londonDateOf(parkedAt))}`;
  if (!origin) return proposed;
  const notTaken = `not taken on ${plainDate(origin.date)}`;
  return why === '' ? `N${notTaken.slice(1)}` : `${proposed}, ${notTaken}`;
}

/** What became of a proposal, for whoever made it. */
export function fateWords({ state, takenBy, reply }: ParkedItem): string {
  switch (state) {
    case 'parked':
      return reply === null ? 'Waiting for an answer' : 'Kept for a later meeting';
    case 'accepted':
      return takenBy ? `On the agenda of ${plainDate(takenBy.date)}` : 'On an agenda';
    case 'declined':
      return 'Declined';
    case 'withdrawn':
      return 'Withdrawn by you';
  }
}
