/**
 * Anything at all on the connection for meeting events: a typed answer, or none where none was
 * asked for; nothing breaks, and somebody else on the same server is answered as ever.
 */
import fc from 'fast-check';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makePasswords } from '#server/auth/passwords.ts';
import { systemClock } from '#server/clock.ts';
import { makeLiveGateway, type LiveServer } from '#server/live/gateway.ts';
import { makeServices, type Services } from '#server/services.ts';
import type { Db } from '#server/store/database.ts';
import { arbitraryCommand } from '../support/arbitrary-command.ts';
import { giveMeeting } from '../support/document-server.ts';
import { memoryDatabase } from '../support/memory-database.ts';
import { LONG } from '../support/test-size.ts';

const CONNECTIONS = LONG ? 20_000 : 300;
/** As many as one connection may send at once. */
const MESSAGES = 40;
const TIMEOUT = LONG ? 3 * 60 * 60 * 1000 : 60_000;

const EVENTS = [
  'follow-meeting',
  'leave-meeting',
  'follow-board',
  'perform',
  'change-action',
  'comment'
];

let db: Db;
let services: Services;
let gateway: LiveServer;
let address: string;
let meeting: Awaited<ReturnType<typeof giveMeeting>>;
const faults: unknown[] = [];

beforeAll(async () => {
  db = await memoryDatabase();
  services = makeServices({
    db,
    clock: systemClock,
    announce: () => {},
    passwords: makePasswords()
  });
  meeting = await giveMeeting({ db, proceedings: services.proceedings });
  gateway = makeLiveGateway({
    services,
    identify: async (request) => {
      const personId = new URL(request.url ?? '/', 'http://test').searchParams.get('as');
      return personId ? { personId, sessionId: 'session', name: 'Somebody' } : null;
    },
    isSameOrigin: () => true,
    openTunnel: () => ({ hear: () => {}, gone: () => {} }),
    onUse: () => {},
    onFault: (error) => void faults.push(error)
  });
  const http = createServer();
  gateway.attach(http);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await gateway.close();
  await db.destroy();
});

/** A connection whose program sends what it likes. */
async function open(personId: string): Promise<Socket> {
  const socket = io(address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    query: { as: personId }
  });
  await new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
  return socket;
}

/** Somebody who has done nothing is answered. */
async function expectAlive(): Promise<void> {
  const other = await open(meeting.chair);
  expect(await other.emitWithAck('follow-board', { boardId: meeting.board.id })).toEqual({
    ok: true
  });
  const followed: unknown = await other.emitWithAck('follow-meeting', {
    meetingId: meeting.meetingId,
    since: 0
  });
  expect(followed).toHaveProperty('entries');
  other.close();
  expect(faults).toEqual([]);
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('__proto__', '\u0000', 'a'.repeat(20), -0, 1e308, 2 ** 53, '')
);

/** The shape that is asked for, with anything in any of its places. */
const almost = fc.oneof(
  fc.record(
    {
      meetingId: fc.oneof(known('meetingId'), anything),
      boardId: fc.oneof(known('boardId'), anything),
      actionId: fc.oneof(known('actionId'), anything),
      since: fc.oneof(fc.nat(5), anything),
      commandId: fc.oneof(fc.string({ maxLength: 70 }), anything),
      command: fc.oneof(arbitraryCommand, anything)
    },
    { requiredKeys: [] }
  ),
  anything
);

/** Put in when it is sent: the ids are not known before there is a server. */
function known(name: 'meetingId' | 'boardId' | 'actionId'): fc.Arbitrary<unknown> {
  return fc.constant({ known: name });
}

function withIds(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const ids = { meetingId: meeting.meetingId, boardId: meeting.board.id, actionId: meeting.open };
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const asked = (each as { known?: keyof typeof ids } | null)?.known;
      return [key, asked ? ids[asked] : each];
    })
  );
}

test(
  `messages of any shape on ${CONNECTIONS} connections get a typed answer, and break nothing`,
  { timeout: TIMEOUT },
  async () => {
    const said = new Set<string>();
    let turn = 0;
    const message = fc.record({
      event: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...EVENTS) },
        {
          weight: 1,
          arbitrary: fc.string({ maxLength: 20 }).filter((name) => !RESERVED.includes(name))
        }
      ),
      body: fc.array(almost, { maxLength: 3 })
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { minLength: 1, maxLength: MESSAGES }),
        fc.constantFrom('clerk', 'member', 'observer', 'crgRepresentative'),
        async (messages, who) => {
          const socket = await open(meeting[who as 'clerk']);
          for (const { event, body } of messages) {
            socket.emit(event, ...body.map(withIds), (answer: unknown) => said.add(kindOf(answer)));
          }
          // Messages of one connection are taken in their order.
          const last: unknown = await socket.emitWithAck('follow-board', { boardId: 'none' });
          expect(last).toEqual({ refused: 'malformed' });
          socket.close();
          expect(faults).toEqual([]);
          turn += 1;
          if (turn % 20 === 0) await expectAlive();
        }
      ),
      { numRuns: CONNECTIONS }
    );
    await expectAlive();
    expect([...said].filter((kind) => kind.startsWith('untyped'))).toEqual([]);
    expect([...said]).toContain('refused');
  }
);

/** Names the library keeps for itself: its own client does not send them. */
const RESERVED = [
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener'
];

function kindOf(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null) {
    for (const kind of ['refused', 'ok', 'entries', 'seq']) if (kind in answer) return kind;
  }
  return `untyped: ${JSON.stringify(answer)}`;
}

const PACKETS = [
  '40',
  '42["follow-board",{"boardId":"x"}]',
  '420["perform",{"meetingId":"x","commandId":"y","command":{"type":"adjourn"}}]',
  '451-["follow-board",{"_placeholder":true,"num":0}]',
  '45999999999-["follow-board",{"_placeholder":true,"num":0}]',
  '42["__proto__",{"__proto__":{"polluted":true}}]',
  '42["disconnect"]',
  '42["connect_error",{}]',
  '42{"0":"follow-board"}',
  '43999["follow-board"]',
  '2probe',
  '5',
  '6',
  '1'
];

test(
  'packets beneath the library’s own client break nothing either',
  { timeout: TIMEOUT },
  async () => {
    const packet = fc
      .tuple(
        fc.constantFrom(...PACKETS),
        fc.array(fc.tuple(fc.nat(80), fc.string({ maxLength: 6 })), { maxLength: 3 })
      )
      .map(([text, cuts]) =>
        cuts.reduce(
          (now, [at, add]) =>
            now.slice(0, at % (now.length + 1)) + add + now.slice((at % (now.length + 1)) + 1),
          text
        )
      );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 5, arbitrary: packet }, fc.uint8Array({ maxLength: 40 })), {
          minLength: 1,
          maxLength: 12
        }),
        async (packets) => {
          const socket = new WebSocket(
            `${address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&as=${meeting.member}`
          );
          await new Promise((resolve) => socket.once('open', resolve));
          socket.on('error', () => {});
          const ended = new Promise((resolve) => socket.once('close', resolve));
          socket.send('40');
          for (const each of packets) socket.send(each);
          socket.close();
          await ended;
          expect(faults).toEqual([]);
        }
      ),
      { numRuns: LONG ? 20_000 : 300 }
    );
    await expectAlive();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  }
);
