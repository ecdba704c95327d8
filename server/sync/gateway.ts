/**
 * WebSockets to documents. Who asks and what they may see is settled before the handshake is, so
 * that nothing a stranger sends is read or kept; a refusal completes the handshake only to say why.
 * From then on the gateway counts and hands frames over; it does not look into them.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isRefusal } from '#domain/refusal.ts';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { Access, Documents } from '#server/services/documents.ts';
import { DocumentConnection, type Wire } from './document-connection.ts';
import { RoomsClosed, type DocumentRooms, type Seat } from './document-rooms.ts';
import { awarenessFrame, readFrame } from './frames.ts';
import { Inbound } from './inbound.ts';
import type { Timers } from './timers.ts';

/** Who is signed in at the other end. */
export type Visitor = {
  readonly personId: string;
  readonly sessionId: string;
  readonly name: string;
};

const FRAME_LIMIT = 256 * 1024;
/**
 * Room above our own limit, so that the frame just over it gets a code that says so; what is larger
 * still, ws itself breaks off (1009).
 */
const MAX_PAYLOAD = 1024 * 1024;
const CONNECTIONS_PER_PERSON = 50;
/** The stock client hangs up after 30 seconds in which it hears nothing. */
const PING_EVERY = 20_000;
const GOODBYE = 1000;

export function makeDocumentGateway({
  documents,
  rooms,
  timers,
  logFault,
  onEdit
}: {
  documents: Documents;
  rooms: DocumentRooms;
  timers: Timers;
  logFault: (error: unknown) => void;
  onEdit: (sessionId: string) => void;
}) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    // Compressed text that lies beside secrets tells about them by its size.
    perMessageDeflate: false,
    clientTracking: false
  });
  const connected = new Map<string, number>();
  const open = new Set<WebSocket>();

  /** Takes an upgrade over. `visitor` is null for somebody who is not signed in. */
  async function accept(
    name: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    visitor: Visitor | null
  ): Promise<void> {
    const turnAway = (code: number, reason: string) =>
      server.handleUpgrade(request, socket, head, (websocket) => {
        websocket.on('error', closesByItself);
        websocket.close(code, reason);
      });
    if (!visitor) return turnAway(CLOSE_CODE.signedOut, 'signed-out');
    if ((connected.get(visitor.personId) ?? 0) >= CONNECTIONS_PER_PERSON) {
      return turnAway(CLOSE_CODE.tooFast, 'too-many-connections');
    }
    const askedAt = rooms.rightsEpoch;
    const access = await documents.access(visitor.personId, name);
    if (socket.destroyed) return;
    if (isRefusal(access)) return turnAway(CLOSE_CODE.notFound, 'not-found');
    server.handleUpgrade(request, socket, head, (websocket) => {
      serve(websocket, visitor, access, askedAt).catch((error: unknown) => {
        if (!(error instanceof RoomsClosed)) logFault(error);
        websocket.close(CLOSE_CODE.unavailable, 'cannot-load');
        websocket.resume();
      });
    });
  }

  async function serve(
    websocket: WebSocket,
    visitor: Visitor,
    { document, mayWrite, role }: Access,
    askedAt: number
  ): Promise<void> {
    const inbound = new Inbound(websocket, timers);
    const wire = wireOf(websocket, inbound);
    const connection = new DocumentConnection({ ...visitor, role }, mayWrite, wire);
    const stopPinging = ping(websocket, connection, () => inbound.isPaused);
    open.add(websocket);
    count(visitor.personId, 1);
    let seat: Seat | null = null;
    websocket.on('error', closesByItself);
    websocket.on('close', () => {
      open.delete(websocket);
      inbound.stop();
      stopPinging();
      count(visitor.personId, -1);
      seat?.leave().catch(logFault);
    });
    websocket.on('message', (data, isBinary) => {
      if (connection.isEnded) return;
      const bytes = bytesOf(data);
      const frame = isBinary && bytes.length <= FRAME_LIMIT ? readFrame(bytes) : undefined;
      if (bytes.length > FRAME_LIMIT) connection.end(CLOSE_CODE.tooLarge, 'too-large');
      else if (!frame) connection.end(CLOSE_CODE.malformed, 'malformed');
      else if (inbound.admits(frame, bytes.length)) {
        if (frame.type === 'edit' && !frame.isWhole) onEdit(visitor.sessionId);
        seat?.room.hear(connection, frame);
      }
    });
    // Nothing is read before there is a room to read it: what the client sends meanwhile waits with it.
    websocket.pause();
    seat = await rooms.join(document, connection, askedAt);
    if (websocket.readyState === websocket.OPEN) websocket.resume();
    else await seat.leave();
  }

  /**
   * Pings for the line, and an empty presence for the stock client, which takes silence for a dead
   * server. A socket that is being read slowly cannot answer in time.
   */
  function ping(
    websocket: WebSocket,
    connection: DocumentConnection,
    isPaused: () => boolean
  ): () => void {
    let hasAnswered = true;
    let callOff = timers.after(PING_EVERY, again);
    websocket.on('pong', () => {
      hasAnswered = true;
    });
    function again(): void {
      if (!hasAnswered && !isPaused()) return websocket.terminate();
      hasAnswered = false;
      websocket.ping();
      connection.send(awarenessFrame([]));
      callOff = timers.after(PING_EVERY, again);
    }
    return () => callOff();
  }

  function count(personId: string, change: 1 | -1): void {
    const now = (connected.get(personId) ?? 0) + change;
    if (now === 0) connected.delete(personId);
    else connected.set(personId, now);
  }

  /** Breaks off what is still there a while after it was told to close. */
  function close(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        if (open.size > 0) return;
        callOff();
        resolve();
      };
      const callOff = timers.after(GOODBYE, () => {
        for (const websocket of open) websocket.terminate();
      });
      for (const websocket of open) websocket.once('close', done);
      done();
    });
  }

  return { accept, close };
}

/** ws sends the close code that fits and closes; without a listener the error would end the process. */
const closesByItself = (): void => {};

const wireOf = (websocket: WebSocket, inbound: Inbound): Wire => ({
  send: (frame) => websocket.send(frame),
  close: (code, reason) => {
    websocket.close(code, reason);
    // Their own close would wait unread behind what they have sent.
    inbound.stop();
    websocket.resume();
  },
  drop: () => websocket.terminate(),
  backlog: () => websocket.bufferedAmount
});

/** A Uint8Array of its own class: lib0 hands out views, and a Buffer's would be of the pool. */
function bytesOf(data: RawData): Uint8Array {
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer);
}
