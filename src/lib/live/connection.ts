/** The one Socket.IO connection of this tab, made when something first needs it. */
import { io, type Socket } from 'socket.io-client';
import type { ToBrowser, ToServer } from '#protocol/live.ts';
import { TUNNEL } from '#protocol/tunnel.ts';
import { documentSocket } from './document-socket.ts';
import { makeTunnel, type TunnelSocket } from './tunnel.ts';
import { watchWaking } from './wake.ts';

let socket: Socket<ToBrowser, ToServer> | undefined;
let tunnel: TunnelSocket | undefined;
let forDocuments: typeof WebSocket | undefined;

export const connection = (): Socket<ToBrowser, ToServer> => opened();

type Handlers = Partial<ToBrowser & { connect: () => void; disconnect: () => void }>;

/** Hears these events until the function it answers is called. */
export function listen(handlers: Handlers): () => void {
  // `Handlers` has settled that each fits its event: the pairs are passed on to the untyped socket.
  const untyped: Socket = opened();
  const pairs = Object.entries(handlers);
  for (const [event, handler] of pairs) untyped.on(event, handler);
  return () => {
    for (const [event, handler] of pairs) untyped.off(event, handler);
  };
}

/** What documents connect with: WebSockets, or this connection where a network blocks those. */
export function socketForDocuments(): typeof WebSocket {
  opened();
  forDocuments ??= documentSocket(
    WebSocket,
    makeTunnel(
      () => (tunnel = opened().io.socket(TUNNEL)),
      () => opened().connected
    )
  );
  return forDocuments;
}

/** Some networks do not refuse a WebSocket, they let it wait for ever: milliseconds for the first try. */
const OPENS_WITHIN = 3000;
/** And for every later one: the slowest line must get through in the end. */
const OPENS_AT_LAST_WITHIN = 20_000;
const ANSWERS_WITHIN = 3000;

function opened(): Socket<ToBrowser, ToServer> {
  if (socket) return socket;
  const made: Socket<ToBrowser, ToServer> = io({
    // Polling stays on: some councils' and police networks let no WebSocket through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: OPENS_WITHIN,
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    // Full jitter, so that a restart is not met by everybody at once.
    randomizationFactor: 1
  });
  // One that waits for ever is no error of the transport: the next try begins with what always gets
  // through, and goes over to a WebSocket once it has one.
  made.on('connect_error', () => {
    made.io.opts.transports = ['polling', 'websocket'];
    made.io.timeout(OPENS_AT_LAST_WITHIN);
  });
  watchWaking({ woke: () => check(made), shown: () => check(made) });
  socket = made;
  return made;
}

/** A dead connection looks open until its next ping is due; one that is waiting to try again, tries. */
function check(made: Socket<ToBrowser, ToServer>): void {
  if (!made.active) return;
  if (!made.connected) return connectAnew(made);
  made.timeout(ANSWERS_WITHIN).emit('here', (unanswered) => {
    if (unanswered) connectAnew(made);
  });
}

/** All that share the connection must leave it, or it would be kept. */
function connectAnew(made: Socket<ToBrowser, ToServer>): void {
  const sharing = tunnel?.active ? [made, tunnel] : [made];
  sharing.forEach((each) => each.disconnect());
  sharing.forEach((each) => each.connect());
}
