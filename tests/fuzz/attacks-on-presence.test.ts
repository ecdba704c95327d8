/** Attacks on who is who in a document: each through a real socket, by somebody who is signed in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE } from '#protocol/document-frame.ts';
import { awarenessFrame } from '#server/sync/frames.ts';
import { until, type RawClient } from '../support/document-server.ts';
import { startCoEditing, type CoEditing } from './co-editing.ts';

let room: CoEditing;
beforeAll(async () => {
  room = await startCoEditing();
});
afterAll(() => room.stop());

type Seen = Map<number, { user: { name: string; role: string } } | null>;

/** The last that this connection was told of each client that is or was here. */
function presenceTo({ frames }: RawClient): Seen {
  const seen: Seen = new Map();
  for (const frame of frames) {
    if (frame[0] !== MESSAGE.awareness) continue;
    const update = decoding.readVarUint8Array(decoding.createDecoder(frame.subarray(1)));
    const decoder = decoding.createDecoder(update);
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const clientId = decoding.readVarUint(decoder);
      decoding.readVarUint(decoder);
      seen.set(clientId, JSON.parse(decoding.readVarString(decoder)));
    }
  }
  return seen;
}

const say = (clientId: number, state: unknown, clock = 2 ** 40) => ({
  clientId,
  clock,
  state: state as object | null
});

test('[T29] fifty ghosts, a state of 200 KB, a clock of 2^52 and words that are no JSON leave nobody new', async () => {
  const watcher = await room.attack(room.meeting.crgRepresentative);
  const attacker = await room.attack();
  attacker.send(
    awarenessFrame(
      Array.from({ length: 50 }, (_, at) => say(900 + at, { user: { name: 'Ghost' } }))
    )
  );
  attacker.send(awarenessFrame([say(960, { user: { name: 'x'.repeat(200_000) } })]));
  attacker.send(awarenessFrame([say(961, 'a word'), say(962, null)]));
  attacker.send(
    encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(
        encoder,
        encoding.encode((inner) => {
          for (const number of [1, 963, 1]) encoding.writeVarUint(inner, number);
          encoding.writeVarString(inner, '{"user":');
        })
      );
    })
  );
  attacker.send(awarenessFrame([say(999, {}, 2 ** 52)]));
  await until(() => presenceTo(watcher).has(999), 'the one honest entry is seen');
  expect([...presenceTo(watcher).keys()].filter((id) => id >= 900 && id < 1000)).toEqual([999]);
  expect(presenceTo(watcher).get(999)).toMatchObject({
    user: { name: 'A member', role: 'member' }
  });
  attacker.socket.close();
  await until(() => presenceTo(watcher).get(999) === null, 'who leaves is gone');
  watcher.socket.close();
  await room.expectUnharmed();
});

test('[T29] nobody can rename, move or remove another, on the other’s own screen either', async () => {
  const attacker = await room.attack();
  const victim = room.chair.provider.awareness;
  const own = victim.clientID;
  victim.setLocalStateField('cursor', null);
  attacker.send(awarenessFrame([say(own, null)]));
  attacker.send(awarenessFrame([say(own, { user: { name: 'Forged', role: 'clerk' } }, 2 ** 50)]));
  attacker.send(awarenessFrame([say(own, null, 2 ** 52), say(998, {})]));
  attacker.send(awarenessFrame([say(997, {})]));
  const clerk = room.clerk.provider.awareness;
  await until(() => clerk.getStates().has(997), 'the forger is seen as themselves');
  expect(clerk.getStates().get(own)).toMatchObject({ user: { name: 'A chair', role: 'chair' } });
  expect(victim.getLocalState()).not.toBeNull();
  expect(JSON.stringify([...clerk.getStates().values()])).not.toContain('Forged');
  attacker.socket.close();
  await until(() => !clerk.getStates().has(997), 'the forger is gone');
});

test('[T29] a number that the clerk writes under cannot be worn by anybody else', async () => {
  const watcher = await room.attack(room.meeting.crgRepresentative);
  const attacker = await room.attack();
  const clerkId = room.clerk.doc.clientID;
  attacker.send(awarenessFrame([say(clerkId, { user: { name: 'A member' } }, 2 ** 51)]));
  attacker.send(awarenessFrame([say(996, {})]));
  await until(() => presenceTo(watcher).has(996), 'what was sent is heard');
  expect(presenceTo(watcher).get(clerkId)).toMatchObject({ user: { name: 'A clerk' } });
  attacker.socket.close();
  watcher.socket.close();
});
