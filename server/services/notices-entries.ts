/**
 * What a notice says to its person at this moment: read anew from what they may see now, so that a
 * right that ended, an action that is done and a meeting that moved are told to nobody. Of private
 * business a mail has the action's number alone, even to those who may read it: mail is stored and
 * passed on where we have no say.
 */
import { actionSubject, isStillToDo } from '#domain/action.ts';
import { momentOf } from '#domain/london-time.ts';
import type { NoticeKind } from '#domain/mail-notice.ts';
import { may } from '#domain/permission.ts';
import { findAction } from '#server/store/actions.ts';
import { findActor } from '#server/store/actors.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { findMeetingContext } from '#server/store/meeting-context.ts';
import type { Notice } from '#server/store/notices.ts';

type MeetingKind = Extract<NoticeKind, 'agenda-published' | 'minutes-circulated'>;
type ActionKind = Exclude<NoticeKind, MeetingKind | 'correction-answered'>;

export type DigestEntry =
  | {
      readonly kind: MeetingKind;
      readonly boardName: string;
      readonly meetingId: string;
      /** ISO dates, and a local time as HH:MM. */
      readonly date: string;
      readonly startTime: string;
      readonly place: string | null;
      readonly correctionsBy: string | null;
      /** ISO date of the latest supplement to the agenda. */
      readonly supplementedOn: string | null;
    }
  | {
      readonly kind: ActionKind;
      readonly boardName: string;
      readonly boardId: string;
      readonly actionId: string;
      readonly number: number;
      /** Null where it is private business. */
      readonly wording: string | null;
      readonly dueOn: string | null;
      /** Of the meeting that updates are asked for. */
      readonly meetingDate: string | null;
    };

/** Undefined where there is nothing to say any more. */
export async function entryFor(
  db: Db,
  notice: Notice,
  at: string
): Promise<DigestEntry | undefined> {
  switch (notice.kind) {
    case 'agenda-published':
    case 'minutes-circulated':
      return meetingEntry(db, notice, notice.kind, at);
    case 'correction-answered':
      return undefined;
    default:
      return actionEntry(db, notice, notice.kind, at);
  }
}

async function meetingEntry(
  db: Db,
  { personId, meetingId }: Notice,
  kind: MeetingKind,
  at: string
): Promise<DigestEntry | undefined> {
  const context = await findMeetingContext(db, personId, meetingId ?? '', at);
  if (!context) return undefined;
  const { board, meeting, proceedings, can } = context;
  const { date, startTime, place } = proceedings.arrangements;
  const isNews =
    kind === 'agenda-published'
      ? proceedings.phase === 'agendaPublished' && date >= momentOf(at).today && can('see-agenda')
      : proceedings.minutes.stage === 'circulated' && can('see-minute');
  if (!isNews) return undefined;
  const { correctionsBy } = proceedings.minutes;
  return {
    kind,
    boardName: board.name,
    meetingId: meeting.id,
    date,
    startTime,
    place,
    correctionsBy,
    supplementedOn: proceedings.supplements.at(-1)?.on ?? null
  };
}

async function actionEntry(
  db: Db,
  { personId, actionId, meetingId, aboutOn }: Notice,
  kind: ActionKind,
  at: string
): Promise<DigestEntry | undefined> {
  const action = await findAction(db, actionId ?? '');
  const actor = await findActor(db, personId, momentOf(at).today);
  if (!action || !actor || !may(actor, 'see-action', actionSubject(action))) return undefined;
  const isTheirs = action.owners.some((owner) => owner.personId === personId);
  if (!isTheirs || !isStillToDo(action)) return undefined;
  const hasMoved = kind.startsWith('action-due') && action.dueOn !== aboutOn;
  if (hasMoved) return undefined;
  if (kind === 'update-asked' && !(await isStillCalledFor(db, personId, meetingId, aboutOn, at))) {
    return undefined;
  }
  const board = await findBoard(db, action.boardId);
  return {
    kind,
    boardName: board?.name ?? '',
    boardId: action.boardId,
    actionId: action.id,
    number: action.number,
    wording: action.part === 'part1' ? action.wording : null,
    dueOn: action.dueOn,
    meetingDate: kind === 'update-asked' ? aboutOn : null
  };
}

/** A postponed meeting asks again in its own time, and one that has begun asks for nothing. */
async function isStillCalledFor(
  db: Db,
  personId: string,
  meetingId: string | null,
  date: string,
  at: string
): Promise<boolean> {
  const context = await findMeetingContext(db, personId, meetingId ?? '', at);
  const phase = context?.proceedings.phase;
  const isToCome = phase === 'agendaOpen' || phase === 'agendaPublished';
  return isToCome && context?.proceedings.arrangements.date === date && date >= momentOf(at).today;
}
