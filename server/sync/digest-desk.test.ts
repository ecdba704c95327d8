/** Who is called diverged: nobody honest, whatever is under way; and everybody who is. */
import fc from 'fast-check';
import { digest as sha256 } from 'lib0/hash/sha256';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { renderDocument } from '#protocol/document-digest.ts';
import { LONG } from '../../tests/support/test-size.ts';
import { DigestDesk, type Comparison } from './digest-desk.ts';

type Digest = { readonly number: number; readonly digest: Uint8Array };
type Up = { readonly update: Uint8Array } | Digest;
type Down = { readonly update: Uint8Array } | 'acknowledged' | { readonly ask: number };

const digestOf = (doc: Y.Doc): Uint8Array =>
  sha256(new TextEncoder().encode(renderDocument(doc, 'minute')));

/** A room and its clients, with lines that deliver in order but only when they are told to. */
class Room {
  readonly doc = new Y.Doc();
  readonly clients = Array.from({ length: 3 }, () => new Client());
  readonly verdicts: Comparison[] = [];
  seq = 0;
  now = 0;
  readonly #desk = new DigestDesk(this, { now: () => this.now }, () => {});
  readonly kind = 'minute';

  read<T>(act: (doc: Y.Doc) => T): T {
    return act(this.doc);
  }

  /** Takes the oldest message of a client. */
  take(client: Client): void {
    const message = client.up.shift();
    if (!message) return;
    if ('update' in message) {
      Y.applyUpdate(this.doc, message.update);
      this.seq += 1;
      for (const each of this.clients) each.down.push(each === client ? 'acknowledged' : message);
      return;
    }
    const said = this.#desk.compare(client, message);
    this.verdicts.push(said);
    if (typeof said === 'object') client.down.push(said);
  }

  settle(): void {
    while (this.clients.some(({ up, down }) => up.length + down.length > 0)) {
      for (const client of this.clients) {
        this.take(client);
        client.hear();
      }
    }
  }
}

class Client {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getXmlFragment('text');
  readonly up: Up[] = [];
  readonly down: Down[] = [];
  #pending = 0;

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'line' || origin === 'fault') return;
      this.up.push({ update });
      this.#pending += 1;
    });
  }

  /** Hears the oldest message that is on its way here. */
  hear(): void {
    const message = this.down.shift();
    if (!message) return;
    if (message === 'acknowledged') this.#pending -= 1;
    else if ('update' in message) Y.applyUpdate(this.doc, message.update, 'line');
    else this.sendDigest(message.ask);
  }

  sendDigest(number = 0): void {
    if (this.#pending === 0) this.up.push({ number, digest: digestOf(this.doc) });
  }

  write(at: number): void {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('Noted.')]);
    this.text.insert(at % (this.text.length + 1), [paragraph]);
  }

  erase(at: number): void {
    if (this.text.length > 0) this.text.delete(at % this.text.length, 1);
  }
}

type Step = {
  readonly act: 'write' | 'erase' | 'take' | 'hear' | 'digest';
  who: number;
  at: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom('write', 'erase', 'take', 'take', 'hear', 'hear', 'digest', 'digest'),
  who: fc.nat(2),
  at: fc.nat(50)
});

function run(room: Room, steps: readonly Step[]): void {
  for (const { act, who, at } of steps) {
    room.now += at * 400;
    const client = room.clients[who];
    if (act === 'write') client?.write(at);
    else if (act === 'erase') client?.erase(at);
    else if (act === 'digest') client?.sendDigest();
    else if (act === 'hear') client?.hear();
    else if (client) room.take(client);
  }
}

test('nobody honest is ever called diverged, whatever is under way', () => {
  let asked = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 40, maxLength: 200, size: 'max' }), (steps) => {
      const room = new Room();
      run(room, steps);
      room.settle();
      asked += room.verdicts.filter((each) => typeof each === 'object').length;
      expect(room.verdicts).not.toContain('other');
    }),
    { numRuns: LONG ? 5000 : 400 }
  );
  // Without races that look like a difference the property would say nothing.
  expect(asked).toBeGreaterThan(50);
});

test('whoever has parted is found as soon as all is quiet', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const room = new Room();
      const [client] = room.clients;
      if (!client) throw new Error('there are three');
      run(room, steps);
      room.settle();
      client.doc.transact(() => client.write(0), 'fault');
      room.now += 10_000;
      client.sendDigest();
      room.settle();
      expect(room.verdicts.at(-1)).toBe('other');
    }),
    { numRuns: LONG ? 1000 : 100 }
  );
});

test('a client is listened to once in five seconds, and to an answer once', () => {
  const room = new Room();
  const [client] = room.clients;
  if (!client) throw new Error('there are three');
  const say = () => {
    client.sendDigest();
    room.take(client);
    return room.verdicts.at(-1);
  };
  expect(say()).toBe('same');
  expect(say()).toBe('cannot-tell');
  room.now += 5000;
  expect(say()).toBe('same');
  client.up.push({ number: 7, digest: digestOf(client.doc) });
  room.take(client);
  expect(room.verdicts.at(-1)).toBe('cannot-tell');
});
