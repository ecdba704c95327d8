/** A board with its people and a meeting in session, as the services make it: the disk at first. */
import { isRefusal } from '#domain/refusal.ts';
import type { Command } from '#domain/command.ts';
import type { Office } from '#domain/board.ts';
import { newId } from '#server/new-id.ts';
import { makeProceedings } from '#server/services/proceedings.ts';
import { openDatabase, withBareConnection } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { insertPerson } from '#server/store/people.ts';
import { giveBoard, giveSeat, LONG_AGO } from '../support/people.ts';

/** Milliseconds since 1970 at which every simulation begins: Thursday 11 March 2027, 2pm. */
export const BEGINNING = Date.UTC(2027, 2, 11, 14);

export type Fixture = {
  readonly image: Buffer;
  readonly boardId: string;
  readonly people: Readonly<Record<Figure, string>>;
  /** Names of documents: a minute of open business and one of private business. */
  readonly documents: Readonly<Record<Place, string>>;
};

export type Figure = 'clerk' | 'member' | 'representative' | 'observer' | 'stranger';
export type Place = 'open' | 'private';

export const OFFICES: Readonly<Record<Figure, Office>> = {
  clerk: 'clerk',
  member: 'member',
  representative: 'crgRepresentative',
  observer: 'observer',
  stranger: 'member'
};

let made: Promise<Fixture> | undefined;

/** Made once: each simulation opens a copy. */
export function fixture(): Promise<Fixture> {
  made ??= make();
  return made;
}

async function make(): Promise<Fixture> {
  const db = openDatabase(':memory:');
  await migrate(db);
  const board = await giveBoard(db, 'Prevent Oversight Board');
  const people = {} as Record<Figure, string>;
  for (const figure of Object.keys(OFFICES) as Figure[]) {
    const person = { id: newId(), name: `A ${figure}`, email: `${figure}@example.org` };
    await insertPerson(db, { ...person, post: null, createdAt: LONG_AGO });
    people[figure] = person.id;
    await giveSeat(db, { boardId: board.id, personId: person.id, office: OFFICES[figure] });
  }
  let now = Date.UTC(2027, 1, 11);
  const clock = () => new Date(now).toISOString();
  const proceedings = makeProceedings({ db, clock, announce: () => {} });
  const begun = await proceedings.begin(people.clerk, board.id, {
    date: '2027-03-11',
    startTime: '14:00',
    endTime: null,
    place: null,
    alreadyHeld: false
  });
  if (isRefusal(begun)) throw new Error(`the meeting was refused: ${begun.refused}`);
  const items = { open: newId(), private: newId() };
  const commands: Command[] = [
    addItem(items.open, 'part1'),
    addItem(items.private, 'part2'),
    { type: 'publish-agenda', publishedOn: null, shortNoticeReason: null },
    { type: 'start-meeting', startedAt: null }
  ];
  for (const command of commands) {
    if (command.type === 'start-meeting') now = BEGINNING;
    const sent = { commandId: newId(), command };
    const kept = await proceedings.perform(people.clerk, begun.meetingId, sent);
    if (isRefusal(kept)) throw new Error(`${command.type} was refused: ${kept.refused}`);
  }
  const image = await withBareConnection(db, (sqlite) => sqlite.serialize());
  await db.destroy();
  const documents = { open: `minute/${items.open}`, private: `minute/${items.private}` };
  return { image, boardId: board.id, people, documents };
}

const addItem = (itemId: string, part: 'part1' | 'part2'): Command => ({
  type: 'add-item',
  itemId,
  title: 'Communications strategy',
  part,
  ground: part === 'part2' ? 'Information about an individual' : null,
  standing: null,
  kind: 'standard',
  purpose: 'discuss',
  presenterId: null,
  presenter: null,
  minutesAllotted: null,
  minuted: true,
  before: null
});
