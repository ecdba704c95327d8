/** When somebody was there: intervals of a meeting, one after another. */
import { recordTime } from './civil-date.ts';

/** Local times HH:MM; null for the start and the end of the meeting. */
export type Stay = { readonly from: string | null; readonly until: string | null };

export const WHOLE_MEETING: Stay = { from: null, until: null };

/**
 * [E9] "from 2.10 pm until 3.00 pm and from 3.20 pm", "until 2.40 pm, when Amir Khan arrived"; empty
 * for whoever was there throughout. `relievedBy` is the member whose arrival ended the last stay; `say` words a
 * time HH:MM, as records print it unless told otherwise.
 */
export function stayWords(
  stays: readonly Stay[],
  relievedBy?: string,
  say: (time: string) => string = recordTime
): string {
  const times = stays
    .map(({ from, until }) =>
      [from && `from ${say(from)}`, until && `until ${say(until)}`].filter(Boolean).join(' ')
    )
    .filter((words) => words !== '')
    .join(' and ');
  return relievedBy === undefined ? times : `${times}, when ${relievedBy} arrived`;
}
