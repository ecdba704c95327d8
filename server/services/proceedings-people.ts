/**
 * Whether the people that a command names belong to the board: the rules know the meeting
 * alone, and an id may be anybody's. Ids of elsewhere answer as unknown ones do.
 */
import type { Command } from '#domain/command.ts';
import type { PersonId } from '#domain/id.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { listBoardPeople } from '#server/store/board-people.ts';
import type { Db } from '#server/store/database.ts';
import type { MeetingContext } from '#server/store/meeting-context.ts';

/** Why the command may not name whom it names; undefined when it may. */
export async function namingRefusal(
  db: Db,
  { board }: MeetingContext,
  command: Command
): Promise<Refusal | undefined> {
  const [field, named] = namedBy(command);
  const ids = named.filter((id) => id !== null);
  if (ids.length === 0) return undefined;
  const known = await listBoardPeople(db, board.id);
  return ids.every((id) => known.has(id)) ? undefined : refuse('not-found', field);
}

function namedBy(command: Command): [field: string, ids: readonly (PersonId | null)[]] {
  switch (command.type) {
    case 'add-item':
    case 'accept-item':
    case 'publish-supplement':
    case 'admit-urgent-item':
    case 'set-item-details':
      return ['presenterId', [command.presenterId ?? null]];
    case 'raise-action':
      return ['owners', command.owners.map(({ personId }) => personId)];
    default:
      return ['', []];
  }
}
