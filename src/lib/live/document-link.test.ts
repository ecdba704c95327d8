/** The browser's end of a document against the real engine: what it says is saved, is. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
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

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
  closes = [];
});

afterEach(async () => {
  links.splice(0).forEach((link) => link.destroy());
  await server.close();
});

function open(personId: string, name = minute): DocumentLink {
  const link = new DocumentLink(name, {
    address: server.address,
    Socket: WebSocket as unknown as typeof globalThis.WebSocket,
    params: { as: personId },
    onChange: () => {},
    onClosed: (code) => closes.push(code)
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
  open(meeting.crgRepresentative, `minute/${meeting.hidden}`);
  await until(() => closes.length > 0, 'it is closed');
  expect(closes).toEqual([4404]);
});

test('what was written before signing out is sent after signing in again', async () => {
  const clerk = open(meeting.clerk);
  await comesTo(clerk, 'saved');
  server.announce({ type: 'signed-out', sessionId: 'session' });
  await comesTo(clerk, 'signed-out');
  write(clerk, 'Not lost');
  expect(clerk.saveState()).toEqual({ kind: 'signed-out', changes: 1 });
  clerk.renew();
  await until(() => clerk.pending === 0, 'it is acknowledged');
  expect(await stored()).toContain('Not lost');
});
