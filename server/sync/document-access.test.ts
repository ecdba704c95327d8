/** Who gets in, who is shown what, and who is put out: over real sockets, one attempt a test. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE } from '#protocol/document-frame.ts';
import { newId } from '#server/new-id.ts';
import { withBareConnection } from '#server/store/database.ts';
import {
  connectRaw,
  connectStock,
  framesOf,
  giveMeeting,
  numberIn,
  startDocumentServer,
  storedCopy,
  synced,
  typeParagraph,
  until,
  type DocumentServer,
  type RawClient,
  type StockClient
} from '../../tests/support/document-server.ts';
import { awarenessFrame, stateFrame, stateWantedFrame, updateFrame } from './frames.ts';
import { readAwareness } from '../../tests/support/read-awareness.ts';

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

const closed = async (client: RawClient): Promise<number | undefined> => {
  await until(() => client.closed() !== undefined, 'the connection is closed');
  return client.closed();
};

const opened = (client: RawClient): Promise<void> =>
  until(() => framesOf(client, MESSAGE.rights).length > 0, 'the connection is open');

const endSeatOf = (personId: string) =>
  server.db
    .updateTable('seat')
    .set({ ends_on: '2026-01-06' })
    .where('person_id', '=', personId)
    .execute();

const countDocuments = async (): Promise<number> =>
  (await server.db.selectFrom('document').select('name').execute()).length;

test.each([
  ['an unknown item', () => `minute/${newId()}`],
  ['a path outwards', () => 'minute/../../record.sqlite'],
  ['a prototype', () => '__proto__'],
  ['a kind there is not', () => `papers/${newId()}`],
  ['ten thousand letters', () => `minute/${'a'.repeat(10_000)}`],
  ['nothing', () => '']
])(
  '%s is refused before any byte of a document, and leaves no row and no room',
  async (_what, name) => {
    const before = await countDocuments();
    const raw = connectRaw(server, name(), meeting.clerk);
    expect(await closed(raw)).toBe(4404);
    expect(raw.frames).toEqual([]);
    expect(server.sync.openNames()).not.toContain(name());
    expect(await countDocuments()).toBe(before);
  }
);

test('somebody who is not signed in is told so, and nothing else', async () => {
  const raw = connectRaw(server, minute, '');
  expect(await closed(raw)).toBe(4401);
  expect(raw.frames).toEqual([]);
});

test('a private item is refused to a CRG representative exactly as an unknown one is', async () => {
  for (const kind of ['minute', 'exempt', 'notes']) {
    const hidden = connectRaw(server, `${kind}/${meeting.hidden}`, meeting.crgRepresentative);
    const unknown = connectRaw(server, `${kind}/${newId()}`, meeting.crgRepresentative);
    expect(await closed(hidden)).toBe(await closed(unknown));
    expect(hidden.frames).toEqual(unknown.frames);
  }
  const audited = await server.db
    .selectFrom('audit_event')
    .selectAll()
    .where('kind', '=', 'document-refused')
    .execute();
  expect(audited.map(({ subject }) => subject)).toEqual(
    ['minute', 'exempt', 'notes'].map((kind) => `${kind}/${meeting.hidden}`)
  );
  const member = open(meeting.member, `minute/${meeting.hidden}`);
  await synced(member);
});

test('whose access ends while they type is out within a second, and sees nothing more', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  const raw = connectRaw(server, minute, meeting.member);
  await Promise.all([synced(clerk), synced(member), opened(raw)]);
  raw.send(stateWantedFrame(new Uint8Array([0])));
  const line = typeParagraph(clerk, 'Before.');
  await until(() => member.text.length === 1, 'the member follows');
  const typing = setInterval(() => member.doc.transact(() => typeParagraph(member, 'x')), 10);
  await endSeatOf(meeting.member);
  const from = performance.now();
  server.announce({ type: 'rights-changed', boardId: meeting.board.id });
  expect(await closed(raw)).toBe(4403);
  expect(performance.now() - from).toBeLessThan(1000);
  clearInterval(typing);
  const seen = raw.frames.length;
  line.insert(0, 'After. ');
  const stays = open(meeting.chair);
  await until(() => stays.text.toString().includes('After.'), 'others go on');
  expect(raw.frames.length).toBe(seen);
  expect(await closed(connectRaw(server, minute, meeting.member))).toBe(4404);
});

test('a right to write that goes or comes is told at once, and what was refused can still be saved', async () => {
  await meeting.perform({ type: 'close-meeting', finishedAt: null });
  const raw = connectRaw(server, minute, meeting.clerk);
  await until(() => numberIn(raw, MESSAGE.rights) === 1, 'the clerk may write');
  await until(() => framesOf(raw, MESSAGE.sync).length === 1, 'the clerk is asked for what is new');
  raw.send(stateFrame(new Uint8Array([0, 0])));
  await until(() => numberIn(raw, MESSAGE.acknowledged) === 1, 'the clerk has nothing unsaved');
  await meeting.perform({ type: 'circulate-minutes', correctionsBy: null });
  await until(() => numberIn(raw, MESSAGE.rights) === 0, 'the clerk may only read now');
  const late = new Y.Doc();
  typeParagraph({ doc: late, text: late.getXmlFragment('text') }, 'late');
  const edit = Y.encodeStateAsUpdate(late);
  raw.send(updateFrame(edit));
  await until(() => framesOf(raw, MESSAGE.refused).length === 2, 'the edit is refused');
  expect((await storedCopy(server.db, minute)).getXmlFragment('text').length).toBe(0);
  const asked = framesOf(raw, MESSAGE.sync).length;
  await meeting.perform({ type: 'recall-minutes' });
  await until(() => framesOf(raw, MESSAGE.sync).length > asked, 'everything is asked for');
  expect(numberIn(raw, MESSAGE.rights)).toBe(1);
  raw.send(stateFrame(edit));
  await until(() => numberIn(raw, MESSAGE.acknowledged) === 3, 'it is saved');
});

test('signing out closes what that session has open, and no other', async () => {
  const one = connectRaw(server, minute, meeting.clerk, '&session=one');
  const two = connectRaw(server, minute, meeting.clerk, '&session=two');
  await Promise.all([opened(one), opened(two)]);
  server.announce({ type: 'signed-out', sessionId: 'one' });
  expect(await closed(one)).toBe(4401);
  expect(two.closed()).toBeUndefined();
});

test('whoever signs out while they are on the way in is not let in', async () => {
  // The handshake has read the cookie; the session ends before the room is reached.
  server.announce({ type: 'signed-out', sessionId: 'one' });
  const late = connectRaw(server, minute, meeting.clerk, '&session=one');
  expect(await closed(late)).toBe(4401);
  expect(framesOf(late, MESSAGE.sync)).toEqual([]);
  expect(framesOf(late, MESSAGE.awareness)).toEqual([]);
});

test('[T03] whoever loses their place while they are on the way in is not let in', async () => {
  const { access } = server.documents;
  server.documents.access = async (personId, name) => {
    const found = await access(personId, name);
    await endSeatOf(personId);
    server.announce({ type: 'rights-changed', boardId: meeting.board.id, personId });
    return found;
  };
  const late = connectRaw(server, minute, meeting.member);
  expect(await closed(late)).toBe(4403);
  expect(late.frames).toEqual([]);
});

test('[T05] whoever loses their place while an edit is being written is not shown it', async () => {
  const clerk = open(meeting.clerk);
  const raw = connectRaw(server, minute, meeting.member);
  await Promise.all([synced(clerk), opened(raw)]);
  raw.send(stateWantedFrame(new Uint8Array([0])));
  await until(() => framesOf(raw, MESSAGE.sync).length === 2, 'the member follows');
  const { member, board } = meeting;
  // The place ends in the very transaction that keeps the edit, and is announced from there.
  await withBareConnection(server.db, (sqlite) => {
    sqlite.function('announce', () => {
      server.announce({ type: 'rights-changed', boardId: board.id, personId: member });
      return null;
    });
    sqlite.exec(`create temp trigger ends_meanwhile after insert on main.document_update begin
      update seat set ends_on = '2026-01-06' where person_id = '${member}';
      select announce();
    end`);
  });
  typeParagraph(clerk, 'Not for them.');
  expect(await closed(raw)).toBe(4403);
  const seen = raw.frames.map((frame) => Buffer.from(frame).toString()).join();
  expect(seen).not.toContain('Not for them.');
});

test('[T22] nobody can write under an id that somebody else is here with, though they have not written yet', async () => {
  const chair = open(meeting.chair);
  const squatter = connectRaw(server, minute, meeting.member);
  await Promise.all([synced(chair), opened(squatter)]);
  await until(() => framesOf(squatter, MESSAGE.awareness).length > 1, 'the chair is seen');
  const forged = new Y.Doc();
  forged.clientID = chair.doc.clientID;
  typeParagraph({ doc: forged, text: forged.getXmlFragment('text') }, 'squatted');
  squatter.send(updateFrame(Y.encodeStateAsUpdate(forged)));
  expect(await closed(squatter)).toBe(4400);
  const reader = open(meeting.clerk);
  typeParagraph(chair, 'By the chair.');
  await until(() => reader.text.toString().includes('By the chair.'), 'the chair can write');
  expect(reader.text.toString()).not.toContain('squatted');
});

test("a client id is its first writer's for ever, over reconnects and restarts", async () => {
  const ann = connectRaw(server, minute, meeting.member);
  await opened(ann);
  const doc = new Y.Doc();
  const text = doc.getXmlFragment('text');
  typeParagraph({ doc, text }, 'By the member');
  ann.send(updateFrame(Y.encodeStateAsUpdate(doc)));
  await until(() => numberIn(ann, MESSAGE.acknowledged) === 1, 'it is saved');
  ann.socket.close();
  await until(() => server.sync.openNames().length === 0, 'the room is closed');
  typeParagraph({ doc, text }, 'as if by the member');
  const forger = connectRaw(server, minute, meeting.chair);
  await opened(forger);
  forger.send(updateFrame(Y.encodeStateAsUpdate(doc)));
  expect(await closed(forger)).toBe(4400);
  expect((await storedCopy(server.db, minute)).getXmlFragment('text').length).toBe(1);
});

test('presence carries the true name whatever a client says of itself', async () => {
  const watching = connectRaw(server, minute, meeting.clerk);
  const forger = connectRaw(server, minute, meeting.member);
  const honest = open(meeting.chair);
  await Promise.all([opened(watching), opened(forger), synced(honest)]);
  const chairId = honest.doc.clientID;
  const seen = () =>
    new Map(
      framesOf(watching, MESSAGE.awareness).flatMap((frame) =>
        readAwareness(decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(1)))).map(
          ({ clientId, json }) => [clientId, JSON.parse(json) as { user: { name: string } } | null]
        )
      )
    );
  await until(() => seen().has(chairId), 'the chair is seen');
  const say = (clientId: number, state: object | null, clock = 2 ** 40) =>
    forger.send(awarenessFrame([{ clientId, clock, state }]));
  say(chairId, null);
  say(chairId, { user: { name: 'Forged', role: 'clerk' } });
  say(77, { user: { name: 'Forged', id: meeting.chair }, cursor: { anchor: {}, head: {} } });
  await until(() => seen().has(77), 'the forger is seen');
  say(78, { user: { name: 'x'.repeat(3000) } });
  say(79, { name: 'Ghost' });
  await until(() => seen().has(79), 'under one id at a time');
  expect(seen().get(chairId)).toMatchObject({ user: { name: 'A chair', role: 'chair' } });
  expect(seen().get(77)).toBeNull();
  expect(seen().has(78)).toBe(false);
  expect(seen().get(79)).toEqual({
    user: { id: meeting.member, name: 'A member', role: 'member' },
    cursor: null
  });
  forger.socket.close();
  await until(() => seen().get(79) === null, 'who leaves is gone');
});

test('frames that mean nothing end that connection and no other', async () => {
  const clerk = open(meeting.clerk);
  await synced(clerk);
  for (const frame of [[], [9], [0, 7, 0], [0, 2, 200], [0, 0, 1, 255], [2, 0]]) {
    const raw = connectRaw(server, minute, meeting.member);
    await opened(raw);
    raw.send(new Uint8Array(frame));
    expect(await closed(raw)).toBe(4400);
  }
  const words = connectRaw(server, minute, meeting.member);
  await opened(words);
  words.socket.send('{}');
  expect(await closed(words)).toBe(4400);
  for (const [size, code] of [
    [256 * 1024 + 1, 4413],
    [3_000_000, 1009]
  ] as const) {
    const large = connectRaw(server, minute, meeting.member);
    await opened(large);
    large.send(new Uint8Array(size));
    expect(await closed(large)).toBe(code);
  }
  expect(clerk.provider.wsconnected).toBe(true);
  expect(server.faults).toEqual([]);
});

test('a flood is read slowly, and others do not wait for it', async () => {
  const [clerk, member] = [open(meeting.clerk), open(meeting.member)];
  const flood = connectRaw(server, minute, meeting.chair);
  await Promise.all([synced(clerk), synced(member), opened(flood)]);
  const wanted = stateWantedFrame(new Uint8Array([0]));
  for (let sent = 0; sent < 20_000; sent += 1) flood.send(wanted);
  const from = performance.now();
  typeParagraph(clerk, 'Meanwhile');
  await until(() => member.text.length === 1, 'the member sees it');
  expect(performance.now() - from).toBeLessThan(2000);
  expect(framesOf(flood, MESSAGE.sync).length).toBeLessThan(20_000);
});
