/** What the calendar makes people to be told: actions that fall due, and updates before a meeting. */
import type { Action } from '#domain/action.ts';
import type { Board } from '#domain/board.ts';
import { asksForUpdates, dueNotice } from '#domain/mail-notice.ts';
import type { Meeting } from '#domain/meeting.ts';
import { newId } from '#server/new-id.ts';
import { listActions } from '#server/store/actions.ts';
import type { Db } from '#server/store/database.ts';
import { listMeetings } from '#server/store/meetings.ts';
import { insertNotices, type Notice } from '#server/store/notices.ts';

/** Written once each, however often this is asked on a day or after it. */
export async function writeReminders(
  db: Db,
  board: Board,
  { at, today }: { readonly at: string; readonly today: string }
): Promise<void> {
  const actions = await listActions(db, { boardId: board.id });
  const meetings = (await listMeetings(db, board.id)).filter((meeting) =>
    asksForUpdates(meeting, today)
  );
  const notices = actions.flatMap((action) => [
    ...dueNotices(action, today),
    ...meetings.flatMap((meeting) => updateNotices(action, meeting))
  ]);
  if (notices.length === 0) return;
  await db.transaction().execute((trx) => insertNotices(trx, notices, at));
}

function dueNotices(action: Action, today: string): Notice[] {
  const kind = dueNotice(action, today);
  if (kind === null || action.dueOn === null) return [];
  return toOwners(action, {
    kind,
    meetingId: null,
    aboutOn: action.dueOn,
    occasion: `${action.id} ${action.dueOn}`
  });
}

/** A proposed action is nobody's task yet. */
const updateNotices = (action: Action, { id, date }: Meeting): Notice[] =>
  action.state === 'open'
    ? toOwners(action, {
        kind: 'update-asked',
        meetingId: id,
        aboutOn: date,
        occasion: `${action.id} ${id} ${date}`
      })
    : [];

const toOwners = (
  { id: actionId, boardId, owners }: Action,
  notice: Pick<Notice, 'kind' | 'meetingId' | 'aboutOn' | 'occasion'>
): Notice[] =>
  owners.flatMap(({ personId }) =>
    personId === null ? [] : { ...notice, id: newId(), personId, boardId, actionId }
  );
