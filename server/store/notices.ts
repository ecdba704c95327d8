/** The outbox: what people are to be told, written with what causes it and kept when it is done. */
import type { ActionId, BoardId, MeetingId, PersonId } from '#domain/id.ts';
import type { MailChoice, NoticeKind } from '#domain/mail-notice.ts';

import type { Db } from './database.ts';

export type Notice = {
  readonly id: string;
  readonly personId: PersonId;
  readonly kind: NoticeKind;
  readonly boardId: BoardId;
  readonly meetingId: MeetingId | null;
  readonly actionId: ActionId | null;
  /** ISO date of the meeting, or the day an action is due: a notice of another day is out of date. */
  readonly aboutOn: string;
  /** Makes the notice the only one of its kind for this person: it is written once. */
  readonly occasion: string;
};

/** Those that are there already stay as they are. */
export async function insertNotices(db: Db, notices: readonly Notice[], at: string): Promise<void> {
  for (const notice of notices) {
    await db
      .insertInto('notice_outbox')
      .values({
        id: notice.id,
        person_id: notice.personId,
        kind: notice.kind,
        board_id: notice.boardId,
        meeting_id: notice.meetingId,
        action_id: notice.actionId,
        about_on: notice.aboutOn,
        occasion: notice.occasion,
        made_at: at,
        digest_id: null,
        ended_at: null,
        ended_as: null
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** People with notices that were made by then and are in no mail yet. */
export async function listPeopleToTell(db: Db, madeBy: string): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('notice_outbox')
    .select('person_id')
    .distinct()
    .where('ended_at', 'is', null)
    .where('digest_id', 'is', null)
    .where('made_at', '<=', madeBy)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

export async function putNoticesInto(db: Db, digestId: string, personId: PersonId): Promise<void> {
  await db
    .updateTable('notice_outbox')
    .set({ digest_id: digestId })
    .where('person_id', '=', personId)
    .where('digest_id', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

/** Those of a mail that have not ended, as they were written. */
export async function listNoticesOf(db: Db, digestId: string): Promise<Notice[]> {
  const rows = await db
    .selectFrom('notice_outbox')
    .selectAll()
    .where('digest_id', '=', digestId)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    kind: row.kind,
    boardId: row.board_id,
    meetingId: row.meeting_id,
    actionId: row.action_id,
    aboutOn: row.about_on,
    occasion: row.occasion
  }));
}

export async function endNotices(
  db: Db,
  ids: readonly string[],
  as: 'sent' | 'dropped' | 'givenUp',
  at: string
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable('notice_outbox')
    .set({ ended_at: at, ended_as: as })
    .where('id', 'in', ids)
    .execute();
}

export async function countWaitingNotices(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('notice_outbox')
    .select((notice) => notice.fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

export async function findMailChoice(db: Db, personId: PersonId): Promise<MailChoice> {
  const row = await db
    .selectFrom('mail_choice')
    .select('choice')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.choice ?? 'all';
}

export async function setMailChoice(
  db: Db,
  personId: PersonId,
  choice: MailChoice,
  at: string
): Promise<void> {
  await db
    .insertInto('mail_choice')
    .values({ person_id: personId, choice, chosen_at: at })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ choice, chosen_at: at }))
    .execute();
}
