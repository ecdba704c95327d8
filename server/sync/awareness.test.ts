/** Presence between the server and clients as y-websocket drives them, with time let pass by hand. */
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates
} from 'y-protocols/awareness';
import * as decoding from 'lib0/decoding';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { makeAwareness } from './awareness.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

const START = Date.parse('2027-03-11T14:00:00Z');

function room() {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const clients: Client[] = [];
  const presence = makeAwareness<Client>({
    timers: {
      now: () => now,
      after: (milliseconds, run) => {
        const timer = { at: now + milliseconds, run };
        due.push(timer);
        return () => void due.splice(due.indexOf(timer), 1);
      },
      turn: () => Promise.resolve()
    },
    epoch: () => START + now,
    ownerOf: () => undefined,
    tell: (frame, to) =>
      clients.forEach((client) => {
        if (!to || to.has(client)) client.coming.push(frame);
      })
  });
  ended.push(presence.stop);

  function enter(personId: string) {
    const awareness = new Awareness(new Y.Doc());
    ended.push(() => awareness.destroy());
    const client: Client = {
      person: { personId, name: personId, role: 'member', sessionId: personId },
      awareness,
      coming: []
    };
    clients.push(client);
    // As y-websocket does: whatever changes is sent, what was heard from the server too.
    awareness.on('update', ({ added, updated, removed }: Record<string, number[]>) =>
      presence.hear(client, encodeAwarenessUpdate(awareness, [...added!, ...updated!, ...removed!]))
    );
    return client;
  }

  /** Lets the client hear what is on its way to it. */
  const hear = ({ awareness, coming }: Client) => {
    for (const frame of coming.splice(0)) {
      const update = decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(1)));
      applyAwarenessUpdate(awareness, update, 'network');
    }
  };
  const pass = (milliseconds: number) => {
    const until = now + milliseconds;
    for (;;) {
      const next = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      due.splice(due.indexOf(next), 1);
      now = next.at;
      next.run();
    }
    now = until;
  };
  /** As y-websocket does: whoever loses the line sees nobody, and says who they are when it is back. */
  const comeBack = (client: Client) => {
    presence.leave(client);
    client.coming.length = 0;
    const { awareness } = client;
    const others = [...awareness.getStates().keys()].filter((id) => id !== awareness.clientID);
    removeAwarenessStates(awareness, others, 'network');
    presence.greet(client);
    presence.hear(client, encodeAwarenessUpdate(awareness, [awareness.clientID]));
  };
  return { enter, hear, pass, comeBack };
}

type Client = {
  readonly person: {
    readonly personId: string;
    readonly name: string;
    readonly role: 'member';
    readonly sessionId: string;
  };
  readonly awareness: Awareness;
  /** Frames on their way from the server. */
  readonly coming: Uint8Array[];
};

const standAt = ({ awareness }: Client, clock: number) => {
  const position = { item: { client: 1, clock } };
  awareness.setLocalStateField('cursor', { anchor: position, head: position });
};

const seenAt = (watcher: Client, { awareness }: Client): number | undefined => {
  const state = watcher.awareness.getStates().get(awareness.clientID) as
    { cursor: { head: { item: { clock: number } } } } | undefined;
  return state?.cursor.head.item.clock;
};

test('a person who moves while word of their last place is under way is not put back there', () => {
  const { enter, hear, pass } = room();
  const [ruth, tom] = [enter('ruth'), enter('tom')];
  standAt(ruth, 1);
  standAt(tom, 50);
  pass(100);
  standAt(ruth, 2);
  for (let time = 0; time < 3; time += 1) {
    for (const each of [ruth, tom]) hear(each);
    pass(100);
  }
  expect([seenAt(tom, ruth), seenAt(ruth, ruth)]).toEqual([2, 2]);
});

test('somebody who comes back sees at once who stayed, though nobody has moved', () => {
  const { enter, hear, pass, comeBack } = room();
  const [ruth, tom] = [enter('ruth'), enter('tom')];
  standAt(ruth, 1);
  standAt(tom, 2);
  pass(100);
  for (const each of [ruth, tom]) hear(each);
  comeBack(ruth);
  expect(seenAt(ruth, tom)).toBeUndefined();
  pass(150);
  hear(ruth);
  expect(seenAt(ruth, tom)).toBe(2);
});

test('where nobody moves, nothing is sent until it is time to renew', () => {
  const { enter, hear, pass } = room();
  const [ruth, tom] = [enter('ruth'), enter('tom')];
  for (const each of [ruth, tom]) standAt(each, 1);
  pass(100);
  for (const each of [ruth, tom]) hear(each);
  pass(9000);
  expect(ruth.coming).toEqual([]);
  pass(2000);
  expect(ruth.coming).toHaveLength(1);
});

test('two tabs of one person are both here', () => {
  const { enter, hear, pass } = room();
  const [desk, phone] = [enter('ruth'), enter('ruth')];
  standAt(desk, 1);
  pass(100);
  standAt(phone, 2);
  for (let time = 0; time < 3; time += 1) {
    for (const each of [desk, phone]) hear(each);
    pass(100);
  }
  expect([seenAt(phone, desk), seenAt(desk, phone)]).toEqual([1, 2]);
});
