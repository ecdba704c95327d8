import { minutedItems } from '#domain/compile-minutes.ts';
import type { Proceedings } from '#domain/proceedings.ts';

/** What the meeting's row repeats of its proceedings, so that lists need not replay a journal. */
export const rowOf = (state: Proceedings) => ({
  ...state.arrangements,
  phase: state.phase,
  minutesStage: state.minutes.stage,
  minuteCount: minutedItems(state.items).length,
  numberedFrom: state.minutes.numberedFrom
});
