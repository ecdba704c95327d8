/**
 * What the server has promised to the outside at each moment of a trace, read from the bytes that
 * left its sockets: edits it acknowledged, and edits it showed to others. Both must be on disk by
 * the moment the bytes leave.
 */
import * as decoding from 'lib0/decoding';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import type { TraceEvent } from './trace.ts';
import type { Typist } from './typist.ts';

export type Promised = {
  /** Index of the event by which it left. */
  readonly at: number;
  readonly kind: 'acknowledged' | 'shown';
  readonly document: string;
  readonly update: Uint8Array;
};

/** Promises in the order made; connections that are none of these typists' count for nothing. */
export function readPromises(
  events: readonly TraceEvent[],
  typists: readonly Pick<Typist, 'key' | 'document' | 'sent'>[]
): Promised[] {
  const lines = new Map<string, Line>();
  const promises: Promised[] = [];
  events.forEach((event, at) => {
    if (event.kind !== 'sent') return;
    const line = lines.get(event.socket) ?? new Line();
    lines.set(event.socket, line);
    for (const message of line.take(event.bytes)) {
      const typist = typists.find(({ key }) => key() === line.key);
      if (!typist) continue;
      for (const [kind, update] of promisesIn(message, typist, line)) {
        promises.push({ at, kind, document: typist.document, update });
      }
    }
  });
  return promises;
}

/** What one typist has heard, by their own ledger; `at` says nothing here. */
export const promisedTo = ({ document, sent, acknowledged, shown }: Typist): Promised[] => [
  ...sent
    .slice(0, acknowledged())
    .map((update) => ({ at: 0, kind: 'acknowledged' as const, document, update })),
  ...shown.map((update) => ({ at: 0, kind: 'shown' as const, document, update }))
];

function promisesIn(
  message: Uint8Array,
  { sent }: Pick<Typist, 'sent'>,
  line: Line
): [Promised['kind'], Uint8Array][] {
  const decoder = decoding.createDecoder(message);
  const type = decoding.readVarUint(decoder);
  if (type === MESSAGE.acknowledged) {
    const from = line.acknowledged;
    line.acknowledged = decoding.readVarUint(decoder);
    return sent.slice(from, line.acknowledged).map((update) => ['acknowledged', update]);
  }
  if (type !== MESSAGE.sync || decoding.readVarUint(decoder) === SYNC.step1) return [];
  return [['shown', decoding.readVarUint8Array(decoder)]];
}

/** What left one socket: the answer to the handshake, then WebSocket frames (RFC 6455, 5.2). */
class Line {
  key: string | undefined;
  acknowledged = 0;
  #rest = Buffer.alloc(0);

  /** The messages that are complete with these bytes. */
  take(bytes: Buffer): Uint8Array[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (this.key === undefined && !this.#takeHandshake()) return [];
    const messages: Uint8Array[] = [];
    for (let frame = this.#nextFrame(); frame; frame = this.#nextFrame()) {
      if (frame.isBinary) messages.push(frame.payload);
    }
    return messages;
  }

  #takeHandshake(): boolean {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.#rest.subarray(0, end).toString();
    this.key = /sec-websocket-accept: *(\S+)/i.exec(head)?.[1] ?? '';
    this.#rest = this.#rest.subarray(end + 4);
    return true;
  }

  #nextFrame(): { isBinary: boolean; payload: Buffer } | undefined {
    const rest = this.#rest;
    const short = (rest[1] ?? 0) & 127;
    const start = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (rest.length < start) return undefined;
    const length =
      short === 126
        ? rest.readUInt16BE(2)
        : short === 127
          ? Number(rest.readBigUInt64BE(2))
          : short;
    if (rest.length < start + length) return undefined;
    this.#rest = rest.subarray(start + length);
    return {
      isBinary: ((rest[0] ?? 0) & 15) === 2,
      payload: rest.subarray(start, start + length)
    };
  }
}
