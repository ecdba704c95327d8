/**
 * What a new meeting starts with: the board's standing items, what earlier meetings put off and what
 * the work programme has for its date.
 */
import type { StandingItem } from '#domain/agenda.ts';
import type { Board } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import { acceptanceOf, carriedTo } from '#domain/proposal.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import { dueOn, topicAcceptance } from '#domain/work-programme.ts';
import { newId } from '#server/new-id.ts';
import { parkedNow } from '#server/record/parked-now.ts';
import type { Db } from '#server/store/database.ts';
import { listMeetings } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { listTopics } from '#server/store/work-programme.ts';

/** `date` is the meeting's; `leave` are ids of parked items and topics that it is not to take. */
export async function openingCommands(
  db: Db,
  board: Board,
  date: string,
  leave: readonly string[],
  cacheOf: object
): Promise<Command[]> {
  const carried = carriedTo(date, await parkedNow(db, board.id, cacheOf)).filter(
    ({ id }) => !leave.includes(id)
  );
  const topics = dueOn(date, await listTopics(db, board.id)).filter(
    ({ id }) => !leave.includes(id)
  );
  return [
    ...(await standingDeclarations(db, board, date, cacheOf)),
    ...board.settings.standingItems.map(addStanding),
    ...carried.map((parked) => acceptanceOf(parked, newId(), null)),
    ...topics.map((topic) => topicAcceptance(topic, newId()))
  ];
}

/** I6: declared once for all meetings, so that they come along from one to the next. */
async function standingDeclarations(
  db: Db,
  { id }: Board,
  date: string,
  cacheOf: object
): Promise<Command[]> {
  const before = (await listMeetings(db, id)).find(
    (meeting) => meeting.date < date && meeting.phase !== 'cancelled'
  );
  const loaded = before && (await loadProceedings(db, before.id, cacheOf));
  const standing = loaded?.proceedings.declarations.filter((each) => each.standing) ?? [];
  return standing.map(({ id: _, dispensation: _none, ...declared }) => ({
    ...declared,
    type: 'declare-interest',
    declarationId: newId()
  }));
}

function addStanding(standing: StandingItem): Command {
  const { title, minutes, minuted, purpose } = standingItemOf(standing);
  return {
    type: 'add-item',
    itemId: newId(),
    title,
    standing,
    kind: 'standard',
    purpose,
    presenterId: null,
    presenter: null,
    minutesAllotted: minutes,
    minuted,
    part: 'part1',
    ground: null,
    before: null
  };
}
