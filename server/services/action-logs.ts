/** The action log as a meeting takes it, with what has changed since the one before. */
import { actionSubject } from '#domain/action.ts';
import { actionChanges } from '#domain/action-changes.ts';
import { momentOf } from '#domain/london-time.ts';
import { may } from '#domain/permission.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import type { ActionLogAtMeeting } from '#protocol/meeting-page.ts';
import type { Clock } from '#server/clock.ts';
import { listActions, listLatestUpdates } from '#server/store/actions.ts';
import type { Db } from '#server/store/database.ts';
import { findMeetingContext } from '#server/store/meeting-context.ts';
import { listMeetings } from '#server/store/meetings.ts';

export function makeActionLogs({ db, clock }: { db: Db; clock: Clock }) {
  /** [Y9] As this person may see it. */
  async function atMeeting(
    personId: string,
    meetingId: string
  ): Promise<ActionLogAtMeeting | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    if (!context?.can('see-agenda')) return refuse('not-found');
    const { actor, board, meeting } = context;
    const last = (await listMeetings(db, board.id)).find(
      ({ date, minutesStage }) => minutesStage !== null && date < meeting.date
    );
    const actions = (await listActions(db, { boardId: board.id })).filter((action) =>
      may(actor, 'see-action', actionSubject(action))
    );
    const changes = actionChanges(actions, last?.date ?? null, momentOf(clock()).today);
    const said = await listLatestUpdates(db, board.id);
    return {
      boardId: board.id,
      since: last?.date ?? null,
      changes,
      evidence: Object.fromEntries(changes.done.map(({ id }) => [id, said.get(id) ?? '']))
    };
  }

  return { atMeeting };
}
