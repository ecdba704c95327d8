/** A meeting that is not held as it was called: put off to another date, or not held at all. */
import type { Proceedings } from './proceedings.ts';
import type { CalledOff } from './record.ts';

export type Postponement = {
  /** ISO dates: the meeting's before and after, and the day it was put off. */
  readonly from: string;
  readonly to: string;
  readonly on: string;
  readonly reason: string;
};

export type Cancellation = { readonly on: string; readonly reason: string };

/** What those who have the date in their diaries must be told. */
export type DiaryChange =
  | { readonly kind: 'postponed'; readonly from: string; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly reason: string };

/** Null for a meeting that is held as it was called, and once a postponed one has started. */
export function diaryChangeOf(
  state: Pick<Proceedings, 'phase' | 'cancellation' | 'postponements'>
): DiaryChange | null {
  if (state.cancellation) return { kind: 'cancelled', reason: state.cancellation.reason };
  const last = state.postponements.at(-1);
  const isToCome = state.phase === 'agendaOpen' || state.phase === 'agendaPublished';
  return last && isToCome ? { kind: 'postponed', from: last.from, reason: last.reason } : null;
}

/** [O6] What an agenda that was published before says of it; undefined where it still holds. */
export function calledOffOf({ phase, cancellation, postponements }: Proceedings) {
  const last = postponements.at(-1);
  const isPutOff = phase === 'agendaOpen' && last !== undefined;
  const calledOff: CalledOff | undefined = cancellation
    ? { reason: cancellation.reason, postponedTo: null }
    : isPutOff
      ? { reason: last.reason, postponedTo: last.to }
      : undefined;
  return calledOff;
}
