/** What people are told by mail, when, and which of it they want: rules Z10 to Z13 of SPEC.md. */
import { isStillToDo, type Action } from './action.ts';
import { addDays } from './civil-date.ts';
import { londonDateOf } from './london-time.ts';
import type { Meeting } from './meeting.ts';

export const NOTICE_KINDS = [
  'action-due',
  'action-due-soon',
  'update-asked',
  'action-given',
  'correction-answered',
  'agenda-published',
  'minutes-circulated'
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const MAIL_CHOICES = ['all', 'actions', 'none'] as const;
export type MailChoice = (typeof MAIL_CHOICES)[number];

const ABOUT_ACTIONS: readonly NoticeKind[] = [
  'action-due',
  'action-due-soon',
  'update-asked',
  'action-given'
];

/** [Z12] */
export const isWanted = (choice: MailChoice, kind: NoticeKind): boolean =>
  choice === 'all' || (choice === 'actions' && ABOUT_ACTIONS.includes(kind));

/** Days before it is due on which an owner is reminded, and before a meeting on which they are asked. */
const SOON = 7;
const BEFORE_MEETING = 14;
/** A server that was off on the day still reminds for as long; after that Home alone says "overdue". */
const GRACE = 3;

/**
 * [Z10] What the date of an action asks to be told today. Somebody who was given it within the week
 * has just heard of it.
 */
export function dueNotice(
  action: Pick<Action, 'state' | 'dueOn' | 'raisedAt'>,
  today: string
): 'action-due-soon' | 'action-due' | null {
  const { dueOn } = action;
  if (dueOn === null || !isStillToDo(action)) return null;
  const raisedOn = londonDateOf(action.raisedAt);
  if (today >= dueOn) {
    return raisedOn < dueOn && today <= addDays(dueOn, GRACE) ? 'action-due' : null;
  }
  const soonFrom = addDays(dueOn, -SOON);
  return today >= soonFrom && raisedOn < soonFrom ? 'action-due-soon' : null;
}

/** [Z11] Whether owners are asked how their actions stand: from two weeks before, until the eve. */
export const asksForUpdates = (
  { date, phase }: Pick<Meeting, 'date' | 'phase'>,
  today: string
): boolean =>
  (phase === 'agendaOpen' || phase === 'agendaPublished') &&
  today >= addDays(date, -BEFORE_MEETING) &&
  today < date;

const FIRST_WAIT = 5;
const LONGEST_WAIT = 6 * 60;
const DAYS_TRIED = 3;
const MINUTE = 60_000;

/**
 * [Z13] When a mail that could not be sent is tried again, UTC; null when it is given up. `tries`
 * counts those that failed.
 */
export function nextTry(madeAt: string, tries: number, at: string): string | null {
  if (Date.parse(at) >= Date.parse(madeAt) + DAYS_TRIED * 24 * 60 * MINUTE) return null;
  const wait = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
  return new Date(Date.parse(at) + wait * MINUTE).toISOString();
}
