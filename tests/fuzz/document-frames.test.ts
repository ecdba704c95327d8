/**
 * Anything at all on a document's socket, from somebody who may write: that connection is answered
 * or closed with a code, and two people who write in the same document do not notice.
 */
import fc from 'fast-check';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MESSAGE } from '#protocol/document-frame.ts';
import { awarenessFrame, stateFrame, stateWantedFrame, updateFrame } from '#server/sync/frames.ts';
import { framesOf, until, type RawClient } from '../support/document-server.ts';
import { LONG } from '../support/test-size.ts';
import { DOCUMENTED, startCoEditing, type CoEditing } from './co-editing.ts';
import { readCorpus } from './corpus.ts';
import { mutantOf } from './mutant.ts';

const CONNECTIONS = LONG ? 20_000 : 150;
const TIMEOUT = LONG ? 3 * 60 * 60 * 1000 : 60_000;

let room: CoEditing;
beforeAll(async () => {
  room = await startCoEditing();
});
afterAll(() => room.stop());

const updates = readCorpus()
  .filter(({ kind }) => kind === 'minute')
  .map(({ bytes }) => bytes);

const frames: readonly Uint8Array[] = [
  ...updates.map(updateFrame),
  ...updates.map(stateFrame),
  stateWantedFrame(new Uint8Array([0])),
  stateWantedFrame(new Uint8Array([2, 11, 5, 22, 9])),
  awarenessFrame([]),
  awarenessFrame([{ clientId: 7, clock: 1, state: { cursor: { anchor: {}, head: {} } } }]),
  new Uint8Array([MESSAGE.queryAwareness])
];

type Sent = { readonly bytes: Uint8Array; readonly asText: boolean };

const sent: fc.Arbitrary<Sent> = fc.record({
  bytes: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...frames) },
    // Whole updates within frames that can be read: what gets as far as the gate.
    { weight: 4, arbitrary: mutantOf(updates).map(({ bytes }) => updateFrame(bytes)) },
    { weight: 4, arbitrary: mutantOf(frames).map(({ bytes }) => bytes) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) }
  ),
  asText: fc.integer({ min: 0, max: 19 }).map((chance) => chance === 0)
});

const QUESTION = stateWantedFrame(new Uint8Array([0]));
const answers = (raw: RawClient): number =>
  framesOf(raw, MESSAGE.sync).filter((frame) => frame[1] === 1).length;

test(
  `[T20] ${CONNECTIONS} connections that send anything are answered or closed with a code`,
  { timeout: TIMEOUT },
  async () => {
    const ends = new Map<number | 'answered', number>();
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 12 }), async (all) => {
        const attacker = await room.attack();
        const asked = all.filter(({ bytes, asText }) => !asText && isQuestion(bytes)).length;
        for (const { bytes, asText } of all) {
          attacker.socket.send(asText ? Buffer.from(bytes).toString('latin1') : bytes);
        }
        attacker.send(QUESTION);
        await until(
          () => attacker.closed() !== undefined || answers(attacker) > asked,
          'it is answered or closed'
        );
        const code = attacker.closed();
        if (code !== undefined) expect(DOCUMENTED).toContain(code);
        ends.set(code ?? 'answered', (ends.get(code ?? 'answered') ?? 0) + 1);
        attacker.socket.terminate();
        expect(room.server.faults).toEqual([]);
        turn += 1;
        if (turn % 10 === 0) await room.expectUnharmed();
      }),
      { numRuns: CONNECTIONS }
    );
    await room.expectUnharmed();
    // Both ends of it happened: nothing is proved where everything is refused, or nothing is.
    expect([...ends.keys()]).toEqual(expect.arrayContaining(['answered', 4400]));
  }
);

const isQuestion = (bytes: Uint8Array): boolean => bytes[0] === MESSAGE.sync && bytes[1] === 0;

test(
  '[T15] bytes that are no WebSocket’s end that line and no other',
  { timeout: TIMEOUT },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { minLength: 1, maxLength: 8 }),
        async (pieces) => {
          const line = await upgraded();
          const ended = new Promise((resolve) => line.once('close', resolve));
          for (const piece of pieces) line.write(piece);
          line.end();
          await ended;
          expect(room.server.faults).toEqual([]);
        }
      ),
      { numRuns: LONG ? 5_000 : 100 }
    );
    await room.expectUnharmed();
  }
);

/** A line on which the server has agreed to speak WebSocket. */
function upgraded(): Promise<ReturnType<typeof connect>> {
  const { hostname, port } = new URL(room.server.address);
  const line = connect(Number(port), hostname);
  line.on('error', () => {});
  line.write(
    [
      `GET /yjs/${room.minute}?as=${room.meeting.member} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n'
    ].join('\r\n')
  );
  return new Promise((resolve) => line.once('data', () => resolve(line)));
}
