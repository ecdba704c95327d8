/** The browser's end of a document against the real engine: what it says is saved, is. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { freezeDocument } from '#server/store/documents.ts';
import {
  giveMeeting,
  startDocumentServer,
  storedCopy,
  typeParagraph,
  until,
  type DocumentServer
} from '../../../tests/support/document-server.ts';
import { DocumentLink } from './document-link.ts';

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
let minute: string;
const links: DocumentLink[] = [];
let closes: number[];
let partings: string[];
let session: string;

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
  closes = [];
  partings = [];
  session = 'first';
});

afterEach(async () => {
  links.splice(0).forEach((link) => link.destroy());
  await server.close();
});

function open(
  personId: string,
  { name = minute, quiet = 60_000, Socket = WebSocket } = {}
): DocumentLink {
  const link = new DocumentLink(name, {
    address: server.address,
    Socket: Socket as unknown as typeof globalThis.WebSocket,
    params: {
      as: personId,
      // Asked at each connection, as a cookie would be.
      get session() {
        return session;
      }
    },
    quiet,
    onChange: () => {},
    onClosed: (code) => closes.push(code),
    onParted: (why) => partings.push(why)
  });
  links.push(link);
  return link;
}

const write = (link: DocumentLink, words: string) =>
  typeParagraph({ doc: link.doc, text: link.doc.getXmlFragment('text') }, words);

const comesTo = (link: DocumentLink, kind: string): Promise<void> =>
  until(() => link.saveState().kind === kind, `the state is ${kind}`);

const stored = async (): Promise<string> =>
  (await storedCopy(server.db, minute)).getXmlFragment('text').toString();

test('says saved only when the edit is on the disk', async () => {
  const clerk = open(meeting.clerk);
  expect(clerk.saveState()).toEqual({ kind: 'opening' });
  await comesTo(clerk, 'saved');
  expect(clerk.saveState()).toEqual({ kind: 'saved', at: null });
  expect(clerk.mayWrite).toBe(true);
  write(clerk, 'Noted.');
  expect(clerk.pending).toBe(1);
  await until(() => clerk.pending === 0, 'it is acknowledged');
  expect(await stored()).toContain('Noted.');
  expect(clerk.saveState()).toMatchObject({ kind: 'saved', at: expect.any(String) });
});

test('keeps count of what is only in the tab, under one writer, until it is sent and saved', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  const writer = clerk.doc.clientID;
  await server.cutOff();
  await until(() => clerk.saveState().kind !== 'saved', 'the connection is lost');
  write(clerk, 'In a tunnel');
  write(clerk, 'still there');
  expect(clerk.saveState()).toEqual({ kind: 'offline-not-kept', changes: 2 });
  await server.reconnect();
  await until(() => clerk.pending === 0, 'it is acknowledged');
  expect(clerk.saveState().kind).toBe('saved');
  expect(clerk.doc.clientID).toBe(writer);
  expect(await stored()).toContain('still there');
});

test('after waking, nothing is saved until the server has said so again', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  clerk.renew();
  expect(clerk.saveState().kind).toBe('opening');
  await comesTo(clerk, 'saved');
});

test('a change to frozen wording is refused with its reason and stays countable', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  await freezeDocument(server.db, minute, '2027-03-11T16:00:00.000Z');
  server.announce({ type: 'document-frozen', name: minute });
  await until(() => !clerk.mayWrite, 'the clerk may only read');
  expect(clerk.saveState().kind).toBe('saved');
  write(clerk, 'Too late');
  await comesTo(clerk, 'refused');
  expect(clerk.saveState()).toEqual({ kind: 'refused', why: 'frozen', changes: 1 });
});

test('says that saving fails while it does, and sends everything when it works again', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(server.db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(server.db);
  write(clerk, 'x'.repeat(20_000));
  await comesTo(clerk, 'failing');
  await until(() => !clerk.mayWrite, 'the editor is read-only');
  await sql`pragma max_page_count = 1000000`.execute(server.db);
  await comesTo(clerk, 'saved');
  expect(clerk.pending).toBe(0);
  expect(await stored()).toContain('xxx');
});

test('an end for good is told once, with its code', async () => {
  open(meeting.crgRepresentative, { name: `minute/${meeting.hidden}` });
  await until(() => closes.length > 0, 'it is closed');
  expect(closes).toEqual([4404]);
});

test('what was written before signing out is sent after signing in again', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  server.announce({ type: 'signed-out', sessionId: 'first' });
  await comesTo(clerk, 'signed-out');
  write(clerk, 'Not lost');
  expect(clerk.saveState()).toEqual({ kind: 'signed-out', changes: 1 });
  session = 'second';
  clerk.renew();
  await until(() => clerk.pending === 0, 'it is acknowledged');
  expect(await stored()).toContain('Not lost');
});

test('warns before a document is full; then it refuses politely, and can be shortened and go on', async () => {
  const clerk = open(meeting.clerk, { quiet: 100 });
  await comesTo(clerk, 'saved');
  const text = clerk.doc.getXmlFragment('text');
  const page = 'x'.repeat(210_000);
  for (let pages = 1; pages <= 7; pages += 1) write(clerk, page);
  await until(() => clerk.pending === 0, 'most of it is taken', 20_000);
  expect(clerk.isNearlyFull).toBe(false);
  write(clerk, page);
  await until(() => clerk.isNearlyFull, 'it is nearly full');
  for (let pages = 9; pages <= 10; pages += 1) write(clerk, page);
  await until(() => clerk.pending === 0, 'the last page that begins within the limit is taken');
  // As many keys as somebody presses before they look up.
  for (let keys = 1; keys <= 60; keys += 1) write(clerk, 'And so on.');
  await comesTo(clerk, 'refused');
  expect(clerk.saveState()).toMatchObject({ why: 'document-full', changes: 60 });
  expect(clerk.mayWrite).toBe(true);
  text.delete(0, 4);
  await until(() => clerk.pending === 0, 'what was refused is asked for again');
  expect(clerk.saveState().kind).toBe('saved');
  expect((await stored()).match(/And so on/g)).toHaveLength(60);
  await until(() => !clerk.isNearlyFull, 'there is room again');
  write(clerk, 'Much shorter.');
  await until(() => clerk.pending === 0, 'it goes on');
  expect(closes).toEqual([]);
}, 30_000);

test('no edit is sent before it is known that the storage is the same', async () => {
  const order: string[] = [];
  let onOpen = (): void => {};
  class Watched extends WebSocket {
    constructor(address: string | URL | null) {
      super(address ?? '');
      // Behind the provider's own listener, which it adds in a moment.
      queueMicrotask(() => this.on('open', () => onOpen()));
      this.on('message', (data: ArrayBuffer) => {
        if (new Uint8Array(data)[0] === MESSAGE.storage) order.push('epoch');
      });
    }
    override send(frame: Uint8Array): void {
      if (frame[0] === MESSAGE.sync && frame[1] !== SYNC.step1) order.push('edit');
      super.send(frame);
    }
  }
  const clerk = open(meeting.clerk, { Socket: Watched });
  await comesTo(clerk, 'saved');
  onOpen = () => write(clerk, 'Typed in the gap.');
  order.length = 0;
  clerk.renew();
  await until(() => order.length === 2, 'both have come');
  expect(order).toEqual(['epoch', 'edit']);
  await until(() => clerk.pending === 0, 'it is acknowledged');
  expect(await stored()).toContain('Typed in the gap.');
});

test('honest people who never stop are never told that their page has parted', async () => {
  const links = [meeting.clerk, meeting.member, meeting.chair].map((person) =>
    open(person, { quiet: 20 })
  );
  await until(() => links.every(({ pending, isLoaded }) => isLoaded && pending === 0), 'all in');
  for (let round = 0; round < 60; round += 1) {
    for (const link of links) {
      const text = link.doc.getXmlFragment('text');
      if (text.length > 5 && round % 3 === 0) text.delete(round % text.length, 1);
      else write(link, `Round ${round}`);
    }
    // Now and then long enough for a digest to go out, often too short.
    await new Promise((resolve) => setTimeout(resolve, round % 7 === 0 ? 60 : 8));
  }
  await until(() => links.every(({ pending }) => pending === 0), 'all is saved');
  const [one, ...others] = links.map(
    ({ doc }) =>
      () =>
        doc.getXmlFragment('text').toString()
  );
  await until(() => others.every((other) => other() === one?.()), 'all show the same');
  expect(partings).toEqual([]);
  expect(server.sync.differing()).toBe(0);
  expect(server.faults).toEqual([]);
});
