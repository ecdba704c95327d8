/** Comments on minutes, as rows that are only ever added. */
import type { Anchor, Comment, CommentStage } from '#domain/comment.ts';
import type { Db } from './database.ts';

export type ThreadRow = {
  readonly id: string;
  readonly meetingId: string;
  readonly itemId: string;
  readonly stage: CommentStage;
  readonly at: string;
  readonly personId: string;
  readonly quote: string | null;
  readonly anchor: Anchor | null;
};

export async function insertThread(db: Db, thread: ThreadRow): Promise<void> {
  await db
    .insertInto('comment_thread')
    .values({
      id: thread.id,
      meeting_id: thread.meetingId,
      item_id: thread.itemId,
      stage: thread.stage,
      at: thread.at,
      by_person: thread.personId,
      quote: thread.quote,
      anchor: thread.anchor && JSON.stringify(thread.anchor)
    })
    .execute();
}

/** Puts a comment at the end of its thread. */
export async function insertComment(
  db: Db,
  threadId: string,
  comment: Omit<Comment, 'by'> & { readonly personId: string }
): Promise<void> {
  const seq = (await countComments(db, threadId)) + 1;
  const { id, at, personId, act, text } = comment;
  await db
    .insertInto('comment')
    .values({ thread_id: threadId, seq, id, at, by_person: personId, act, text })
    .execute();
}

export async function countComments(db: Db, threadId: string): Promise<number> {
  const { count } = await db
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('thread_id', '=', threadId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function countThreads(db: Db, meetingId: string): Promise<number> {
  const { count } = await db
    .selectFrom('comment_thread')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Which thread a comment is in, and whose it is. */
export async function findComment(
  db: Db,
  id: string
): Promise<{ readonly threadId: string; readonly personId: string } | undefined> {
  const row = await db
    .selectFrom('comment')
    .select(['thread_id', 'by_person'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { threadId: row.thread_id, personId: row.by_person };
}

export async function findThread(db: Db, id: string): Promise<ThreadRow | undefined> {
  const row = await db
    .selectFrom('comment_thread')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toThread(row);
}

export async function listThreads(db: Db, meetingId: string): Promise<ThreadRow[]> {
  const rows = await db
    .selectFrom('comment_thread')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('at')
    .execute();
  return rows.map(toThread);
}

/** A thread's comments, the first first. */
export async function listComments(db: Db, threadId: string): Promise<Comment[]> {
  return db
    .selectFrom('comment')
    .innerJoin('person', 'person.id', 'comment.by_person')
    .select(['comment.id', 'act', 'person.name as by', 'at', 'text'])
    .where('thread_id', '=', threadId)
    .orderBy('seq')
    .execute();
}

const toThread = (row: {
  id: string;
  meeting_id: string;
  item_id: string;
  stage: CommentStage;
  at: string;
  by_person: string;
  quote: string | null;
  anchor: string | null;
}): ThreadRow => ({
  id: row.id,
  meetingId: row.meeting_id,
  itemId: row.item_id,
  stage: row.stage,
  at: row.at,
  personId: row.by_person,
  quote: row.quote,
  anchor: row.anchor === null ? null : (JSON.parse(row.anchor) as Anchor)
});
