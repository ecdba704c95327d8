/** What a new meeting starts with: the board's standing items and what earlier meetings put off. */
import type { StandingItem } from '#domain/agenda.ts';
import type { Board } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import { acceptanceOf, carriedTo } from '#domain/proposal.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import { newId } from '#server/new-id.ts';
import { parkedNow } from '#server/record/parked-now.ts';
import type { Db } from '#server/store/database.ts';

/** `date` is the meeting's; `leave` are ids of parked items that it is not to take. */
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
  return [
    ...board.settings.standingItems.map(addStanding),
    ...carried.map((parked) => acceptanceOf(parked, newId(), null))
  ];
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
