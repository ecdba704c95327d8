/**
 * The floor: a relay over `ws` that knows nothing of documents. What comes in during one turn of the
 * event loop goes out in one write per receiver, encoded once. Nothing that shares documents can
 * cost less and still be over WebSockets.
 */
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { freeNames, nobodySignsIn, type StartServer } from './bench-server.ts';

type Room = { readonly sockets: Set<Socket>; waiting: Buffer[] };

const SYNC_STEP_1 = 0;
/** Step 2 with an update that holds nothing. */
const NOTHING = Buffer.from([0, 1, 2, 0, 0]);

export const start: StartServer = async (_folder, seeds) => {
  const rooms = new Map<string, Room>();
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  server.on('connection', (websocket, request) => {
    const { socket } = request;
    const name = request.url ?? '';
    const room = rooms.get(name) ?? { sockets: new Set(), waiting: [] };
    rooms.set(name, room);
    room.sockets.add(socket);
    websocket.on('close', () => room.sockets.delete(socket));
    websocket.on('message', (data: Buffer) => {
      if (data[0] === 0 && data[1] === SYNC_STEP_1) websocket.send(NOTHING);
      else relay(room, data);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const names = freeNames(seeds);
  return {
    port: (http.address() as AddressInfo).port,
    paths: names.map((name) => `/${name}`),
    names,
    cookies: nobodySignsIn(seeds)
  };
};

function relay(room: Room, data: Buffer): void {
  if (room.waiting.length === 0) setImmediate(flush, room);
  room.waiting.push(headerOf(data.length), data);
}

function flush(room: Room): void {
  const bytes = Buffer.concat(room.waiting);
  room.waiting = [];
  for (const socket of room.sockets) socket.write(bytes);
}

function headerOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x82, length]);
  if (length <= 0xffff) return Buffer.from([0x82, 126, length >> 8, length & 0xff]);
  const header = Buffer.alloc(10);
  header.set([0x82, 127]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
