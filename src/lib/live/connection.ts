/** The one Socket.IO connection of this tab, made when something first needs it. */
import { io, type Socket } from 'socket.io-client';
import type { ToBrowser, ToServer } from '#protocol/live.ts';

let socket: Socket | undefined;

export const connection = (): Socket<ToBrowser, ToServer> => opened();

type Handlers = Partial<ToBrowser & { connect: () => void; disconnect: () => void }>;

/** Hears these events until the function it answers is called. */
export function listen(handlers: Handlers): () => void {
  // `Handlers` has settled that each fits its event: the pairs are passed on to the untyped socket.
  const pairs = Object.entries(handlers);
  for (const [event, handler] of pairs) opened().on(event, handler);
  return () => {
    for (const [event, handler] of pairs) opened().off(event, handler);
  };
}

function opened(): Socket {
  socket ??= io({
    // Polling stays on: some councils' and police networks let no WebSocket through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    // Full jitter, so that a restart is not met by everybody at once.
    randomizationFactor: 1
  });
  return socket;
}
