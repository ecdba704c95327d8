/** Everything a right over a meeting rests on, loaded together: who asks, which board, how it stands. */
import { londonDateOf } from '#domain/london-time.ts';
import type { Board } from '#domain/board.ts';
import { isOutFor } from '#domain/declaration.ts';
import type { ItemId } from '#domain/id.ts';
import { itemFactsOf, meetingFactsOf } from '#domain/meeting-facts.ts';
import { may, type Actor, type Subject, type Verb } from '#domain/permission.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { KnowsNature } from '#domain/withhold.ts';
import { findActor } from './actors.ts';
import { findBoard } from './boards.ts';
import type { Db } from './database.ts';
import type { MeetingRow } from './meetings.ts';
import { loadProceedings, type MeetingProceedings } from './proceedings.ts';

export type MeetingContext = {
  readonly actor: Actor;
  readonly board: Board;
  readonly meeting: MeetingRow;
  readonly proceedings: Proceedings;
  readonly subject: Subject;
  /** Whether the actor may do this to the meeting, or to one of its items. */
  readonly can: (verb: Verb, itemId?: ItemId | null) => boolean;
  readonly seesPart2: (itemId: ItemId) => boolean;
  /** Whether the actor has left the room for the item. */
  readonly isOut: (itemId: ItemId) => boolean;
  readonly knowsNature: KnowsNature;
};

/** Undefined when the meeting is unknown or the person has no place at its board. */
export async function findMeetingContext(
  db: Db,
  personId: string,
  meetingId: string,
  at: string,
  cacheOf: object = db
): Promise<MeetingContext | undefined> {
  const contextOf = await openMeetingContext(db, meetingId, at, cacheOf);
  return contextOf(personId);
}

/**
 * The same for many people, where all are told one thing: the meeting is loaded once, as it stands
 * now, and who somebody is, which rights rest on, is asked anew for each of them. It is not kept for
 * the next thing: by then the meeting may stand otherwise.
 */
export async function openMeetingContext(
  db: Db,
  meetingId: string,
  at: string,
  cacheOf: object = db
): Promise<(personId: string) => Promise<MeetingContext | undefined>> {
  const loaded = await loadProceedings(db, meetingId, cacheOf);
  const board = loaded && (await findBoard(db, loaded.meeting.boardId));
  return async (personId) => {
    if (!loaded || !board) return undefined;
    const actor = await findActor(db, personId, londonDateOf(at));
    return actor && contextFor(actor, board, loaded);
  };
}

function contextFor(
  actor: Actor,
  board: Board,
  { meeting, proceedings }: MeetingProceedings
): MeetingContext | undefined {
  const subject: Subject = { boardId: board.id, meeting: meetingFactsOf(board, proceedings) };
  if (!may(actor, 'see-board', subject)) return undefined;
  const about = (itemId?: ItemId | null): Subject => {
    const item = itemId ? itemFactsOf(proceedings, itemId) : undefined;
    return item ? { ...subject, item } : subject;
  };
  const can: MeetingContext['can'] = (verb, itemId) => may(actor, verb, about(itemId));
  const isOpen = (itemId: ItemId) => itemFactsOf(proceedings, itemId)?.part === 'part1';
  const seesItem = (itemId: ItemId) => isOpen(itemId) || can('see-part2', itemId);
  return {
    actor,
    board,
    meeting,
    proceedings,
    subject,
    can,
    seesPart2: (itemId) => can('see-part2', itemId),
    isOut: (itemId) => isOutFor(proceedings, actor.personId, itemId),
    knowsNature: ({ key, itemId, sensitive }) =>
      key === actor.personId ||
      can('record-declarations') ||
      (!sensitive && (itemId === null || seesItem(itemId)))
  };
}
