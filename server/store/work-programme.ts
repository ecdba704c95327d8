/** Topics of boards' work programmes; a topic's date is that of the meeting which has taken it. */
import type { Topic, TopicWords } from '#domain/work-programme.ts';
import type { Db } from './database.ts';

type Act = { readonly at: string; readonly by: string };

export async function insertTopic(
  db: Db,
  topic: TopicWords & { readonly id: string; readonly boardId: string },
  { at, by }: Act
): Promise<void> {
  const { last } = await db
    .selectFrom('work_programme_topic')
    .select((all) => all.fn.max('number').as('last'))
    .where('board_id', '=', topic.boardId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('work_programme_topic')
    .values({
      id: topic.id,
      board_id: topic.boardId,
      number: (last ?? 0) + 1,
      title: topic.title,
      lead: topic.lead,
      requested_by: topic.requestedBy,
      meeting_on: topic.meetingOn,
      added_at: at,
      added_by: by,
      meeting_id: null,
      item_id: null,
      removed_at: null,
      removed_by: null
    })
    .execute();
}

export async function rewordTopic(db: Db, id: string, words: TopicWords): Promise<void> {
  const { title, lead, requestedBy, meetingOn } = words;
  await db
    .updateTable('work_programme_topic')
    .set({ title, lead, requested_by: requestedBy, meeting_on: meetingOn })
    .where('id', '=', id)
    .execute();
}

export async function removeTopic(db: Db, id: string, { at, by }: Act): Promise<void> {
  await db
    .updateTable('work_programme_topic')
    .set({ removed_at: at, removed_by: by })
    .where('id', '=', id)
    .execute();
}

/** An agenda takes it, or gives it up again. */
export async function placeTopic(
  db: Db,
  id: string,
  takenBy: { readonly meetingId: string; readonly itemId: string } | null
): Promise<void> {
  await db
    .updateTable('work_programme_topic')
    .set({ meeting_id: takenBy?.meetingId ?? null, item_id: takenBy?.itemId ?? null })
    .where('id', '=', id)
    .execute();
}

export const findTopic = async (db: Db, id: string): Promise<Topic | undefined> =>
  (await read(db, 'work_programme_topic.id', id))[0];

export const findTopicTakenAs = async (db: Db, itemId: string): Promise<Topic | undefined> =>
  (await read(db, 'work_programme_topic.item_id', itemId))[0];

/** In the order in which they were added. */
export const listTopics = (db: Db, boardId: string): Promise<Topic[]> =>
  read(db, 'work_programme_topic.board_id', boardId);

async function read(
  db: Db,
  column: `work_programme_topic.${'id' | 'item_id' | 'board_id'}`,
  value: string
): Promise<Topic[]> {
  const rows = await db
    .selectFrom('work_programme_topic')
    .leftJoin('meeting', 'meeting.id', 'work_programme_topic.meeting_id')
    .selectAll('work_programme_topic')
    .select('meeting.date as taken_on')
    .where(column, '=', value)
    .where('removed_at', 'is', null)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    boardId: row.board_id,
    title: row.title,
    lead: row.lead,
    requestedBy: row.requested_by,
    meetingOn: row.taken_on ?? row.meeting_on,
    takenBy:
      row.meeting_id !== null && row.item_id !== null
        ? { meetingId: row.meeting_id, itemId: row.item_id }
        : null
  }));
}
