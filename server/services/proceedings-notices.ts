/** Whom a command makes something to tell, put into the outbox in the command's own transaction. */
import { isStillToDo } from '#domain/action.ts';
import type { Command } from '#domain/command.ts';
import type { PersonId } from '#domain/id.ts';
import { londonDateOf } from '#domain/london-time.ts';
import { newId } from '#server/new-id.ts';
import { listActions } from '#server/store/actions.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';
import { insertNotices, type Notice } from '#server/store/notices.ts';
import { listSeats } from '#server/store/seats.ts';

/** The proceedings in `context` are those after the command. */
export async function noteNotices(
  trx: Db,
  context: MeetingContext,
  command: Command,
  at: string
): Promise<void> {
  switch (command.type) {
    case 'publish-agenda':
    case 'publish-supplement':
      return tellBoard(trx, context, 'agenda-published', at);
    case 'circulate-minutes':
      return tellBoard(trx, context, 'minutes-circulated', at);
    case 'close-meeting':
      return tellOwners(trx, context, at);
  }
}

/** Everybody with a place but whoever did it; what each may read of it is asked when mail is sent. */
async function tellBoard(
  trx: Db,
  context: MeetingContext,
  kind: 'agenda-published' | 'minutes-circulated',
  at: string
): Promise<void> {
  const { board, actor, proceedings } = context;
  const seats = await listSeats(trx, board.id, londonDateOf(at));
  const people = new Set(
    seats.flatMap(({ personId, substitutes }) => [
      personId,
      ...substitutes.map((substitute) => substitute.personId)
    ])
  );
  people.delete(actor.personId);
  const occasion = `${context.meeting.id} ${proceedings.seq}`;
  const notices = [...people].map((personId) => noticeTo(personId, context, kind, occasion));
  await insertNotices(trx, notices, at);
}

/** Owners of what was raised at the meeting. */
async function tellOwners(trx: Db, context: MeetingContext, at: string): Promise<void> {
  const actions = await listActions(trx, { meetingId: context.meeting.id });
  const notices = actions
    .filter(isStillToDo)
    .flatMap(({ id, owners }) =>
      owners.flatMap(({ personId }) =>
        personId === null
          ? []
          : { ...noticeTo(personId, context, 'action-given', id), actionId: id }
      )
    );
  await insertNotices(trx, notices, at);
}

const noticeTo = (
  personId: PersonId,
  { board, meeting, proceedings }: MeetingContext,
  kind: Notice['kind'],
  occasion: string
): Notice => ({
  id: newId(),
  personId,
  kind,
  boardId: board.id,
  meetingId: meeting.id,
  actionId: null,
  aboutOn: proceedings.arrangements.date,
  occasion
});
