/** A board with somebody in every place, its services on a real file, and a clock held in the hand. */
import { defaultSettings, type AccessRegime, type Office } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import {
  ITEMS_FIELD,
  NOTE_FIELD,
  RECOMMENDATIONS_FIELD,
  TEXT_FIELD,
  TITLE_FIELD
} from '#protocol/documents.ts';
import type { Announcement } from '#server/announcement.ts';
import { newId } from '#server/new-id.ts';
import { changeDocument } from '#server/record/stored-document.ts';
import { write } from '#server/record/item-texts.ts';
import { makeActions } from '#server/services/actions.ts';
import { makeCalendars } from '#server/services/calendars.ts';
import { makeComments } from '#server/services/comments.ts';
import { makeMeetings } from '#server/services/meetings.ts';
import { makeNotices } from '#server/services/notices.ts';
import { makeProceedings } from '#server/services/proceedings.ts';
import { makeRecords } from '#server/services/records.ts';
import { makeVersions } from '#server/services/versions.ts';
import { insertBoard } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { addSubstitute } from '#server/store/seats.ts';
import * as Y from 'yjs';
import { fileDatabase } from './file-database.ts';
import { giveAdministrator, givePerson, giveSeat, LONG_AGO } from './people.ts';

const PLACES = {
  chair: 'chair',
  vice: 'viceChair',
  member: 'member',
  crg: 'crgRepresentative',
  officer: 'officer',
  clerk: 'clerk',
  observer: 'observer'
} as const satisfies Record<string, Office>;

export type Who = keyof typeof PLACES | 'substitute' | 'stranger' | 'admin';

export type SampleBoard = Awaited<ReturnType<typeof sampleBoard>>;

/** The agenda of 10 December has its five clear days until the 2nd. */
export const MEETING = {
  date: '2026-12-10',
  startTime: '14:00',
  endTime: '16:00',
  place: 'County Hall',
  alreadyHeld: false
} as const;

export async function sampleBoard(accessRegime: AccessRegime = 'adopted') {
  const db = await fileDatabase();
  const announced: Announcement[] = [];
  const time = { now: '2026-11-24T09:00:00.000Z' };
  const needs = {
    db,
    clock: () => time.now,
    announce: (said: Announcement) => void announced.push(said)
  };
  const boardId = await giveBoardUnder(db, accessRegime);
  const people = {} as Record<Who, string>;
  const seats = {} as Record<keyof typeof PLACES, string>;
  for (const [who, office] of Object.entries(PLACES) as [keyof typeof PLACES, Office][]) {
    people[who] = await givePerson(db, `${who}@example.org`, `The ${who}`);
    seats[who] = await giveSeat(db, { boardId, personId: people[who], office });
  }
  people.substitute = await givePerson(db, 'substitute@example.org', 'The substitute');
  await addSubstitute(db, seats.member, people.substitute, '2026-01-05');
  people.stranger = await givePerson(db, 'stranger@example.org', 'The stranger');
  people.admin = await giveAdministrator(db);

  const proceedings = makeProceedings(needs);
  const services = { ...needs, boardId, people, seats, announced, time, proceedings };

  return {
    ...services,
    meetings: makeMeetings(needs),
    records: makeRecords(needs),
    versions: makeVersions(needs),
    comments: makeComments(needs),
    actions: makeActions(needs),
    calendars: makeCalendars(needs),
    notices: makeNotices(needs),
    /** Sends a command under an id of its own. */
    perform: (who: Who, meetingId: string, command: Command) =>
      proceedings.perform(people[who], meetingId, { commandId: newId(), command })
  };
}

/** Puts a second board of its own chair and clerk, `stranger`, into the same database. */
export async function giveOtherBoard({ db, people }: SampleBoard): Promise<string> {
  const boardId = await giveBoardUnder(db, 'private');
  await giveSeat(db, { boardId, personId: people.stranger, office: 'clerk' });
  return boardId;
}

/** A paragraph at the end of a minute. */
export const writeMinute = (db: Db, itemId: string, text: string): Promise<void> =>
  writeBlock(db, itemId, 'paragraph', null, text);

/** The block that stands for an action in a minute. */
export const writeActionBlock = (
  db: Db,
  itemId: string,
  actionId: string,
  text: string
): Promise<void> => writeBlock(db, itemId, 'action', actionId, text);

const writeBlock = (db: Db, itemId: string, kind: string, id: string | null, text: string) =>
  change(db, `minute/${itemId}`, (doc) => {
    const block = new Y.XmlElement(kind);
    if (id !== null) block.setAttribute('id', id);
    block.insert(0, [new Y.XmlText(text)]);
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    fragment.insert(fragment.length, [block]);
  });

/** The note that goes with an item on its meeting's open agenda. */
export async function writeNote(
  { db }: SampleBoard,
  meetingId: string,
  itemId: string,
  note: string
): Promise<void> {
  await change(db, `agenda/${meetingId}`, (doc) => setText(doc, itemId, NOTE_FIELD, note));
}

/** The recommendations of an item on its meeting's open agenda, or of a private one. */
export async function writeRecommendations(
  { db }: SampleBoard,
  document: string,
  itemId: string,
  recommendations: readonly string[]
): Promise<void> {
  await change(db, document, (doc) =>
    itemIn(doc, itemId).set(
      RECOMMENDATIONS_FIELD,
      Y.Array.from(recommendations.map((text) => new Y.Text(text)))
    )
  );
}

/** Words put into a block that stands in a minute, as somebody who edits it would. */
export const writeIntoBlock = (
  db: Db,
  itemId: string,
  place: number,
  text: string
): Promise<void> =>
  change(db, `minute/${itemId}`, (doc) => {
    const block = doc.getXmlFragment(TEXT_FIELD).get(place);
    const words = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (!(words instanceof Y.XmlText)) throw new Error(`no block ${place} in ${itemId}`);
    words.insert(words.length, text);
  });

export async function writeTitle(
  { db }: SampleBoard,
  meetingId: string,
  itemId: string,
  title: string
): Promise<void> {
  await change(db, `agenda/${meetingId}`, (doc) => setText(doc, itemId, TITLE_FIELD, title));
}

function setText(doc: Y.Doc, itemId: string, field: string, text: string): void {
  itemIn(doc, itemId).set(field, new Y.Text(text));
}

function itemIn(doc: Y.Doc, itemId: string): Y.Map<unknown> {
  const item = doc.getMap(ITEMS_FIELD).get(itemId);
  if (!(item instanceof Y.Map)) throw new Error(`the agenda has no wording for ${itemId}`);
  return item as Y.Map<unknown>;
}

/** As the document engine commits what people write. */
async function change(db: Db, name: string, edit: (doc: Y.Doc) => void): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const bytes = await changeDocument(trx, name, edit);
    if (bytes) await write(trx, name, bytes, LONG_AGO);
  });
}

async function giveBoardUnder(db: Db, accessRegime: AccessRegime): Promise<string> {
  const id = newId();
  const settings = { ...defaultSettings('board'), accessRegime };
  await insertBoard(
    db,
    { id, name: 'Oversight Board', kind: 'board', parentId: null, settings },
    LONG_AGO
  );
  return id;
}
