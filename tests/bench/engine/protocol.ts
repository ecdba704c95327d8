/**
 * Messages as clients of the three servers write and read them: the y-websocket protocol, which
 * Hocuspocus puts the document's name in front of and adds to.
 */
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import type { ServerKind } from './server-process.ts';

/** Hocuspocus: one message type for tokens, one that says an update was taken. */
const AUTH = 2;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;

export type Heard =
  | { readonly kind: 'state-wanted' }
  | { readonly kind: 'state' | 'update'; readonly bytes: Buffer }
  | { readonly kind: 'awareness'; readonly bytes: Buffer }
  /** `count`: of update-bearing messages since the connection began; null: one more. */
  | { readonly kind: 'acknowledged'; readonly count: number | null }
  | { readonly kind: 'other' };

export type Presence = { readonly client: number; readonly clock: number; readonly json: string };

export type Dialect = {
  /** What a client says before anything else, if anything. */
  readonly greeting: Uint8Array | null;
  readonly sync: (step: number, bytes: Uint8Array) => Uint8Array;
  readonly awareness: (present: readonly Presence[]) => Uint8Array;
  readonly read: (message: Buffer) => Heard;
};

export function dialectOf(kind: ServerKind, name: string): Dialect {
  const isNamed = kind === 'hocuspocus';
  const prefix = isNamed ? encoding.encode((to) => encoding.writeVarString(to, name)) : EMPTY;
  const message = (write: (to: encoding.Encoder) => void) =>
    encoding.encode((to) => {
      encoding.writeUint8Array(to, prefix);
      write(to);
    });
  return {
    greeting: isNamed
      ? message((to) => {
          encoding.writeVarUint(to, AUTH);
          encoding.writeVarUint(to, 0);
          encoding.writeVarString(to, '');
        })
      : null,
    sync: (step, bytes) =>
      message((to) => {
        encoding.writeVarUint(to, MESSAGE.sync);
        encoding.writeVarUint(to, step);
        encoding.writeVarUint8Array(to, bytes);
      }),
    awareness: (present) =>
      message((to) => {
        encoding.writeVarUint(to, MESSAGE.awareness);
        encoding.writeVarUint8Array(to, encodePresence(present));
      }),
    read: (bytes) => readMessage(bytes, prefix.length, isNamed)
  };
}

const EMPTY = new Uint8Array();

const encodePresence = (present: readonly Presence[]): Uint8Array =>
  encoding.encode((to) => {
    encoding.writeVarUint(to, present.length);
    for (const { client, clock, json } of present) {
      encoding.writeVarUint(to, client);
      encoding.writeVarUint(to, clock);
      encoding.writeVarString(to, json);
    }
  });

// By hand, because hundreds of receivers in one process read every message.
function readMessage(message: Buffer, at: number, isNamed: boolean): Heard {
  const type = message[at];
  if (type === MESSAGE.sync || (isNamed && type === SYNC_REPLY)) {
    if (message[at + 1] === SYNC.step1) return STATE_WANTED;
    const kind = message[at + 1] === SYNC.step2 ? 'state' : 'update';
    return { kind, bytes: counted(message, at + 2) };
  }
  if (type === MESSAGE.awareness) return { kind: 'awareness', bytes: counted(message, at + 1) };
  if (type === MESSAGE.acknowledged && !isNamed) {
    return { kind: 'acknowledged', count: varUint(message, at + 1).value };
  }
  if (type === SYNC_STATUS && isNamed) return { kind: 'acknowledged', count: null };
  return OTHER;
}

const STATE_WANTED: Heard = { kind: 'state-wanted' };
const OTHER: Heard = { kind: 'other' };

/** Bytes with their length in front. */
function counted(message: Buffer, at: number): Buffer {
  const { value, end } = varUint(message, at);
  return message.subarray(end, end + value);
}

function varUint(message: Buffer, from: number): { value: number; end: number } {
  let value = 0;
  let scale = 1;
  for (let at = from; ; at += 1) {
    const byte = message[at] ?? 0;
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) return { value, end: at + 1 };
  }
}
