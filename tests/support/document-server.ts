/**
 * The document engine on a real port over a real file, with a board, its people and a meeting; and
 * clients for it: the stock provider, and a bare socket that sends what it likes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Command } from '#domain/command.ts';
import { isRefusal } from '#domain/refusal.ts';
import { MESSAGE } from '#protocol/document-frame.ts';
import type { Announcement } from '#server/announcement.ts';
import { systemClock } from '#server/clock.ts';
import { newId } from '#server/new-id.ts';
import { makeDocuments } from '#server/services/documents.ts';
import { makeProceedings } from '#server/services/proceedings.ts';
import { openDatabase, type Db } from '#server/store/database.ts';
import { loadDocument } from '#server/store/documents.ts';
import { findPerson } from '#server/store/people.ts';
import { migrate } from '#server/store/migrations.ts';
import { beginEpoch } from '#server/store/storage-epoch.ts';
import { startSync } from '#server/sync/start.ts';
import { giveBoard, givePerson, giveSeat } from './people.ts';

export type DocumentServer = Awaited<ReturnType<typeof startDocumentServer>>;

/** `file`: an existing database, to open what another server left; `port`: the one it was at. */
export async function startDocumentServer({
  file,
  port: wantedPort = 0
}: { file?: string; port?: number } = {}) {
  const folder = file === undefined ? mkdtempSync(path.join(tmpdir(), 'documents-')) : null;
  const databaseFile = file ?? path.join(folder ?? '', 'record.sqlite');
  const db = openDatabase(databaseFile);
  await migrate(db);
  await beginEpoch(db, systemClock());
  const faults: unknown[] = [];
  const said: Announcement[] = [];
  const ears: ((announcement: Announcement) => void)[] = [];
  const announce = (announcement: Announcement) => {
    said.push(announcement);
    ears.forEach((hear) => hear(announcement));
  };
  const clock = systemClock;
  const documents = makeDocuments({ db, clock });
  const proceedings = makeProceedings({ db, clock, announce });
  const logFault = (error: unknown) => void faults.push(error);
  const sync = startSync({
    db,
    clock,
    announce,
    documents,
    logFault,
    onEdit: () => {}
  });
  ears.push(sync.hear);

  const http = createServer();
  // Who asks stands in the address here: sessions are another room's business.
  http.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://test');
    const personId = url.searchParams.get('as');
    const name = url.pathname.slice('/yjs/'.length);
    void findPerson(db, personId ?? '').then((person) => {
      const sessionId = url.searchParams.get('session') ?? 'session';
      const visitor = person ? { personId: person.id, name: person.name, sessionId } : null;
      void sync.accept(name, request, socket, head, visitor).catch(() => socket.destroy());
    });
  });
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => http.listen(wantedPort, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;

  return {
    db,
    databaseFile,
    port,
    address: `ws://127.0.0.1:${port}/yjs`,
    sync,
    faults,
    said,
    announce,
    documents,
    proceedings,
    /** Everything ends as it would at SIGTERM. */
    close: async () => {
      await sync.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => http.close(resolve));
      await db.destroy();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
    /** Every line breaks and nobody answers, as if the network were gone. */
    cutOff: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    reconnect: () => new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  };
}

/** A board with somebody in each office, and a meeting in session with an open and a private item. */
export async function giveMeeting(server: Pick<DocumentServer, 'db' | 'proceedings'>) {
  const { db, proceedings } = server;
  const board = await giveBoard(db, 'Prevent Oversight Board');
  const offices = ['chair', 'member', 'clerk', 'crgRepresentative', 'observer'] as const;
  const people: Record<string, string> = {};
  for (const office of offices) {
    people[office] = await givePerson(db, `${office}@example.org`, `A ${office}`);
    await giveSeat(db, { boardId: board.id, personId: people[office], office });
  }
  const { chair = '', member = '', clerk = '', crgRepresentative = '', observer = '' } = people;
  const begun = await proceedings.begin(clerk, board.id, {
    date: '2027-03-11',
    startTime: '14:00',
    endTime: null,
    place: null,
    alreadyHeld: false
  });
  if (isRefusal(begun)) throw new Error(`the meeting was refused: ${begun.refused}`);
  const { meetingId } = begun;
  const perform = async (command: Command) => {
    const kept = await proceedings.perform(clerk, meetingId, { commandId: newId(), command });
    if (isRefusal(kept)) throw new Error(`${command.type} was refused: ${kept.refused}`);
  };
  const [open, hidden] = [newId(), newId()];
  await perform(addItem(open, 'Communications strategy', 'part1'));
  await perform(addItem(hidden, 'A private matter', 'part2'));
  const publish = () =>
    perform({ type: 'publish-agenda', publishedOn: null, shortNoticeReason: null });
  const start = async () => {
    await publish();
    await perform({ type: 'start-meeting', startedAt: null });
  };
  return {
    board,
    meetingId,
    open,
    hidden,
    chair,
    member,
    clerk,
    crgRepresentative,
    observer,
    perform,
    publish,
    start
  };
}

/** A meeting of the same board whose agenda is still open, with one item. */
export async function giveAnotherMeeting(
  { proceedings }: Pick<DocumentServer, 'proceedings'>,
  { clerk, board }: { clerk: string; board: { id: string } }
): Promise<{ meetingId: string; itemId: string }> {
  const begun = await proceedings.begin(clerk, board.id, {
    date: '2027-06-10',
    startTime: '14:00',
    endTime: null,
    place: null,
    alreadyHeld: false
  });
  if (isRefusal(begun)) throw new Error(`the meeting was refused: ${begun.refused}`);
  const { meetingId } = begun;
  const itemId = newId();
  const command = addItem(itemId, 'Urgent business', 'part1');
  const kept = await proceedings.perform(clerk, meetingId, { commandId: newId(), command });
  if (isRefusal(kept)) throw new Error(`the item was refused: ${kept.refused}`);
  return { meetingId, itemId };
}

const addItem = (itemId: string, title: string, part: 'part1' | 'part2'): Command => ({
  type: 'add-item',
  itemId,
  title,
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

export type StockClient = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  readonly text: Y.XmlFragment;
};

/** The provider as it comes, in Node. */
export function connectStock(
  server: Pick<DocumentServer, 'address'>,
  name: string,
  personId: string,
  doc = new Y.Doc()
): StockClient {
  const provider = new WebsocketProvider(server.address, name, doc, {
    params: { as: personId },
    // The shape is the browser's; the package's types know only that one.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true
  });
  // It passes our own frames over either way, but writes a line to the console for each.
  for (const type of Object.values(MESSAGE).filter((each) => each >= MESSAGE.acknowledged)) {
    provider.messageHandlers[type] = () => {};
  }
  return { doc, provider, text: doc.getXmlFragment('text') };
}

export const synced = ({ provider }: StockClient): Promise<void> =>
  until(() => provider.synced, 'the client is synced');

/** Types a paragraph at the end. */
export function typeParagraph(
  { doc, text }: Pick<StockClient, 'doc' | 'text'>,
  words: string
): Y.XmlText {
  const line = new Y.XmlText(words);
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [line]);
    text.insert(text.length, [paragraph]);
  });
  return line;
}

/** Waits for a state, never for a time. */
export async function until(holds: () => boolean, what: string, within = 8000): Promise<void> {
  const deadline = performance.now() + within;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export type RawClient = {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[];
  readonly send: (frame: Uint8Array) => void;
  readonly closed: () => number | undefined;
};

/** A socket that says only what it is told to. */
export function connectRaw(
  server: Pick<DocumentServer, 'address'>,
  name: string,
  personId: string,
  query = ''
): RawClient {
  const socket = new WebSocket(`${server.address}/${name}?as=${personId}${query}`);
  const frames: Uint8Array[] = [];
  let code: number | undefined;
  socket.on('message', (data: Buffer) => frames.push(new Uint8Array(data)));
  socket.on('close', (closeCode) => {
    code = closeCode;
  });
  socket.on('error', () => {});
  return { socket, frames, send: (frame) => socket.send(frame), closed: () => code };
}

/** Frames of one message type, in the order they came. */
export const framesOf = ({ frames }: RawClient, type: number): Uint8Array[] =>
  frames.filter((frame) => frame[0] === type);

/** The number in the last frame of this type. */
export const numberIn = (client: RawClient, type: number): number | undefined => {
  const frame = framesOf(client, type).at(-1);
  return frame && decoding.readVarUint(decoding.createDecoder(frame.subarray(1)));
};

/** The text in the last frame of this type. */
export const textIn = (client: RawClient, type: number): string | undefined => {
  const frame = framesOf(client, type).at(-1);
  return frame && decoding.readVarString(decoding.createDecoder(frame.subarray(1)));
};

/** What the server has stored of a document, as a fresh copy. */
export async function storedCopy(db: Db, name: string): Promise<Y.Doc> {
  const { snapshot, updates } = await loadDocument(db, name);
  const doc = new Y.Doc();
  if (snapshot) Y.applyUpdate(doc, snapshot);
  for (const { bytes } of updates) Y.applyUpdate(doc, bytes);
  return doc;
}
