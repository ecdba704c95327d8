/**
 * Every known attack on a Yjs server's documents, one a test, through a real socket by somebody who
 * may write: it ends that connection with a code, and nobody else notices.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import { MESSAGE } from '#protocol/document-frame.ts';
import { stateFrame, stateWantedFrame, updateFrame } from '#server/sync/frames.ts';
import {
  connectStock,
  framesOf,
  numberIn,
  storedCopy,
  synced,
  typeParagraph,
  until
} from '../support/document-server.ts';
import { closeCode, startCoEditing, writing, type CoEditing } from './co-editing.ts';
import {
  atRoot,
  collected,
  LINE,
  numbers,
  PADDED,
  skipped,
  textAfter,
  textBetween,
  updateOf
} from './update-writer.ts';

let room: CoEditing;
beforeAll(async () => {
  room = await startCoEditing();
});
afterAll(() => room.stop());

const stateOf = async (): Promise<Uint8Array> =>
  Y.encodeStateAsUpdate(await storedCopy(room.server.db, room.minute));

/** Sends, and expects to be put out with nothing changed. */
async function expectTurnedAway(...frames: readonly Uint8Array[]): Promise<void> {
  const before = await stateOf();
  const attacker = await room.attack();
  for (const frame of frames) attacker.send(frame);
  expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  expect(Buffer.from(await stateOf()).equals(before)).toBe(true);
  await room.expectUnharmed();
}

/** The chair tidies up: what an attack left must not weigh on the next. */
function removeByChair(what: 'listItem' | 'line'): void {
  const { doc, text } = room.chair;
  doc.transact(() => {
    for (let at = text.length - 1; at >= 0; at -= 1) {
      const child = text.get(at);
      const name = child instanceof Y.XmlElement ? child.nodeName : 'line';
      if (name === what) text.delete(at, 1);
    }
  });
}

const clockOf = (client: number): number => Y.getState(room.clerk.doc.store, client);
const clerkId = (): number => room.clerk.doc.clientID;
const FRESH = 4_000_000_000;

test('[T20] an update cut short anywhere', async () => {
  const { doc, text } = writing();
  typeParagraph({ doc, text }, 'Cut').format(0, 2, { bold: {} });
  const update = Y.encodeStateAsUpdate(doc);
  const before = await stateOf();
  for (let length = 0; length < update.length; length += 1) {
    const attacker = await room.attack();
    attacker.send(updateFrame(update.slice(0, length)));
    expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  }
  expect(Buffer.from(await stateOf()).equals(before)).toBe(true);
  await room.expectUnharmed();
});

test('[T21] nine bytes that would allocate hundreds of megabytes take no memory', async () => {
  const bomb = encoding.encode(numbers(1, 30_000_000, 1, 0, 0));
  const held = process.memoryUsage().rss;
  for (let times = 0; times < 20; times += 1) await expectTurnedAway(updateFrame(bomb));
  await expectTurnedAway(stateFrame(bomb));
  expect(process.memoryUsage().rss - held).toBeLessThan(150 * 1024 * 1024);
});

test('[T22] a struct of 2^52 under the clerk’s number, and the clerk’s next words are not lost', async () => {
  const struct = { client: clerkId(), clock: clockOf(clerkId()), all: [collected(2 ** 52)] };
  await expectTurnedAway(updateFrame(updateOf([struct])));
});

test.each([
  ['a stretch of nothing', collected(5)],
  ['words', textAfter(FRESH, 0, 'forged')]
])('[T22] %s under the clerk’s next clock, squatting on what they write next', async (_, write) => {
  const clock = clockOf(clerkId());
  const all = [write];
  await expectTurnedAway(
    updateFrame(updateOf([{ client: clerkId(), clock, all }])),
    stateFrame(updateOf([{ client: clerkId(), clock, all: [atRoot('text', 7, LINE)] }]))
  );
});

test('[T22] other words under the clerk’s known clock, or under one’s own', async () => {
  await expectTurnedAway(
    updateFrame(
      updateOf([
        {
          client: clerkId(),
          clock: 0,
          all: [atRoot('text', 4, (encoder) => encoding.writeVarString(encoder, 'x'))]
        }
      ])
    )
  );
  const [one, other] = [writing(FRESH + 1), writing(FRESH + 1)];
  typeParagraph(one, 'approved');
  typeParagraph(other, 'rejected');
  const attacker = await room.attack();
  attacker.send(updateFrame(Y.encodeStateAsUpdate(one.doc)));
  await until(() => numberIn(attacker, MESSAGE.acknowledged) === 1, 'the first is saved');
  attacker.send(updateFrame(Y.encodeStateAsUpdate(other.doc)));
  expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  await until(() => room.chair.text.toString().includes('approved'), 'the chair sees the first');
  await room.expectUnharmed();
  expect(room.chair.text.toString()).not.toContain('rejected');
});

test('[T23] a third of a megabyte behind a gap is asked for, not kept; said to be whole, it is turned away', async () => {
  const before = await stateOf();
  const attacker = await room.attack();
  for (let frame = 0; frame < 40; frame += 1) {
    const later = textAfter(FRESH + 2, frame * 10_000, 'x'.repeat(8_000));
    attacker.send(
      updateFrame(updateOf([{ client: FRESH + 2, clock: 1 + frame * 10_000, all: [later] }]))
    );
  }
  attacker.send(stateWantedFrame(new Uint8Array([0])));
  await until(
    () => framesOf(attacker, MESSAGE.sync).some((frame) => frame[1] === 1),
    'it is heard'
  );
  expect(attacker.closed()).toBeUndefined();
  expect(numberIn(attacker, MESSAGE.acknowledged)).toBeUndefined();
  expect(Buffer.from(await stateOf()).equals(before)).toBe(true);
  await room.expectUnharmed();
  const all = [textAfter(FRESH + 2, 0, 'x')];
  await expectTurnedAway(stateFrame(updateOf([{ client: FRESH + 2, clock: 1, all }])));
});

test('[T20] a number padded until it is none, which would end the room for all', async () => {
  const padded = encoding.encode((encoder) => {
    numbers(0, 1, clerkId(), 1, 3)(encoder);
    PADDED(encoder);
  });
  await expectTurnedAway(updateFrame(padded), stateFrame(padded));
});

test('[T22] words between two neighbours that stand the other way round, which would part two copies', async () => {
  const own = writing(FRESH + 5);
  const line = typeParagraph(own, 'in order');
  const attacker = await room.attack();
  attacker.send(updateFrame(Y.encodeStateAsUpdate(own.doc)));
  await until(() => numberIn(attacker, MESSAGE.acknowledged) === 1, 'the words are saved');
  const { client, clock } = (line._start as Y.Item).id;
  const next = Y.getState(own.doc.store, client);
  const crossed = textBetween([client, clock + 4], [client, clock + 1], 'x');
  await expectTurnedAway(updateFrame(updateOf([{ client, clock: next, all: [crossed] }])));
});

test('[T21] ten thousand lines that each claim the whole document between their neighbours', async () => {
  const lines = (client: number, count: number) =>
    updateFrame(
      updateOf([
        { client, clock: 0, all: Array.from({ length: count }, () => atRoot('text', 7, LINE)) }
      ])
    );
  const first = await room.attack();
  first.send(lines(FRESH + 6, 5_000));
  await until(() => numberIn(first, MESSAGE.acknowledged) === 1, 'the first are saved');
  await expectTurnedAway(lines(FRESH + 7, 5_000));
  first.socket.close();
  removeByChair('line');
  await room.expectUnharmed();
});

test.each([
  [
    'more ranges than one update may hold',
    Array.from({ length: 20_001 }, (_, at) => [at * 2, 1] as const)
  ],
  ['ranges that lie over one another', Array.from({ length: 5_000 }, () => [0, 1] as const)],
  ['a range without length', [[0, 0] as const]]
])('[T24] a bomb of deletions: %s', async (_, ranges) => {
  await expectTurnedAway(updateFrame(updateOf([], [[clerkId(), ranges]])));
});

test('[T24] deletions of what was never written are not kept waiting', async () => {
  const before = await stateOf();
  const attacker = await room.attack();
  const ranges = Array.from({ length: 19_000 }, (_, at) => [2 ** 31 + at * 2, 1] as const);
  attacker.send(updateFrame(updateOf([], [[clerkId(), ranges]])));
  attacker.send(stateWantedFrame(new Uint8Array([0])));
  await until(
    () => framesOf(attacker, MESSAGE.sync).some((frame) => frame[1] === 1),
    'it is heard'
  );
  expect(Buffer.from(await stateOf()).equals(before)).toBe(true);
  await room.expectUnharmed();
});

test.each([
  ['a collected stretch of 2^52', [collected(2 ** 52)]],
  ['a stretch left out', [skipped(5), atRoot('text', 7, LINE)]],
  ['a stretch left out of 2^52', [skipped(2 ** 52)]]
])('[T25] %s under one’s own number', async (_, all) => {
  await expectTurnedAway(updateFrame(updateOf([{ client: FRESH + 3, clock: 0, all }])));
});

function deep(levels: number) {
  const client = writing();
  let inner: Y.XmlFragment = client.text;
  const deeper = () => {
    const element = new Y.XmlElement('listItem');
    inner.insert(0, [element]);
    inner = element;
  };
  return {
    ...client,
    atOnce: () => client.doc.transact(() => Array.from({ length: levels }, deeper)),
    byLevels: () => Array.from({ length: levels }, deeper)
  };
}

test('[T26] elements five thousand deep, at once', async () => {
  const { doc, atOnce } = deep(5_000);
  atOnce();
  await expectTurnedAway(updateFrame(Y.encodeStateAsUpdate(doc)));
});

test('[T26] elements five thousand deep, one level at a time, end at the limit and can be removed', async () => {
  const { sent, byLevels } = deep(5_000);
  byLevels();
  const attacker = await room.attack();
  for (const update of sent) attacker.send(updateFrame(update));
  expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  await until(
    () => room.chair.text.toString().includes('listitem'),
    'the chair sees the first levels'
  );
  expect(room.chair.text.toString().match(/<listitem>/g)?.length).toBeLessThanOrEqual(64);
  removeByChair('listItem');
  await room.expectUnharmed();
});

test.each([
  [
    'a format',
    6,
    (encoder: encoding.Encoder) => {
      encoding.writeVarString(encoder, 'bold');
      encoding.writeVarString(encoder, '['.repeat(5_000) + ']'.repeat(5_000));
    }
  ],
  [
    'a value',
    8,
    (encoder: encoding.Encoder) => {
      numbers(1)(encoder);
      for (let level = 0; level < 5_000; level += 1) numbers(117, 1)(encoder);
    }
  ]
] as const)('[T26] JSON five thousand deep in %s', async (_, ref, write) => {
  const struct = { client: FRESH + 4, clock: 0, all: [atRoot('text', ref, write)] };
  await expectTurnedAway(updateFrame(updateOf([struct])));
});

test('[T27] a person’s numbers are limited, in one update and for ever, and fit in 32 bits', async () => {
  const line = (client: number) => ({ client, clock: 0, all: [atRoot('text', 7, LINE)] });
  const from = (client: number, many: number) =>
    updateOf(Array.from({ length: many }, (_, at) => line(client + at)));
  await expectTurnedAway(updateFrame(from(1000, 51)));
  await expectTurnedAway(updateFrame(from(2 ** 32, 1)));
  const attacker = await room.attack();
  for (let batch = 0; batch < 41; batch += 1)
    attacker.send(updateFrame(from(10_000 + batch * 50, 50)));
  expect(await closeCode(attacker)).toBe(CLOSE_CODE.malformed);
  await room.expectUnharmed();
  expect(Y.encodeStateVector(await storedCopy(room.server.db, room.minute)).length).toBeLessThan(
    16_384
  );
});

test('[T30] a deleted secret is sent to nobody who comes afterwards, though its author can undo', async () => {
  const author = connectStock(room.server, room.minute, room.meeting.member);
  const undo = new Y.UndoManager(author.text, { captureTimeout: 0 });
  await synced(author);
  const line = typeParagraph(author, 'CANARY of the private matter');
  await until(() => room.clerk.text.toString().includes('CANARY'), 'it was there');
  line.delete(0, 6);
  await until(() => !room.clerk.text.toString().includes('CANARY'), 'it is gone');
  const late = await room.attack(room.meeting.crgRepresentative);
  late.send(stateWantedFrame(new Uint8Array([0])));
  await until(() => framesOf(late, MESSAGE.sync).some((frame) => frame[1] === 1), 'all is sent');
  expect(late.frames.some((frame) => Buffer.from(frame).includes('CANARY'))).toBe(false);
  expect(late.frames.some((frame) => Buffer.from(frame).includes('private matter'))).toBe(true);
  undo.undo();
  await until(() => room.clerk.text.toString().includes('CANARY'), 'the author has it back');
  author.provider.destroy();
  late.socket.close();
});
