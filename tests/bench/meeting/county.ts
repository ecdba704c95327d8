/**
 * The demonstration with a full room: fifty people more at its board, one meeting of it in session
 * and on a big screen, and another with a long journal.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Office } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import { makePasswords } from '#server/auth/passwords.ts';
import { sessionCookieName } from '#server/auth/cookie.ts';
import { createSession } from '#server/auth/sessions.ts';
import { systemClock } from '#server/clock.ts';
import { BOARDS } from '#server/demo/boards.ts';
import { granted } from '#server/demo/parts.ts';
import { seedDemo } from '#server/demo/seed.ts';
import { newId } from '#server/new-id.ts';
import { makeServices, type Services } from '#server/services.ts';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { migrate } from '#server/store/migrations.ts';
import { findPersonByEmail } from '#server/store/people.ts';
import { PASSWORD } from '../../support/client.ts';
import { givePerson, giveSeat } from '../../support/people.ts';
import { PUBLISH, START } from '../../support/sample-meeting.ts';

export type County = {
  readonly folder: string;
  /** Session cookies, `name=value`. */
  readonly clerk: string;
  readonly chair: string;
  readonly followers: readonly string[];
  /** Of a big screen that shows the meeting in session. */
  readonly screenToken: string;
  readonly inSession: string;
  /** Its items that are taken in public. */
  readonly openItems: readonly string[];
  readonly long: string;
  readonly remove: () => void;
};

const FOLLOWERS = 50;
/** As a board sits: most are members, the others look on or advise. */
const OFFICES: readonly Office[] = [
  'member',
  'member',
  'crgRepresentative',
  'member',
  'officer',
  'observer'
];
const LONG_JOURNAL = 2000;
const IN_SESSION_ON = '2026-12-10';
const LONG_ON = '2027-03-11';

export async function seedCounty(): Promise<County> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-meeting-'));
  const db = openDatabase(databaseFileIn(folder));
  await migrate(db);
  await seedDemo(db, PASSWORD);
  const services = makeServices({
    db,
    clock: systemClock,
    announce: () => {},
    passwords: makePasswords()
  });
  const [clerk, chair] = [await personOf(db, 'clerk'), await personOf(db, 'chair')];
  const board = (await services.boards.list(clerk)).find(
    ({ name }) => name === BOARDS.oversight.name
  );
  if (!board) throw new Error('the demonstration has no Oversight Board');
  const followers = await seatFollowers(db, board.id);
  const meetings = granted(await services.meetings.ofBoard(clerk, board.id));
  const meetingOn = (date: string) => meetings.find((each) => each.date === date)?.id ?? '';
  const [inSession, long] = [meetingOn(IN_SESSION_ON), meetingOn(LONG_ON)];
  const openItems = await start(services, clerk, inSession, [START]);
  await writeLongJournal(
    services,
    clerk,
    long,
    await start(services, clerk, long, [PUBLISH, START])
  );
  const screenToken = await showOnScreen(services, chair, inSession);
  const county = {
    folder,
    clerk: await cookieOf(db, clerk),
    chair: await cookieOf(db, chair),
    followers,
    screenToken,
    inSession,
    openItems,
    long,
    remove: () => rmSync(folder, { recursive: true, force: true })
  };
  await db.destroy();
  return county;
}

async function personOf(db: Db, who: string): Promise<string> {
  const person = await findPersonByEmail(db, `${who}@demo.example`);
  if (!person) throw new Error(`nobody is the ${who} of the demonstration`);
  return person.id;
}

const cookieOf = async (db: Db, personId: string): Promise<string> =>
  `${sessionCookieName(false)}=${await createSession(db, personId, systemClock())}`;

async function seatFollowers(db: Db, boardId: string): Promise<string[]> {
  const cookies: string[] = [];
  for (let index = 0; index < FOLLOWERS; index += 1) {
    const office = OFFICES[index % OFFICES.length] ?? 'member';
    const personId = await givePerson(db, `follower-${index}@demo.example`, `Follower ${index}`);
    await giveSeat(db, { boardId, personId, office });
    cookies.push(await cookieOf(db, personId));
  }
  return cookies;
}

const performer =
  (services: Services, personId: string, meetingId: string) => async (command: Command) =>
    granted(
      await services.proceedings.perform(personId, meetingId, { commandId: newId(), command })
    );

/** The items that are taken in public. */
async function start(
  services: Services,
  clerk: string,
  meetingId: string,
  commands: readonly Command[]
): Promise<string[]> {
  for (const command of commands) await performer(services, clerk, meetingId)(command);
  const { items } = granted(await services.proceedings.stateFor(clerk, meetingId));
  return items.filter(({ part }) => part === 'part1').map(({ id }) => id);
}

/** The chair goes from item to item, and an action is raised with every tenth move. */
async function writeLongJournal(
  services: Services,
  clerk: string,
  meetingId: string,
  items: readonly string[]
): Promise<void> {
  const perform = performer(services, clerk, meetingId);
  const owners = [{ personId: null, name: 'District councils' }];
  for (let move = 0, seq = 0; seq < LONG_JOURNAL; move += 1) {
    const itemId = items[move % items.length] ?? '';
    ({ seq } = await perform({ type: 'open-item', itemId }));
    if (move % 10 !== 9) continue;
    await perform({ type: 'raise-action', actionId: newId(), itemId, owners, dueOn: null });
  }
}

async function showOnScreen(
  { screens }: Services,
  chair: string,
  meetingId: string
): Promise<string> {
  const address = '192.0.2.7';
  const { token } = granted(await screens.ask(undefined, address));
  const shown = (await screens.show(token ?? undefined))?.show;
  if (token === null || shown?.state !== 'code') throw new Error('the screen has no code');
  granted(await screens.pair(chair, meetingId, { code: shown.code, address }));
  return token;
}
