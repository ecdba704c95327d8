/**
 * A WebSocket client of a few lines. Hundreds of them share one core with nothing else to do than
 * note when a frame came, so that it is the server that is measured: frames are handed over where
 * they lie in the read buffer, and must be copied by whoever wants to keep them.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type Wire = {
  readonly send: (message: Uint8Array) => void;
  /** Ends without a goodbye, as a lost network does. */
  readonly drop: () => void;
};

export type WireEvents = {
  readonly onOpen: () => void;
  /** The bytes are the reader's own only until it returns. */
  readonly onMessage: (message: Buffer) => void;
  readonly onClose: (code: number | undefined) => void;
};

const OPCODE = { continuation: 0, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const FINAL = 0x80;
const MASKED = 0x80;
const END_OF_HEAD = '\r\n\r\n';
/** Reads of all sockets take turns in it: each is used up before the next one begins. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

/** Opens a WebSocket to 127.0.0.1. Compression is not offered. */
export function openWire(
  port: number,
  path: string,
  cookie: string | null,
  events: WireEvents
): Wire {
  let rest: Buffer | undefined;
  let isOpen = false;
  let code: number | undefined;
  const onread = {
    buffer: READ_BUFFER,
    callback: (count: number) => {
      take(READ_BUFFER.subarray(0, count));
      return true;
    }
  };
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true, onread }, () =>
    socket.write(handshake(port, path, cookie))
  );
  socket.on('error', () => socket.destroy());
  socket.on('close', () => events.onClose(code));

  function take(read: Buffer): void {
    const bytes = rest ? Buffer.concat([rest, read]) : read;
    let at = isOpen ? 0 : headEnd(bytes);
    if (!isOpen && at > 0) {
      isOpen = true;
      events.onOpen();
    }
    let end = isOpen ? frameEnd(bytes, at) : undefined;
    while (end !== undefined) {
      hear(bytes, at, end);
      at = end;
      end = frameEnd(bytes, at);
    }
    rest = at < bytes.length ? Buffer.from(bytes.subarray(at)) : undefined;
  }

  function hear(bytes: Buffer, from: number, to: number): void {
    const opcode = (bytes[from] ?? 0) & 0x0f;
    const payload = bytes.subarray(payloadAt(bytes, from), to);
    if (opcode === OPCODE.binary) events.onMessage(payload);
    else if (opcode === OPCODE.ping) socket.write(frame(OPCODE.pong, payload));
    else if (opcode === OPCODE.close) {
      code = payload.length > 1 ? payload.readUInt16BE(0) : undefined;
      socket.end(frame(OPCODE.close, payload));
    } else if (opcode === OPCODE.continuation || ((bytes[from] ?? 0) & FINAL) === 0) {
      throw new Error('a message came in pieces');
    }
  }

  return {
    send: (message) => void socket.write(frame(OPCODE.binary, message)),
    drop: () => socket.destroy()
  };
}

/** Where the first frame begins; 0 while the answer to the handshake has not come whole. */
function headEnd(bytes: Buffer): number {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return 0;
  const head = bytes.subarray(0, end).toString('latin1');
  if (!head.startsWith('HTTP/1.1 101')) throw new Error(`no WebSocket: ${head}`);
  return end + END_OF_HEAD.length;
}

const handshake = (port: number, path: string, cookie: string | null): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(cookie === null ? [] : [`Cookie: ${cookie}`]),
    '\r\n'
  ].join('\r\n');

function payloadAt(bytes: Buffer, from: number): number {
  const short = (bytes[from + 1] ?? 0) & 0x7f;
  return from + (short === 126 ? 4 : short === 127 ? 10 : 2);
}

/** Where the frame that begins here ends; undefined when not all of it has come. */
function frameEnd(bytes: Buffer, from: number): number | undefined {
  if (bytes.length < from + 2) return undefined;
  const first = payloadAt(bytes, from);
  if (bytes.length < first) return undefined;
  const short = (bytes[from + 1] ?? 0) & 0x7f;
  const length =
    short === 126
      ? bytes.readUInt16BE(from + 2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(from + 2))
        : short;
  return bytes.length < first + length ? undefined : first + length;
}

/** A masked frame, as clients must send them. */
function frame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const head = length < 126 ? 2 : length <= 0xffff ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + 4 + length);
  bytes[0] = FINAL | opcode;
  bytes[1] = MASKED | (head === 2 ? length : head === 4 ? 126 : 127);
  if (head === 4) bytes.writeUInt16BE(length, 2);
  if (head === 10) bytes.writeBigUInt64BE(BigInt(length), 2);
  const mask = Math.floor(Math.random() * 0xffffffff);
  bytes.writeUInt32BE(mask, head);
  for (let index = 0; index < length; index += 1) {
    bytes[head + 4 + index] = (payload[index] ?? 0) ^ (bytes[head + (index & 3)] ?? 0);
  }
  return bytes;
}
