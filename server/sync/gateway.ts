/**
 * WebSockets to documents. Who asks and what they may see is settled before the handshake is, so
 * that nothing a stranger sends is read or kept; a refusal completes the handshake only to say why.
 * From then on the gateway counts and hands frames over; it does not look into them.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { isTurnedAway, type Door, type LetIn } from './door.ts';
import type { Line } from './line.ts';
import type { Guest, Receive, Visitor } from './reception.ts';
import type { Timers } from './timers.ts';

/**
 * Room above the limit on frames, so that the frame just over it gets a code that says so; what is larger
 * still, ws itself breaks off (1009).
 */
const MAX_PAYLOAD = 1024 * 1024;
/** The stock client hangs up after 30 seconds in which it hears nothing. */
const PING_EVERY = 20_000;
const GOODBYE = 1000;

export function makeDocumentGateway({
  door,
  receive,
  timers
}: {
  door: Door;
  receive: Receive;
  timers: Timers;
}) {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    // Compressed text that lies beside secrets tells about them by its size.
    perMessageDeflate: false,
    clientTracking: false
  });
  const open = new Set<WebSocket>();
  let isClosing = false;
  /** Called whenever one of them has closed. */
  let onClosed = (): void => {};

  /** Takes an upgrade over. `visitor` is null for somebody who is not signed in. */
  async function accept(
    name: string,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    visitor: Visitor | null
  ): Promise<void> {
    const found = await door(visitor, name);
    if (!isTurnedAway(found)) {
      if (socket.destroyed) return found.leave();
      // Not when the WebSocket closes: a handshake that ws refuses never becomes one.
      socket.once('close', found.leave);
    }
    if (isClosing) socket.destroy();
    if (socket.destroyed) return;
    server.handleUpgrade(request, socket, head, (websocket) => {
      websocket.on('error', closesByItself);
      if (isTurnedAway(found)) websocket.close(found.code, found.reason);
      else serve(websocket, socket, found);
    });
  }

  function serve(websocket: WebSocket, socket: Duplex, { visitor, access, askedAt }: LetIn): void {
    const guest = receive(lineOver(websocket, socket), visitor, access, askedAt);
    const stopPinging = ping(websocket, guest);
    open.add(websocket);
    websocket.on('close', () => {
      open.delete(websocket);
      stopPinging();
      guest.gone();
      onClosed();
    });
    // Text is no message of this protocol; empty bytes are refused as such.
    websocket.on('message', (data, isBinary) => guest.hear(isBinary ? bytesOf(data) : NOTHING));
  }

  /** A socket that is being read slowly cannot answer in time. */
  function ping(websocket: WebSocket, guest: Guest): () => void {
    let hasAnswered = true;
    let callOff = timers.after(PING_EVERY, again);
    websocket.on('pong', () => {
      hasAnswered = true;
    });
    function again(): void {
      if (!hasAnswered && !guest.isHeldBack()) return websocket.terminate();
      hasAnswered = false;
      websocket.ping();
      guest.assure();
      callOff = timers.after(PING_EVERY, again);
    }
    return () => callOff();
  }

  /** Lets nobody in any more, and breaks off what is still there a while after it was told to close. */
  function close(): Promise<void> {
    isClosing = true;
    return new Promise((resolve) => {
      const callOff = timers.after(GOODBYE, () => {
        for (const websocket of open) websocket.terminate();
      });
      onClosed = () => {
        if (open.size > 0) return;
        callOff();
        resolve();
      };
      onClosed();
    });
  }

  return { accept, close };
}

/** ws sends the close code that fits and closes; without a listener the error would end the process. */
const closesByItself = (): void => {};

const NOTHING = new Uint8Array();

/**
 * Parcels are framed already and go past ws straight to its socket, in one write: without
 * compression ws keeps nothing back that they could overtake.
 */
const lineOver = (websocket: WebSocket, socket: Duplex): Line => ({
  send: (parcel) => {
    if (websocket.readyState === websocket.OPEN) socket.write(parcel.webSocketBytes());
  },
  close: (code, reason) => websocket.close(code, reason),
  drop: () => websocket.terminate(),
  backlog: () => websocket.bufferedAmount,
  pause: () => websocket.pause(),
  resume: () => websocket.resume()
});

/** A Uint8Array of its own class: lib0 hands out views, and a Buffer's would be of the pool. */
function bytesOf(data: RawData): Uint8Array {
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer);
}
