/** Actions that a meeting takes off the log: each says at which meeting that was agreed. */
import { changeAction } from '#domain/action.ts';
import { plainDate } from '#domain/civil-date.ts';
import type { Effect } from '#domain/proceedings.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import type { Announcement } from '#server/announcement.ts';
import { findAction, insertActionUpdate, updateAction } from '#server/store/actions.ts';
import { recordAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { RefusedInEffect } from './proceedings-refused.ts';

/** [Y10] All of them or none; an action of private business under a private item alone. */
export async function closeActions(
  trx: Db,
  { itemId, actionIds, as }: Extract<Effect, { type: 'actions-closed' }>,
  { board, meeting, proceedings, actor, at, can }: MeetingContext & { readonly at: string }
): Promise<Announcement[]> {
  const item = proceedings.items.find(({ id }) => id === itemId);
  const text = `Agreed at the meeting of ${plainDate(proceedings.arrangements.date)}.`;
  const command = { type: 'close-action', as, text } as const;
  for (const id of actionIds) {
    const action = await findAction(trx, id);
    if (action?.boardId !== board.id) throw new RefusedInEffect(refuse('not-found', 'actionIds'));
    if (action.part === 'part2' && (item?.part !== 'part2' || !can('see-part2', itemId))) {
      throw new RefusedInEffect(refuse('action-private', 'actionIds'));
    }
    const closed = changeAction(action, command, at);
    if (isRefusal(closed)) throw new RefusedInEffect(closed);
    await updateAction(trx, closed);
    await insertActionUpdate(trx, closed, { at, by: actor.personId, command, text });
  }
  await recordAudit(trx, {
    at,
    actorId: actor.personId,
    kind: 'actions-closed',
    subject: meeting.id,
    detail: { actionIds, as }
  });
  return actionIds.map((actionId) => ({ type: 'action-changed', boardId: board.id, actionId }));
}
