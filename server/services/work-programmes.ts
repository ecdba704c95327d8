/** The work programme of a board: the clerk plans, everybody at the board reads. */
import { momentOf } from '#domain/london-time.ts';
import { municipalYearOf } from '#domain/civil-date.ts';
import { may } from '#domain/permission.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import {
  programmeOf,
  topicRefusal,
  type ProgrammeDate,
  type Topic,
  type TopicWords
} from '#domain/work-programme.ts';
import type { Announce } from '#server/announcement.ts';
import type { Clock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { listMeetings } from '#server/store/meetings.ts';
import {
  findTopic,
  insertTopic,
  listTopics,
  removeTopic,
  rewordTopic
} from '#server/store/work-programme.ts';

export type WorkProgramme = {
  readonly board: { readonly id: string; readonly name: string };
  /** Like 2026/27. */
  readonly year: string;
  readonly years: readonly string[];
  readonly dates: readonly ProgrammeDate[];
  /** The board takes its work programme at every meeting. */
  readonly isStanding: boolean;
  readonly mayPlan: boolean;
};

export function makeWorkProgrammes({
  db,
  clock,
  announce
}: {
  db: Db;
  clock: Clock;
  announce: Announce;
}) {
  /** The year asked for, or the one that today is in. */
  async function get(
    personId: string,
    boardId: string,
    asked: string | null
  ): Promise<WorkProgramme | Refusal> {
    const { today } = momentOf(clock());
    const actor = await findActor(db, personId, today);
    const board = await findBoard(db, boardId);
    if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const topics = await listTopics(db, boardId);
    const meetings = (await listMeetings(db, boardId)).filter(({ phase }) => phase !== 'cancelled');
    const dates = [...meetings.map(({ date }) => date), ...topics.map((each) => each.meetingOn)];
    const current = municipalYearOf(today);
    const years = [...new Set([...dates.map(municipalYearOf), current])].toSorted();
    const year = asked !== null && years.includes(asked) ? asked : current;
    return {
      board: { id: board.id, name: board.name },
      year,
      years,
      dates: programmeOf(year, topics, meetings),
      isStanding: board.settings.standingItems.includes('workProgramme'),
      mayPlan: may(actor, 'plan-work', { boardId })
    };
  }

  const add = (personId: string, boardId: string, words: TopicWords) =>
    plan(personId, boardId, 'topic-added', async (trx, act) => {
      const refusal = topicRefusal(words);
      if (refusal) return refusal;
      const id = newId();
      await insertTopic(trx, { id, boardId, ...tidy(words) }, act);
      return { id };
    });

  /** Words, lead or date; where an agenda has it, the date is that meeting's and stays. */
  const change = (personId: string, boardId: string, id: string, words: Partial<TopicWords>) =>
    plan(personId, boardId, 'topic-changed', async (trx) => {
      const topic = await findAt(trx, boardId, id);
      if (!topic) return refuse('not-found');
      const now = tidy({ ...topic, ...words });
      const refusal = topicRefusal(now);
      if (refusal) return refusal;
      if (topic.takenBy && now.meetingOn !== topic.meetingOn) return refuse('topic-taken');
      await rewordTopic(trx, id, now);
      return { id };
    });

  const remove = (personId: string, boardId: string, id: string) =>
    plan(personId, boardId, 'topic-removed', async (trx, act) => {
      const topic = await findAt(trx, boardId, id);
      if (!topic) return refuse('not-found');
      if (topic.takenBy) return refuse('topic-taken');
      await removeTopic(trx, id, act);
      return { id };
    });

  async function plan(
    personId: string,
    boardId: string,
    kind: string,
    act: (trx: Db, act: { at: string; by: string }) => Promise<{ id: string } | Refusal>
  ): Promise<{ id: string } | Refusal> {
    const at = clock();
    const event = { at, actorId: personId };
    const result = await db.transaction().execute(async (trx) => {
      const actor = await findActor(trx, personId, momentOf(at).today);
      if (!actor || !may(actor, 'see-board', { boardId })) return refuse('not-found');
      if (!may(actor, 'plan-work', { boardId })) {
        const detail = { command: kind };
        await recordAudit(trx, { ...event, kind: 'command-refused', subject: boardId, detail });
        return refuse('not-allowed');
      }
      const done = await act(trx, { at, by: personId });
      if (isRefusal(done)) return done;
      await recordAudit(trx, { ...event, kind, subject: done.id, detail: { boardId } });
      return done;
    });
    if (!isRefusal(result)) announce({ type: 'board-changed', boardId });
    return result;
  }

  return { get, add, change, remove };
}

async function findAt(db: Db, boardId: string, id: string): Promise<Topic | undefined> {
  const topic = await findTopic(db, id);
  return topic?.boardId === boardId ? topic : undefined;
}

const tidy = ({ title, lead, requestedBy, meetingOn }: TopicWords): TopicWords => ({
  title: title.trim(),
  lead: lead.trim(),
  requestedBy,
  meetingOn
});
