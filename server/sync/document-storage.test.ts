/** What is left of a document when everybody has gone: its text, for readers, and nothing deleted. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findProjection, listUnprojected, listWriters } from '#server/store/documents.ts';
import {
  connectRaw,
  connectStock,
  framesOf,
  giveMeeting,
  startDocumentServer,
  storedCopy,
  synced,
  typeParagraph,
  until,
  type DocumentServer
} from '../../tests/support/document-server.ts';
import { stateWantedFrame } from './frames.ts';
import { startSync } from './start.ts';

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
let minute: string;

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
  minute = `minute/${meeting.open}`;
});

afterEach(() => server.close());

const everybodyHasGone = (): Promise<void> =>
  until(() => server.sync.openNames().length === 0, 'every room is closed');

test('what is deleted while it is written is in no copy and no frame afterwards', async () => {
  const secret = 'Channel case 4711';
  const clerk = connectStock(server, minute, meeting.clerk);
  const member = connectStock(server, minute, meeting.member);
  await Promise.all([synced(clerk), synced(member)]);
  typeParagraph(clerk, 'The item was considered.');
  const line = typeParagraph(clerk, secret);
  await until(() => member.text.length === 2, 'it is saved');
  line.delete(0, line.length);
  await until(() => !member.text.toString().includes(secret), 'its deletion is saved');
  for (const { provider, doc } of [clerk, member]) {
    provider.destroy();
    doc.destroy();
  }
  await everybodyHasGone();
  await sql`pragma wal_checkpoint(truncate)`.execute(server.db);
  expect(readFileSync(server.databaseFile).includes(secret)).toBe(false);
  const next = connectRaw(server, minute, meeting.crgRepresentative);
  await until(() => next.frames.length > 0, 'the next one is in');
  next.send(stateWantedFrame(new Uint8Array([0])));
  await until(() => framesOf(next, 0).length === 2, 'the whole text arrives');
  const seen = next.frames.map((frame) => Buffer.from(frame).toString()).join();
  expect(seen).toContain('considered');
  expect(seen).not.toContain(secret);
});

test('readers find what the document says, and are told, soon after an edit', async () => {
  const clerk = connectStock(server, minute, meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'RESOLVED to note the report.');
  const isTold = () =>
    server.said.some((said) => said.type === 'document-projected' && said.name === minute);
  await until(isTold, 'the projection is announced');
  expect((await findProjection(server.db, minute))?.content).toEqual([
    { kind: 'paragraph', runs: [{ text: 'RESOLVED to note the report.' }] }
  ]);
  clerk.provider.destroy();
  clerk.doc.destroy();
});

test('a projection that a crash prevented is made when the document is next opened', async () => {
  const clerk = connectStock(server, minute, meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'Noted.');
  await until(() => clerk.provider.wsconnected, 'connected');
  clerk.provider.destroy();
  clerk.doc.destroy();
  await everybodyHasGone();
  await sql`delete from document_projection`.execute(server.db);
  const reader = connectRaw(server, minute, meeting.member);
  await until(() => reader.frames.length > 0, 'the reader is in');
  reader.socket.close();
  await everybodyHasGone();
  expect((await findProjection(server.db, minute))?.content).toHaveLength(1);
});

test('what was written just before a crash is brought into lists at the next start, unopened', async () => {
  const clerk = connectStock(server, minute, meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'Noted.');
  await until(() => server.said.some(({ type }) => type === 'document-projected'), 'projected');
  await sql`delete from document_projection`.execute(server.db);
  expect((await listUnprojected(server.db)).map(({ name }) => name)).toContain(minute);
  const { db, documents, announce } = server;
  const clock = () => new Date().toISOString();
  const faults: unknown[] = [];
  const logFault = (error: unknown) => void faults.push(error);
  const again = startSync({ db, clock, announce, documents, logFault, onEdit: () => {} });
  await expect.poll(() => listUnprojected(db)).toEqual([]);
  expect(faults).toEqual([]);
  await again.close();
  expect((await findProjection(db, minute))?.content).toHaveLength(1);
});

test('who wrote under which id outlives the updates themselves', async () => {
  const clerk = connectStock(server, minute, meeting.clerk);
  await synced(clerk);
  typeParagraph(clerk, 'Noted.');
  const writer = clerk.doc.clientID;
  await until(() => clerk.provider.wsconnected, 'connected');
  clerk.provider.destroy();
  clerk.doc.destroy();
  await everybodyHasGone();
  expect((await storedCopy(server.db, minute)).getXmlFragment('text').length).toBe(1);
  expect(await listWriters(server.db, minute)).toEqual(new Map([[writer, meeting.clerk]]));
});
