/**
 * Whole documents as people write them, replayed through real sockets by several clients: byte for
 * byte what the trace says it ends with, on every screen and on the disk. `EDITING_TRACES` may name
 * a folder of published traces (`*.json.gz` of the editing-traces collection, which no package
 * carries): they are replayed as well, and end as they were published.
 */
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import { stateFrame, stateWantedFrame, updateFrame } from '#server/sync/frames.ts';
import {
  connectRaw,
  connectStock,
  framesOf,
  giveMeeting,
  numberIn,
  startDocumentServer,
  storedCopy,
  synced,
  until,
  type DocumentServer,
  type RawClient
} from '../support/document-server.ts';
import { LONG } from '../support/test-size.ts';
import {
  inventConcurrent,
  inventSequential,
  isConcurrent,
  patchShared,
  PlainText,
  readTraces,
  Replay,
  type Trace,
  type Transaction
} from './editing-trace.ts';

const LENGTH = LONG ? 60_000 : 1_600;
const TIMEOUT = LONG ? 2 * 60 * 60 * 1000 : 60_000;
/** A person may send a hundred frames a second, so long traces are sent a sentence at a time. */
const TXNS_PER_FRAME = LONG ? 20 : 1;
const TURN = TXNS_PER_FRAME * 60;

const { EDITING_TRACES: folder } = process.env;
const published = folder === undefined ? [] : readTraces(folder);
const traces: readonly Trace[] = [
  inventSequential(LENGTH, 1),
  inventConcurrent(LENGTH / 2, 2, 2),
  inventConcurrent(LENGTH / 2, 4, 3),
  ...published
];

let server: DocumentServer;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
beforeEach(async () => {
  server = await startDocumentServer();
  meeting = await giveMeeting(server);
  await meeting.start();
});
afterEach(() => server.close());

const lineOf = (doc: Y.Doc): Y.XmlText =>
  (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;
const textOf = (doc: Y.Doc): string =>
  (lineOf(doc).toDelta() as { insert: string }[]).map(({ insert }) => insert).join('');

/** The paragraph that the trace is written in. */
function emptyParagraph(): Uint8Array {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('')]);
  doc.getXmlFragment('text').insert(0, [paragraph]);
  return Y.encodeStateAsUpdate(doc);
}

const sameBytes = (one: string, other: string): boolean =>
  Buffer.from(one).equals(Buffer.from(other));

async function expectStored(name: string, endContent: string): Promise<void> {
  const stored = await storedCopy(server.db, name);
  expect(stored.store.pendingStructs).toBeNull();
  expect(sameBytes(textOf(stored), endContent)).toBe(true);
  expect(server.faults).toEqual([]);
}

test.each(traces.filter((trace) => !isConcurrent(trace)))(
  '"$name", written in turns by three, ends byte-equal to its text',
  { timeout: TIMEOUT },
  async ({ txns, endContent }) => {
    const name = `minute/${meeting.open}`;
    const people = [meeting.clerk, meeting.member, meeting.chair];
    const clients = people.map((personId) => connectStock(server, name, personId));
    await Promise.all(clients.map(synced));
    const [first] = clients;
    if (first) Y.applyUpdate(first.doc, emptyParagraph());
    const plain = new PlainText();
    for (let from = 0, turn = 0; from < txns.length; from += TURN, turn += 1) {
      const client = clients[turn % clients.length];
      if (!client) throw new Error('nobody is there');
      await until(
        () => client.text.length === 1 && textOf(client.doc) === plain.toString(),
        'it is their turn',
        60_000
      );
      for (const batch of batches(txns.slice(from, from + TURN))) {
        client.doc.transact(() => batch.forEach((patch) => patchShared(lineOf(client.doc), patch)));
        batch.forEach((patch) => plain.take(patch));
      }
    }
    expect(sameBytes(plain.toString(), endContent)).toBe(true);
    for (const { doc, provider } of clients) {
      await until(() => textOf(doc) === endContent, 'everybody has all of it', 60_000);
      provider.destroy();
    }
    await expectStored(name, endContent);
  }
);

const batches = (txns: readonly Transaction[]) =>
  Array.from({ length: Math.ceil(txns.length / TXNS_PER_FRAME) }, (_, at) =>
    txns.slice(at * TXNS_PER_FRAME, (at + 1) * TXNS_PER_FRAME).flatMap(({ patches }) => patches)
  );

test.each(traces.filter(isConcurrent))(
  '"$name", written at the same time, ends byte-equal to its text',
  { timeout: TIMEOUT },
  async ({ txns, endContent }) => {
    const name = `minute/${meeting.open}`;
    const agents = 1 + Math.max(...txns.map(({ agent = 0 }) => agent));
    const people = [meeting.clerk, meeting.member, meeting.chair, meeting.crgRepresentative];
    const start = emptyParagraph();
    const founder = await author(name, meeting.clerk, new Y.Doc());
    founder.send(start);
    await until(founder.isSaved, 'the paragraph is saved');
    const replay = new Replay(agents, lineOf, start);
    const authors = await Promise.all(
      replay.docs.map((doc, agent) => author(name, people[agent % people.length] ?? '', doc))
    );
    for (const { agent = 0, parents = [], patches } of txns) {
      // What somebody has heard of others has come through the server, which had it on its disk.
      if (replay.hasYetToHear(agent, parents)) {
        await until(() => authors.every((each) => each.isSaved()), 'all so far is saved', 60_000);
      }
      replay.textAt(agent, parents);
      authors[agent]?.send(replay.take(agent, patches));
    }
    for (const each of [founder, ...authors]) {
      await until(each.isSaved, 'everything is saved', 120_000);
      await until(() => sameBytes(textOf(each.screen), endContent), 'everybody has it', 60_000);
      each.socket.close();
    }
    await expectStored(name, endContent);
  }
);

/**
 * A client whose document knows what the trace says, no more, and whose screen shows what came over
 * its own line.
 */
async function author(name: string, personId: string, doc: Y.Doc) {
  const screen = new Y.Doc();
  const raw: RawClient = connectRaw(server, name, personId);
  let sent = 0;
  raw.socket.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    if (decoding.readVarUint(decoder) !== MESSAGE.sync) return;
    const step = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (step !== SYNC.step1) return Y.applyUpdate(screen, bytes, 'server');
    sent += 1;
    raw.send(stateFrame(Y.encodeStateAsUpdate(doc, bytes)));
  });
  await until(() => framesOf(raw, MESSAGE.rights).length > 0, 'it is open');
  raw.send(stateWantedFrame(new Uint8Array([0])));
  return {
    socket: raw.socket,
    screen,
    send: (update: Uint8Array) => {
      Y.applyUpdate(screen, update);
      sent += 1;
      raw.send(updateFrame(update));
    },
    isSaved: () => numberIn(raw, MESSAGE.acknowledged) === sent
  };
}
