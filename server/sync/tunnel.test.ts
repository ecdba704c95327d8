/** What a hostile or broken client can do through the tunnel, over real long polling: nothing. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE } from '#protocol/document-frame.ts';
import { costOf, WINDOW } from '#protocol/tunnel.ts';
import { newId } from '#server/new-id.ts';
import { meetingFor, nobody, perform, signIn, type Client } from '../../tests/support/client.ts';
import { boardOf, meetingOn } from '../../tests/support/demo-meetings.ts';
import { typeParagraph, until } from '../../tests/support/document-server.ts';
import { openBare, openDocument, saved } from '../../tests/support/open-document.ts';
import { openBareTunnel, type BareTunnel } from '../../tests/support/open-tunnel.ts';
import { START } from '../../tests/support/sample-meeting.ts';
import {
  startComposition,
  type RunningComposition
} from '../../tests/support/start-composition.ts';
import { LONG } from '../../tests/support/test-size.ts';
import { awarenessFrame, stateFrame, stateWantedFrame, updateFrame } from './frames.ts';

const ALL = stateWantedFrame(Uint8Array.of(0));

let server: RunningComposition;
let clerk: Client;
let minute: string;
let other: string;
const tunnels: BareTunnel[] = [];

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  const meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2026-12-10');
  await perform(clerk, meetingId, START);
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  [minute = '', other = ''] = items
    .filter(({ part }) => part === 'part1')
    .map(({ id }) => `minute/${id}`);
});

afterEach(() => {
  tunnels.splice(0).forEach(({ socket }) => socket.disconnect());
});

afterAll(() => server.stop());

async function tunnelOf(client = clerk, transport?: 'websocket'): Promise<BareTunnel> {
  const tunnel = openBareTunnel(client, transport);
  tunnels.push(tunnel);
  await until(() => tunnel.socket.connected, 'it is connected');
  return tunnel;
}

const closes = (tunnel: BareTunnel, line: number): Promise<void> =>
  until(() => tunnel.closedWith(line) !== undefined, 'the line is closed');

/** Somebody beside them who notices nothing. */
async function worksFor(client: Client): Promise<void> {
  const open = openDocument(client, other);
  await saved(open);
  typeParagraph(open, 'Undisturbed.');
  await saved(open);
  open.leave();
}

const documentRows = async (): Promise<number> =>
  (await server.db().selectFrom('document').select('name').execute()).length;

test('nobody comes in without a session', async () => {
  const tunnel = openBareTunnel(nobody(server));
  const said = await new Promise((resolve) =>
    tunnel.socket.once('connect_error', ({ message }) => resolve(message))
  );
  expect(said).toBe('not-signed-in');
});

test('a line is asked the session anew: one that has ended opens nothing more', async () => {
  const officer = await signIn(server, 'officer');
  const tunnel = await tunnelOf(officer);
  await officer.post('/sign-out', {});
  // It holds no meeting's connection, so nothing but the session itself stands in its way.
  const line = await tunnel.open(minute);
  expect(tunnel.closedWith(line)).toBe(4401);
  expect(tunnel.frames(line)).toEqual([]);
});

test.each([
  ['an unknown item', () => `minute/${newId()}`],
  ['a path outwards', () => 'minute/../../record.sqlite'],
  ['a prototype', () => '__proto__'],
  ['a kind there is not', () => `papers/${newId()}`],
  ['nothing', () => '']
])('%s is refused before any byte of a document, and leaves no row', async (_what, name) => {
  const before = await documentRows();
  const tunnel = await tunnelOf();
  const line = await tunnel.open(name());
  expect(tunnel.closedWith(line)).toBe(4404);
  expect(tunnel.frames(line)).toEqual([]);
  expect(await documentRows()).toBe(before);
});

test('what is forbidden is refused exactly as what is unknown', async () => {
  const tunnel = await tunnelOf(await signIn(server, 'crg'));
  const notes = await tunnel.open(minute.replace('minute', 'notes'));
  const unknown = await tunnel.open(`notes/${newId()}`);
  expect(tunnel.closedWith(notes)).toBe(tunnel.closedWith(unknown));
  expect([...tunnel.frames(notes), ...tunnel.frames(unknown)]).toEqual([]);
});

test.each<[what: string, event: string, said: unknown]>([
  ['an event there is not', 'shout', {}],
  ['no words', 'open', undefined],
  ['words of another kind', 'frame', 'frame'],
  ['a list', 'frame', [1, new Uint8Array(3)]],
  ['text for bytes', 'frame', { line: 1, bytes: 'abc' }],
  ['a line of no number', 'frame', { line: 'one', bytes: new Uint8Array(1) }],
  ['a line that was never asked for', 'frame', { line: 9, bytes: new Uint8Array(1) }],
  ['a line asked for again', 'open', { line: 1, name: 'minute/x' }],
  ['a line below nought', 'open', { line: -1, name: 'minute/x' }],
  ['a name of ten thousand letters', 'open', { line: 2, name: 'a'.repeat(10_000) }],
  ['a name with a NUL', 'open', { line: 2, name: 'minute/\0' }],
  ['a mark of no number', 'read', { line: 1, mark: Number.NaN }],
  ['a prototype', 'open', JSON.parse('{"__proto__": {"line": 2, "name": "minute/x"}}')]
])('%s breaks the connection off, and others notice nothing', async (_what, event, said) => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  expect(tunnel.opened(line)).toBe(true);
  tunnel.socket.emit(event, said);
  await until(() => tunnel.socket.disconnected, 'it is broken off');
  await worksFor(clerk);
});

test.each<[what: string, frame: Uint8Array, code: number]>([
  ['an empty frame', new Uint8Array(), 4400],
  ['a frame of noise', Uint8Array.of(250, 3, 7, 1), 4400],
  ['a frame one byte over the limit', new Uint8Array(256 * 1024 + 1), 4413]
])('%s closes that line with its code, and the ones beside it stay', async (_what, frame, code) => {
  const tunnel = await tunnelOf();
  const [line, beside] = [await tunnel.open(minute), await tunnel.open(other)];
  tunnel.send(line, frame);
  await closes(tunnel, line);
  expect(tunnel.closedWith(line)).toBe(code);
  // Late words on a line that is over are nothing to break off for.
  tunnel.send(line, ALL);
  tunnel.send(beside, ALL);
  await until(
    () => tunnel.frames(beside).some((each) => each[0] === MESSAGE.sync && each[1] === 1),
    'the line beside it is answered'
  );
});

test('what Socket.IO itself will not take breaks off that connection alone', async () => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  tunnel.send(line, new Uint8Array(600_000));
  await until(() => tunnel.socket.disconnected, 'it is broken off');
  await worksFor(clerk);
});

test('the largest frame that is taken passes, over polling as over a WebSocket', async () => {
  for (const transport of [undefined, 'websocket'] as const) {
    const tunnel = await tunnelOf(clerk, transport);
    const line = await tunnel.open(other);
    const doc = new Y.Doc();
    typeParagraph({ doc, text: doc.getXmlFragment('text') }, 'x'.repeat(256 * 1024 - 200));
    const frame = stateFrame(Y.encodeStateAsUpdate(doc));
    expect(frame.length).toBeGreaterThan(256 * 1024 - 200);
    tunnel.send(line, frame);
    await until(
      () => tunnel.frames(line).some(([type]) => type === MESSAGE.acknowledged),
      'it is acknowledged'
    );
  }
});

test('a reader’s edit is refused through the tunnel too', async () => {
  const tunnel = await tunnelOf(await signIn(server, 'crg'));
  const agenda = `agenda/${meetingOn(await boardOf(clerk, 'oversight'), '2026-12-10')}`;
  const line = await tunnel.open(agenda);
  // The answer to the server's question, by somebody who has nothing.
  const doc = new Y.Doc();
  doc.getMap('items').set(newId(), new Y.Map());
  tunnel.send(line, updateFrame(Y.encodeStateAsUpdate(doc)));
  await until(
    () => tunnel.frames(line).some(([type]) => type === MESSAGE.refused),
    'it is refused'
  );
});

test('the window moves as frames are taken, and is enough for the largest', async () => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  const presence = presenceOf(40_000);
  for (let sent = 0; sent < 4; sent += 1) tunnel.send(line, presence);
  await until(() => tunnel.taken(line) > 0, 'the server says what it has taken');
  expect(tunnel.taken(line)).toBe(4 * costOf(presence));
});

test('many frames that fill one request to its brim are no reason to break off', async () => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  const presence = presenceOf(1000);
  for (let sent = 0; sent < 500; sent += 1) tunnel.send(line, presence);
  const beside = await tunnel.open(other);
  expect(tunnel.opened(beside)).toBe(true);
  expect(tunnel.closedWith(line)).toBeUndefined();
});

test('who sends beyond the window is put out; the rest of what they sent is not read', async () => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  // Sixty questions for everything use up what one may ask: the server stops reading.
  for (let asked = 0; asked < 60; asked += 1) tunnel.send(line, ALL);
  for (let sent = 0; sent < 5; sent += 1) tunnel.send(line, presenceOf(WINDOW / 4));
  await closes(tunnel, line);
  expect(tunnel.closedWith(line)).toBe(4400);
  expect(tunnel.socket.connected).toBe(true);
  await worksFor(clerk);
});

test('who says they have read what they cannot have read is put out', async () => {
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  const mark = ((tunnel.lastMark(line) ?? 0) + 1) % 2 ** 32;
  tunnel.socket.emit('read', { line, mark });
  await closes(tunnel, line);
  expect(tunnel.closedWith(line)).toBe(4400);
});

test('one person’s fifty places are counted over both kinds of lines, and given back', async () => {
  const chair = await signIn(server, 'chair');
  const tunnel = await tunnelOf(chair);
  const sockets = Array.from({ length: 25 }, () => openBare(chair, minute));
  await until(() => sockets.every(({ frames }) => frames.length > 0), 'the WebSockets are open');
  const lines: number[] = [];
  for (let opened = 0; opened < 25; opened += 1) lines.push(await tunnel.open(minute));
  expect(lines.every((line) => tunnel.opened(line))).toBe(true);
  expect(tunnel.closedWith(await tunnel.open(minute))).toBe(4429);
  expect((await openBare(chair, minute).ended).code).toBe(4429);
  tunnel.socket.emit('close', { line: lines[0] });
  await until(() => sockets.every(({ socket }) => socket.readyState === 1), 'all are still open');
  expect(tunnel.opened(await tunnel.open(minute))).toBe(true);
  sockets.forEach(({ socket }) => socket.terminate());
});

test('a hundred openings at once are no way around the fifty', async () => {
  const graham = await signIn(server, 'graham.ostler');
  const sockets = Array.from({ length: 70 }, () => openBare(graham, minute));
  const refused: number[] = [];
  for (const { ended } of sockets) void ended.then(({ code }) => refused.push(code));
  await until(
    () => sockets.filter(({ frames }) => frames.length > 0).length === 50 && refused.length === 20,
    'fifty are in and twenty are not'
  );
  expect(new Set(refused)).toEqual(new Set([4429]));
  sockets.forEach(({ socket }) => socket.terminate());
});

test('for somebody who does not read, no more than a bound is kept waiting', async () => {
  const writer = openDocument(clerk, other);
  await saved(writer);
  for (let part = 0; part < 4; part += 1) typeParagraph(writer, `${part}`.repeat(200_000));
  await saved(writer);
  const tunnel = await tunnelOf();
  const line = await tunnel.open(other);
  // Each answer is most of a megabyte; it says of none that it has read it.
  for (let asked = 0; asked < 8; asked += 1) tunnel.send(line, ALL);
  const bytes = () => tunnel.frames(line).reduce((sum, { length }) => sum + length, 0);
  await until(() => bytes() > 4_000_000, 'the bound is reached');
  typeParagraph(writer, 'Too late for them.');
  await saved(writer);
  typeParagraph(writer, 'Held back as well.');
  await saved(writer);
  const shown = () => tunnel.frames(line).some((frame) => holds(frame, 'Held back as well.'));
  expect(shown()).toBe(false);
  if (LONG) {
    await until(() => tunnel.socket.disconnected, 'their patience ends', 20_000);
  } else {
    tunnel.socket.emit('read', { line, mark: tunnel.lastMark(line) });
    await until(shown, 'all that they missed is sent once they have read');
  }
  writer.leave();
});

/** A word about somebody's presence that says nothing, of so many bytes. */
const presenceOf = (bytes: number): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, new Uint8Array(bytes));
  });

const holds = (frame: Uint8Array, words: string): boolean =>
  Buffer.from(frame).includes(words, 0, 'utf8');

test('whoever leaves without a word leaves nobody in the room', async () => {
  const beside = openDocument(clerk, minute);
  await saved(beside);
  const there = () => beside.provider.awareness.getStates().size;
  const others = there();
  const tunnel = await tunnelOf();
  const line = await tunnel.open(minute);
  tunnel.send(line, awarenessFrame([{ clientId: 77, clock: 1, state: {} }]));
  await until(() => there() === others + 1, 'somebody came');
  tunnel.socket.io.engine.close();
  await until(() => there() === others, 'and went');
  beside.leave();
});
