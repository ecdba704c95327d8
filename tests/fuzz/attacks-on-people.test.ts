/**
 * Attacks on who may what, and on what a document or a browser can hold: each through a real
 * socket, by somebody who is signed in.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { MESSAGE } from '#protocol/document-frame.ts';
import { DocumentLink } from '#lib/live/document-link.ts';
import { awarenessFrame, stateFrame, stateWantedFrame, updateFrame } from '#server/sync/frames.ts';
import {
  connectRaw,
  framesOf,
  numberIn,
  storedCopy,
  textIn,
  typeParagraph,
  until
} from '../support/document-server.ts';
import { closeCode, DOCUMENTED, startCoEditing, writing, type CoEditing } from './co-editing.ts';

let room: CoEditing;
beforeAll(async () => {
  room = await startCoEditing();
});
afterAll(() => room.stop());

const updateOf = (words: string): Uint8Array => {
  const client = writing();
  typeParagraph(client, words);
  return Y.encodeStateAsUpdate(client.doc);
};

test.each([
  ['an update', (bytes: Uint8Array) => [updateFrame(bytes)]],
  ['all they have, as if it had been asked for', (bytes: Uint8Array) => [stateFrame(bytes)]],
  [
    'one after the other, in bursts',
    (bytes: Uint8Array) => [stateFrame(bytes), updateFrame(bytes), updateFrame(bytes)]
  ]
])('[T04] a reader who sends %s is told so, and nothing changes', async (_, framesFor) => {
  const before = Y.encodeStateAsUpdate(await storedCopy(room.server.db, room.minute));
  const reader = await room.attack(room.meeting.observer);
  expect(numberIn(reader, MESSAGE.rights)).toBe(0);
  const frames = framesFor(updateOf('by a reader'));
  for (const frame of frames) reader.send(frame);
  await until(() => framesOf(reader, MESSAGE.refused).length === frames.length, 'it is refused');
  expect(textIn(reader, MESSAGE.refused)).toBe('read-only');
  expect(framesOf(reader, MESSAGE.acknowledged)).toEqual([]);
  const after = Y.encodeStateAsUpdate(await storedCopy(room.server.db, room.minute));
  expect(Buffer.from(after).equals(before)).toBe(true);
  reader.socket.close();
  await room.expectUnharmed();
});

test.each([
  [
    'a question and an update',
    () => [stateWantedFrame(new Uint8Array([0])), updateFrame(updateOf('hidden'))]
  ],
  ['presence and an update', () => [awarenessFrame([]), updateFrame(updateOf('hidden'))]],
  ['two updates', () => [updateFrame(updateOf('hidden')), updateFrame(updateOf('hidden'))]]
])('[T04] %s in one frame are neither taken', async (_, messages) => {
  for (const who of [room.meeting.observer, room.meeting.member]) {
    const attacker = await room.attack(who);
    attacker.send(new Uint8Array(Buffer.concat(messages())));
    expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  }
  await room.expectUnharmed();
  expect(room.chair.text.toString()).not.toContain('hidden');
});

test('[T15] a frame one byte over the limit, and one of three megabytes, end their connection', async () => {
  for (const [size, code] of [
    [256 * 1024 + 1, CLOSE_CODE.tooLarge],
    [3 * 1024 * 1024, 1009]
  ] as const) {
    const attacker = await room.attack();
    attacker.send(new Uint8Array(size));
    expect(await closeCode(attacker)).toBe(code);
  }
  const attacker = await room.attack();
  for (let fragment = 0; fragment < 20_000; fragment += 1) {
    attacker.socket.send(new Uint8Array(), { fin: false });
  }
  expect(DOCUMENTED).toContain(await closeCode(attacker));
  await room.expectUnharmed();
});

test.each([
  '..%2f..%2frecord.sqlite',
  'minute/%00',
  'minute/..',
  'constructor',
  `minute%2f${'a'.repeat(20)}`,
  `minute/${'a'.repeat(20)}/..`,
  `MINUTE/${'a'.repeat(20)}`,
  `minute/${'é'.repeat(20)}`
])('[T18] a document named %s is no document', async (name) => {
  const count = () => room.server.db.selectFrom('document').select('name').execute();
  const before = (await count()).length;
  const raw = connectRaw(room.server, name, room.meeting.clerk);
  expect(await closeCode(raw)).toBe(CLOSE_CODE.notFound);
  expect(raw.frames).toEqual([]);
  expect((await count()).length).toBe(before);
  expect(room.server.sync.openNames()).toEqual([room.minute]);
});

test('[T28] a full document says so politely, and can still be shortened', async () => {
  const other = `minute/${room.meeting.hidden}`;
  const writer = connectRaw(room.server, other, room.meeting.clerk);
  await until(() => framesOf(writer, MESSAGE.rights).length > 0, 'it is open');
  const author = writing();
  for (let page = 0; page < 10; page += 1) typeParagraph(author, 'x'.repeat(240_000));
  for (const update of author.sent.splice(0)) writer.send(updateFrame(update));
  await until(() => framesOf(writer, MESSAGE.refused).length > 0, 'it is full');
  expect(textIn(writer, MESSAGE.refused)).toBe('document-full');
  const kept = await storedCopy(room.server.db, other);
  const fewer = new Y.Doc();
  Y.applyUpdate(fewer, Y.encodeStateAsUpdate(kept));
  const from = Y.encodeStateVector(fewer);
  fewer.getXmlFragment('text').delete(0, 9);
  // What is deleted alone is taken; after it there is room for all that was refused.
  writer.send(updateFrame(Y.encodeStateAsUpdate(fewer, from)));
  await until(() => framesOf(writer, MESSAGE.sync).length > 0, 'the server still answers');
  const gone = async () =>
    (await storedCopy(room.server.db, other)).getXmlFragment('text').length <
    kept.getXmlFragment('text').length;
  let isShorter = false;
  await until(() => {
    void gone().then((now) => (isShorter = now));
    return isShorter;
  }, 'it is shorter');
  expect(writer.closed()).toBeUndefined();
  writer.socket.close();
  await room.expectUnharmed();
});

/** The browser's own end, as two tabs of one browser would run it. */
const tabOf = (personId: string): DocumentLink =>
  new DocumentLink(room.minute, {
    address: room.server.address,
    Socket: WebSocket as unknown as typeof globalThis.WebSocket,
    params: { as: personId },
    onChange: () => {},
    onClosed: () => {},
    onParted: () => {}
  });

test('[T31] between tabs of one browser nothing passes but through the server', async () => {
  const other = await startCoEditing();
  const linkTo = (personId: string) =>
    new DocumentLink(other.minute, {
      address: other.server.address,
      Socket: WebSocket as unknown as typeof globalThis.WebSocket,
      params: { as: personId },
      onChange: () => {},
      onClosed: () => {},
      onParted: () => {}
    });
  const [ann, ben] = [linkTo(other.meeting.member), linkTo(other.meeting.chair)];
  await until(() => [ann, ben].every((link) => link.saveState().kind === 'saved'), 'both are open');
  await other.server.cutOff();
  await until(() => ann.saveState().kind !== 'saved', 'the network is gone');
  typeParagraph({ doc: ann.doc, text: ann.doc.getXmlFragment('text') }, 'only in this tab');
  // What a channel of the browser's carries arrives within the turn after it is posted.
  const channel = new BroadcastChannel('echo');
  const ear = new BroadcastChannel('echo');
  const heard = new Promise((resolve) => (ear.onmessage = resolve));
  channel.postMessage('last');
  await heard;
  channel.close();
  ear.close();
  expect(ben.doc.getXmlFragment('text').toString()).not.toContain('only in this tab');
  ann.destroy();
  ben.destroy();
  await other.stop();
});

test('[T31] two tabs of one person write together and are not taken for one', async () => {
  const tabs = [tabOf(room.meeting.member), tabOf(room.meeting.member)] as const;
  await until(() => tabs.every((tab) => tab.saveState().kind === 'saved'), 'both are open');
  tabs.forEach(({ doc }, at) =>
    typeParagraph({ doc, text: doc.getXmlFragment('text') }, `tab ${at}`)
  );
  await until(
    () =>
      tabs.every(({ doc }) =>
        /tab 0.*tab 1|tab 1.*tab 0/.test(doc.getXmlFragment('text').toString())
      ),
    'each has both'
  );
  expect(tabs[0].doc.clientID).not.toBe(tabs[1].doc.clientID);
  tabs.forEach((tab) => tab.destroy());
  await room.expectUnharmed();
});

test('[T32] the browser’s end keeps nothing in the browser', async () => {
  const touched: string[] = [];
  const storage = new Proxy({}, { get: (_, name) => void touched.push(String(name)) });
  const names = ['localStorage', 'sessionStorage', 'indexedDB', 'caches'] as const;
  const before = names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name));
  for (const name of names) {
    Object.defineProperty(globalThis, name, { value: storage, configurable: true });
  }
  try {
    const tab = tabOf(room.meeting.member);
    await until(() => tab.saveState().kind === 'saved', 'it is open');
    typeParagraph(
      { doc: tab.doc, text: tab.doc.getXmlFragment('text') },
      'kept by the server alone'
    );
    await until(() => tab.pending === 0, 'it is saved');
    tab.destroy();
  } finally {
    names.forEach((name, at) => {
      const was = before[at];
      if (was) Object.defineProperty(globalThis, name, was);
      else Reflect.deleteProperty(globalThis, name);
    });
  }
  expect(touched).toEqual([]);
});
