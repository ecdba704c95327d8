/**
 * The product as it is composed for production, but its pages: real sessions in real cookies, real
 * rights from a meeting in session, the gate, and a file that is written with synchronous=FULL.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Command } from '#domain/command.ts';
import { isRefusal } from '#domain/refusal.ts';
import { sessionCookieName } from '#server/auth/cookie.ts';
import { createSession } from '#server/auth/sessions.ts';
import { systemClock } from '#server/clock.ts';
import { compose, type Composition } from '#server/compose.ts';
import { newId } from '#server/new-id.ts';
import { makeProceedings } from '#server/services/proceedings.ts';
import { insertBoard } from '#server/store/boards.ts';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { insertPerson } from '#server/store/people.ts';
import { insertSeat } from '#server/store/seats.ts';
import { defaultSettings } from '#domain/board.ts';
import type { Seeds, StartServer } from './bench-server.ts';

/** About what a board has on its agenda; more documents are of further meetings. */
const ITEMS_PER_MEETING = 10;

export const start: StartServer = async (folder, seeds) => {
  const seeded = seeds ? await seed(folder, seeds) : { names: [], cookies: [] };
  const http = createServer((request, response) => composition.app(request, response));
  const composition: Composition = await compose(http, {
    host: '127.0.0.1',
    port: 0,
    dataDir: folder,
    trustProxy: 0,
    origin: null,
    mail: null,
    logLevel: 'error'
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: (http.address() as AddressInfo).port,
    paths: seeded.names.map((name) => `/yjs/${name}`),
    ...seeded
  };
};

async function seed(folder: string, { people, documents }: Seeds) {
  const db = openDatabase(databaseFileIn(folder));
  await migrate(db);
  const boardId = newId();
  const settings = defaultSettings('board');
  const at = systemClock();
  const board = { id: boardId, name: 'Oversight Board', kind: 'board', parentId: null } as const;
  await insertBoard(db, { ...board, settings }, at);
  const cookies: string[] = [];
  const clerk = await seat(db, boardId, 'clerk', 'The clerk');
  for (let index = 0; index < people; index += 1) {
    const personId = await seat(db, boardId, 'member', `Member ${index}`);
    cookies.push(`${sessionCookieName(false)}=${await createSession(db, personId, at)}`);
  }
  const names: string[] = [];
  while (names.length < documents) names.push(...(await meet(db, clerk, boardId, names.length)));
  await db.destroy();
  return { names, cookies };
}

async function seat(
  db: Db,
  boardId: string,
  office: 'clerk' | 'member',
  name: string
): Promise<string> {
  const personId = newId();
  const at = systemClock();
  const email = `${personId}@example.org`;
  await insertPerson(db, { id: personId, name, email, post: null, createdAt: at });
  const place = { id: newId(), boardId, personId, office, organisationId: null, post: null };
  await insertSeat(db, { ...place, startsOn: '2026-01-05', endsOn: null }, at);
  return personId;
}

/** A meeting in session, and the names of its minutes. */
async function meet(db: Db, clerk: string, boardId: string, nth: number): Promise<string[]> {
  const proceedings = makeProceedings({ db, clock: systemClock, announce: () => {} });
  const begun = await proceedings.begin(clerk, boardId, {
    date: `2027-03-${String(1 + ((nth / ITEMS_PER_MEETING) % 28)).padStart(2, '0')}`,
    startTime: '14:00',
    endTime: null,
    place: null,
    alreadyHeld: false
  });
  if (isRefusal(begun)) throw new Error(`the meeting was refused: ${begun.refused}`);
  const perform = async (command: Command) => {
    const kept = await proceedings.perform(clerk, begun.meetingId, { commandId: newId(), command });
    if (isRefusal(kept)) throw new Error(`${command.type} was refused: ${kept.refused}`);
  };
  const items = Array.from({ length: ITEMS_PER_MEETING }, newId);
  for (const itemId of items) await perform(addItem(itemId));
  await perform({ type: 'publish-agenda', publishedOn: null, shortNoticeReason: null });
  await perform({ type: 'start-meeting', startedAt: null });
  return items.map((itemId) => `minute/${itemId}`);
}

const addItem = (itemId: string): Command => ({
  type: 'add-item',
  itemId,
  title: 'Communications strategy',
  part: 'part1',
  ground: null,
  standing: null,
  kind: 'standard',
  purpose: 'discuss',
  presenterId: null,
  presenter: null,
  minutesAllotted: null,
  minuted: true,
  before: null
});
