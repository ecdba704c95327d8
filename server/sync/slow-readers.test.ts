/** Somebody who does not read, over a line whose backlog is set by hand and with time let pass so. */
import { beforeEach, expect, test } from 'vitest';
import { MESSAGE } from '#protocol/document-frame.ts';
import { DocumentConnection } from './document-connection.ts';
import { updateFrame } from './frames.ts';
import { Parcel } from './parcel.ts';
import { SlowReaders } from './slow-readers.ts';

const PERSON = { personId: 'ann', sessionId: 'session', name: 'Ann', role: null };
const MEGABYTE = 1024 * 1024;
const VECTOR = new Uint8Array([1, 7, 3]);

let now: number;
let due: { at: number; run: () => void }[];
let drained: DocumentConnection[];
let slow: SlowReaders;

beforeEach(() => {
  now = 0;
  due = [];
  drained = [];
  const timers = {
    now: () => now,
    after: (milliseconds: number, run: () => void) => {
      const timer = { at: now + milliseconds, run };
      due.push(timer);
      return () => {
        due = due.filter((each) => each !== timer);
      };
    },
    turn: () => Promise.resolve()
  };
  slow = new SlowReaders(timers, (connection) => drained.push(connection));
});

function pass(milliseconds: number): void {
  const until = now + milliseconds;
  for (;;) {
    const next = due.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
    if (!next) break;
    due = due.filter((each) => each !== next);
    now = next.at;
    next.run();
  }
  now = until;
}

function reader() {
  const sent: Uint8Array[] = [];
  const line = { backlog: 0, isDropped: false };
  const connection = new DocumentConnection(PERSON, true, {
    send: (parcel) => void sent.push(...parcel.messages),
    close: () => {},
    drop: () => {
      line.isDropped = true;
    },
    backlog: () => line.backlog
  });
  connection.isFollowing = true;
  return { connection, line, sent };
}

const edit = () => new Parcel(updateFrame(new Uint8Array([0, 0])));

test('[T17] past a bound nothing more is added for who does not read, and others are told as ever', () => {
  const [stalled, quick] = [reader(), reader()];
  stalled.line.backlog = 5 * MEGABYTE;
  slow.notice([stalled.connection, quick.connection], () => VECTOR);
  for (const { connection } of [stalled, quick]) connection.send(edit());
  expect(stalled.sent).toEqual([]);
  expect(quick.sent).toHaveLength(1);
});

test('[T17] who has drained is told what they missed in one piece, from where they were left', () => {
  const { connection, line, sent } = reader();
  connection.acknowledge(4);
  line.backlog = 5 * MEGABYTE;
  slow.notice([connection], () => VECTOR);
  for (let each = 0; each < 100; each += 1) connection.send(edit());
  connection.acknowledge(9);
  sent.length = 0;
  pass(1000);
  expect(drained).toEqual([]);
  line.backlog = 0;
  pass(1000);
  expect(drained).toEqual([connection]);
  const asked: Uint8Array[] = [];
  const missed = (knows: Uint8Array) => {
    asked.push(knows);
    return edit();
  };
  const answer = () => expect.unreachable('nothing was asked');
  connection.takeUpAgain({ missed, answer, mayWrite: true, vector: VECTOR });
  expect(asked).toEqual([VECTOR]);
  expect(sent.map(([type]) => type)).toEqual([
    MESSAGE.rights,
    MESSAGE.acknowledged,
    MESSAGE.sync,
    MESSAGE.sync
  ]);
  expect(sent[1]).toEqual(new Uint8Array([MESSAGE.acknowledged, 9]));
});

test('[T17] what somebody asked for while they did not read is answered whole when they do', () => {
  const { connection, line } = reader();
  expect(connection.putOff(VECTOR)).toBe(false);
  line.backlog = 5 * MEGABYTE;
  slow.notice([connection], () => VECTOR);
  const knows = new Uint8Array([0]);
  expect(connection.putOff(knows)).toBe(true);
  line.backlog = 0;
  pass(1000);
  const answered: Uint8Array[] = [];
  connection.takeUpAgain({
    missed: () => expect.unreachable('a piece of it rests on what they never had'),
    answer: (stateVector) => answered.push(stateVector),
    mayWrite: true,
    vector: VECTOR
  });
  expect(answered).toEqual([knows]);
});

test('[T17] who does not read for fifteen seconds is broken off', () => {
  const { connection, line } = reader();
  line.backlog = 5 * MEGABYTE;
  slow.notice([connection], () => VECTOR);
  pass(14_000);
  expect(line.isDropped).toBe(false);
  pass(2000);
  expect(line.isDropped).toBe(true);
  expect(connection.isEnded).toBe(true);
  expect(due).toEqual([]);
});

test('[T17] who falls behind a second time is broken off at once', () => {
  const { connection, line } = reader();
  line.backlog = 5 * MEGABYTE;
  slow.notice([connection], () => VECTOR);
  line.backlog = 0;
  pass(1000);
  line.backlog = 5 * MEGABYTE;
  slow.notice([connection], () => VECTOR);
  expect(line.isDropped).toBe(true);
});
