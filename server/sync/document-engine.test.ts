/** What the document engine promises to writers, with real sockets, a real file and the stock client. */
import { copyFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { MESSAGE } from '#protocol/document-frame.ts';
import { appendUpdates, freezeDocument } from '#server/store/documents.ts';
import {
  connectRaw,
  connectStock,
  framesOf,
  giveMeeting,
  numberIn,
  startDocumentServer,
  storedCopy,
  synced,
  textIn,
  typeParagraph,
  until,
  type DocumentServer,
  type StockClient
} from '../../tests/support/document-server.ts';
import { stateFrame, stateWantedFrame, updateFrame } from './frames.ts';

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
let minute: string;
const clients: StockClient[] = [];

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
});

afterEach(async () => {
  for (const { provider, doc } of clients.splice(0)) {
    provider.destroy();
    doc.destroy();
  }
  await server.close();
});

function open(personId: string, name = minute): StockClient {
  const client = connectStock(server, name, personId);
  clients.push(client);
  return client;
}

const storedText = async (name = minute): Promise<string> =>
  (await storedCopy(server.db, name)).getXmlFragment('text').toString();

test('two stock clients converge', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await Promise.all([synced(clerk), synced(member)]);
  typeParagraph(clerk, 'The report was noted.');
  await until(() => member.text.length === 1, 'the member sees the paragraph');
  typeParagraph(member, 'Thanks were given.');
  await until(() => clerk.text.length === 2, 'the clerk sees the second');
  expect(clerk.text.toString()).toBe(member.text.toString());
  expect(server.faults).toEqual([]);
});

test('every acknowledged edit survives an end without shutdown', async () => {
  const raw = connectRaw(server, minute, meeting.clerk);
  await until(() => raw.frames.length > 0, 'the connection is open');
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => raw.send(updateFrame(update)));
  const line = typeParagraph({ doc, text: doc.getXmlFragment('text') }, 'Item 1:');
  for (let edit = 0; edit < 50; edit += 1) line.insert(line.length, ` ${edit}`);
  await until(() => numberIn(raw, MESSAGE.acknowledged) === 51, 'all of it is acknowledged');
  // The file as it lies on the disk at this moment, the server still running.
  const after = `${server.databaseFile}.after`;
  for (const suffix of ['', '-wal']) copyFileSync(server.databaseFile + suffix, after + suffix);
  const reopened = await startDocumentServer({ file: after });
  const text = (await storedCopy(reopened.db, minute)).getXmlFragment('text').toString();
  await reopened.close();
  expect(text).toBe(doc.getXmlFragment('text').toString());
});

test('a clean end leaves one snapshot and no updates, and nothing is lost by it', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await Promise.all([synced(clerk), synced(member)]);
  typeParagraph(clerk, 'Last words before the server stops.');
  await until(() => member.text.length === 1, 'the words have been shown');
  await server.sync.close();
  const updates = await server.db
    .selectFrom('document_update')
    .selectAll()
    .where('document', '=', minute)
    .execute();
  expect(updates).toEqual([]);
  expect(await storedText()).toBe(clerk.text.toString());
});

test('who comes while a room closes gets all that was written in it', async () => {
  for (let round = 0; round < 5; round += 1) {
    const clerk = open(meeting.clerk);
    await synced(clerk);
    typeParagraph(clerk, `Round ${round}`);
    clerk.provider.destroy();
    const again = open(meeting.clerk);
    await synced(again);
    await until(() => again.text.length === round + 1, 'the paragraph is there');
    again.provider.destroy();
  }
  await until(() => server.sync.openNames().length === 0, 'the room is closed');
  expect((await storedText()).match(/Round/g)).toHaveLength(5);
});

test('edits made offline reach everybody after the reconnect', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  await Promise.all([synced(clerk), synced(member)]);
  clerk.provider.disconnect();
  typeParagraph(clerk, 'Written in a tunnel.');
  typeParagraph(member, 'Written meanwhile.');
  await until(() => !clerk.provider.wsconnected, 'the clerk is offline');
  clerk.provider.connect();
  await until(() => clerk.text.length === 2 && member.text.length === 2, 'both have both');
  expect(clerk.text.toString()).toBe(member.text.toString());
});

test('what a client sends while something before it is missing is asked for, not lost', async () => {
  const raw = connectRaw(server, minute, meeting.clerk);
  await until(() => raw.frames.length > 0, 'the connection is open');
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const line = typeParagraph({ doc, text: doc.getXmlFragment('text') }, 'one');
  line.insert(3, ' two');
  raw.send(stateFrame(new Uint8Array([0, 0])));
  raw.send(updateFrame(updates[1] ?? new Uint8Array()));
  await until(() => framesOf(raw, MESSAGE.sync).length > 0, 'the server asks for everything');
  expect(numberIn(raw, MESSAGE.acknowledged)).toBe(1);
  raw.send(stateFrame(Y.encodeStateAsUpdate(doc)));
  await until(() => numberIn(raw, MESSAGE.acknowledged) === 3, 'all three are acknowledged');
  expect(await storedText()).toContain('one two');
});

test('nothing sent after an edit that was not taken is acknowledged before that edit is', async () => {
  const raw = connectRaw(server, minute, meeting.clerk);
  await until(() => raw.frames.length > 0, 'the connection is open');
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  typeParagraph({ doc, text: doc.getXmlFragment('text') }, 'one').insert(3, ' two');
  const [, second = new Uint8Array()] = updates;
  const other = new Y.Doc();
  typeParagraph({ doc: other, text: other.getXmlFragment('text') }, 'by itself');
  raw.send(stateFrame(new Uint8Array([0, 0])));
  raw.send(updateFrame(second));
  raw.send(updateFrame(Y.encodeStateAsUpdate(other)));
  raw.send(stateWantedFrame(new Uint8Array([0])));
  const answered = () => raw.frames.some((frame) => frame[0] === 0 && frame[1] === 1);
  await until(answered, 'all of it has been read');
  expect(await storedText()).toContain('by itself');
  expect(numberIn(raw, MESSAGE.acknowledged)).toBe(1);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  raw.send(stateFrame(Y.encodeStateAsUpdate(doc)));
  await until(() => numberIn(raw, MESSAGE.acknowledged) === 4, 'all four are acknowledged');
});

test('approved minutes take no edit, from a socket or by SQL', async () => {
  const clerk = open(meeting.clerk);
  const raw = connectRaw(server, minute, meeting.member);
  await synced(clerk);
  typeParagraph(clerk, 'Agreed wording.');
  await until(() => numberIn(raw, MESSAGE.rights) === 1, 'the member may write');
  await freezeDocument(server.db, minute, '2027-03-11T16:00:00.000Z');
  server.announce({ type: 'document-frozen', name: minute });
  await until(() => numberIn(raw, MESSAGE.rights) === 0, 'the member is told');
  expect(textIn(raw, MESSAGE.refused)).toBe('frozen');
  const before = await storedText();
  typeParagraph(clerk, 'One more thing');
  const late = new Y.Doc();
  typeParagraph({ doc: late, text: late.getXmlFragment('text') }, 'And another');
  raw.send(updateFrame(Y.encodeStateAsUpdate(late)));
  await until(() => framesOf(raw, MESSAGE.refused).length === 2, 'the edit is refused');
  expect(await storedText()).toBe(before);
  await expect(
    sql`insert into document_update (document, seq, at, bytes, hash)
      values (${minute}, 99, 'now', x'00', x'00')`.execute(server.db)
  ).rejects.toThrow('frozen');
});

test('a document frozen before anybody has told the room refuses the commit itself', async () => {
  const raw = connectRaw(server, minute, meeting.clerk);
  await until(() => numberIn(raw, MESSAGE.rights) === 1, 'the clerk may write');
  await freezeDocument(server.db, minute, '2027-03-11T16:00:00.000Z');
  const doc = new Y.Doc();
  typeParagraph({ doc, text: doc.getXmlFragment('text') }, 'Too late');
  raw.send(updateFrame(Y.encodeStateAsUpdate(doc)));
  await until(() => textIn(raw, MESSAGE.refused) === 'frozen', 'the edit is refused');
  expect(numberIn(raw, MESSAGE.acknowledged)).toBeUndefined();
  expect(await storedText()).toBe('');
});

test('a document that cannot be loaded is closed to everybody, and stays as it is', async () => {
  const clerk = open(meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'Words that must not be lost.');
  clerk.provider.destroy();
  await until(() => server.sync.openNames().length === 0, 'the room is closed');
  await sql`update document_snapshot set bytes = zeroblob(20) where document = ${minute}`.execute(
    server.db
  );
  const raw = connectRaw(server, minute, meeting.member);
  await until(() => raw.closed() !== undefined, 'the connection is closed');
  expect(raw.closed()).toBe(4503);
  expect(raw.frames).toEqual([]);
  expect(server.sync.openNames()).toEqual([]);
  expect(String(server.faults[0])).toContain('DocumentDamaged');
});

test('a full disk makes rooms read-only and says so; saving goes on when there is room again', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  const watching = connectRaw(server, minute, meeting.chair);
  await Promise.all([synced(clerk), synced(member)]);
  await until(() => numberIn(watching, MESSAGE.rights) === 1, 'the chair may write');
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(server.db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(server.db);
  typeParagraph(clerk, 'x'.repeat(20_000));
  await until(() => textIn(watching, MESSAGE.refused) === 'cannot-save', 'everybody is told');
  expect(numberIn(watching, MESSAGE.rights)).toBe(0);
  expect(member.text.length).toBe(0);
  expect(await storedText()).toBe('');
  await sql`pragma max_page_count = 1000000`.execute(server.db);
  await until(() => member.text.length === 1, 'the edit has been asked for again and saved');
  expect(numberIn(watching, MESSAGE.rights)).toBe(1);
  expect(await storedText()).toBe(clerk.text.toString());
});

test('what the server writes reaches whoever has the document open, and lists', async () => {
  const agenda = `agenda/${meeting.meetingId}`;
  const clerk = open(meeting.clerk, agenda);
  await synced(clerk);
  expect(clerk.doc.getMap('items').has(meeting.open)).toBe(true);
  const from = server.said.length;
  const doc = new Y.Doc();
  const item = new Y.Map([['title', new Y.Text('A new item')]]);
  doc.getMap('items').set('b'.repeat(20), item);
  const bytes = Y.encodeStateAsUpdate(doc);
  const at = '2027-03-11T14:00:00.000Z';
  const seqs = await server.db
    .transaction()
    .execute((trx) => appendUpdates(trx, [{ name: agenda, personId: null, bytes, at }]));
  server.announce({ type: 'document-written', name: agenda, seq: seqs[0] ?? 0, bytes });
  await until(() => clerk.doc.getMap('items').has('b'.repeat(20)), 'the clerk has the item');
  const isProjected = () =>
    server.said.slice(from).some(({ type }) => type === 'document-projected');
  await until(isProjected, 'it is projected');
});

test('somebody who may only read gets the text and stays without a way in', async () => {
  const clerk = open(meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'For everybody to read.');
  await until(() => clerk.provider.wsconnected, 'connected');
  const reader = connectRaw(server, minute, meeting.observer);
  await until(() => numberIn(reader, MESSAGE.rights) === 0, 'the observer may read');
  reader.send(stateWantedFrame(new Uint8Array([0])));
  await until(() => framesOf(reader, MESSAGE.sync).length === 2, 'the text arrives');
  const before = await storedText();
  const forged = new Y.Doc();
  typeParagraph({ doc: forged, text: forged.getXmlFragment('text') }, 'Forged');
  const update = Y.encodeStateAsUpdate(forged);
  reader.send(updateFrame(update));
  reader.send(stateFrame(update));
  await until(() => framesOf(reader, MESSAGE.refused).length === 2, 'both are refused');
  expect(textIn(reader, MESSAGE.refused)).toBe('read-only');
  expect(await storedText()).toBe(before);
  // Two messages in one frame, the second hidden behind a harmless first.
  reader.send(new Uint8Array([...stateWantedFrame(new Uint8Array([0])), ...updateFrame(update)]));
  await until(() => reader.closed() !== undefined, 'the connection is closed');
  expect(reader.closed()).toBe(4400);
  expect(await storedText()).toBe(before);
  expect(clerk.text.length).toBe(1);
});
