/** Who may see and write which document, with the rules and rows that decide it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isRefusal, refuse } from '#domain/refusal.ts';
import { newId } from '#server/new-id.ts';
import { freezeDocument, insertDocument } from '#server/store/documents.ts';
import {
  giveMeeting,
  startDocumentServer,
  type DocumentServer
} from '../../tests/support/document-server.ts';

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;

beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
});

afterEach(() => server.close());

type Who = 'chair' | 'member' | 'clerk' | 'crgRepresentative' | 'observer';
const EVERYBODY: readonly Who[] = ['chair', 'member', 'clerk', 'crgRepresentative', 'observer'];

/** "write", "read" or "-" for everybody in order. */
const rightsTo = (name: string): Promise<string[]> =>
  Promise.all(
    EVERYBODY.map(async (who) => {
      const access = await server.documents.access(meeting[who], name);
      if (isRefusal(access)) return '-';
      return access.mayWrite ? 'write' : 'read';
    })
  );

test('the agenda is worded by chair and clerk while it is prepared, and then by nobody', async () => {
  const agenda = `agenda/${meeting.meetingId}`;
  expect(await rightsTo(agenda)).toEqual(['write', 'read', 'write', '-', '-']);
  await meeting.publish();
  expect(await rightsTo(agenda)).toEqual(['read', 'read', 'read', 'read', 'read']);
});

test('private wording is for those who see private business', async () => {
  const exempt = `exempt/${meeting.hidden}`;
  expect(await rightsTo(exempt)).toEqual(['write', 'read', 'write', '-', '-']);
  await meeting.publish();
  expect(await rightsTo(exempt)).toEqual(['read', 'read', 'read', '-', '-']);
});

test('the minute of an open item is written by the whole board in session, watched by observers', async () => {
  await meeting.start();
  expect(await rightsTo(`minute/${meeting.open}`)).toEqual([
    'write',
    'write',
    'write',
    'write',
    'read'
  ]);
});

test('the minute of a private item is no business of representatives and observers', async () => {
  await meeting.start();
  expect(await rightsTo(`minute/${meeting.hidden}`)).toEqual(['write', 'write', 'write', '-', '-']);
});

test("notes are the clerk's", async () => {
  await meeting.start();
  expect(await rightsTo(`notes/${meeting.open}`)).toEqual(['-', '-', 'write', '-', '-']);
});

test('the action log is worded by members and the clerk, read by all who hold a place', async () => {
  const name = `actions/${meeting.board.id}`;
  await insertDocument(server.db, {
    name,
    kind: 'actions',
    boardId: meeting.board.id,
    meetingId: null,
    itemId: null,
    at: '2026-01-05T09:00:00.000Z'
  });
  expect(await rightsTo(name)).toEqual(['write', 'write', 'write', 'read', 'read']);
});

test('a frozen document is written by nobody', async () => {
  await meeting.start();
  await freezeDocument(server.db, `minute/${meeting.open}`, '2027-03-11T16:00:00.000Z');
  expect(await rightsTo(`minute/${meeting.open}`)).toEqual([
    'read',
    'read',
    'read',
    'read',
    'read'
  ]);
});

test('a document whose item is not on the agenda is nobody’s, whatever its row says', async () => {
  const name = `minute/${newId()}`;
  await insertDocument(server.db, {
    name,
    kind: 'minute',
    boardId: meeting.board.id,
    meetingId: meeting.meetingId,
    itemId: name.slice('minute/'.length),
    at: '2026-01-05T09:00:00.000Z'
  });
  await meeting.start();
  expect(await rightsTo(name)).toEqual(['-', '-', '-', '-', '-']);
});

test('unknown and forbidden are refused alike; only the forbidden is kept in the audit trail', async () => {
  await meeting.start();
  const { documents, db } = server;
  const crg = meeting.crgRepresentative;
  const hidden = `minute/${meeting.hidden}`;
  expect(await documents.access(crg, hidden)).toEqual(refuse('not-found'));
  expect(await documents.access(crg, `minute/${newId()}`)).toEqual(refuse('not-found'));
  expect(await documents.access(crg, '../secret')).toEqual(refuse('not-found'));
  expect(await documents.access(newId(), hidden)).toEqual(refuse('not-found'));
  const kept = await db
    .selectFrom('audit_event')
    .select(['actor_id', 'subject'])
    .where('kind', '=', 'document-refused')
    .execute();
  expect(kept.map(({ subject }) => subject)).toEqual([hidden, hidden]);
  expect(kept[0]?.actor_id).toBe(crg);
});
