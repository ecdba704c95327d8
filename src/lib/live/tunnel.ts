/**
 * Documents over the tab's Socket.IO connection, for networks that let no WebSocket through: the
 * browser's end of `src/protocol/tunnel.ts`. A line lives as long as the connection it was opened
 * on; coming back is its owner's business, as with a WebSocket.
 */
import type { Socket } from 'socket.io-client';
import { CLOSE_CODE } from '#protocol/close-code.ts';
import type { TunnelToBrowser, TunnelToServer } from '#protocol/tunnel.ts';
import { makeTunnelLine, type TunnelLine } from './tunnel-line.ts';

export type TunnelSocket = Socket<TunnelToBrowser, TunnelToServer>;

/** What becomes of a document's connection, as a WebSocket would tell. */
export type Ears = {
  readonly opened: () => void;
  readonly heard: (bytes: ArrayBuffer | Uint8Array) => void;
  readonly closed: (code: number, reason: string) => void;
};

/** One document's connection, whatever carries it. */
export type Carriage = {
  readonly send: (frame: Uint8Array<ArrayBuffer>) => void;
  readonly close: () => void;
};

export type Tunnel = {
  /** Whether the server can be reached by it now. */
  readonly isUp: () => boolean;
  /** Whether it goes by HTTP requests. */
  readonly isPolling: () => boolean;
  readonly carry: (name: string, ears: Ears) => Carriage;
};

/** RFC 6455's code for a connection that broke off without a word. */
export const BROKEN_OFF = 1006;

/** `connect` is called once, when the tunnel is first needed; `isUp` whenever it might be. */
export function makeTunnel(connect: () => TunnelSocket, isUp: () => boolean): Tunnel {
  const lines = new Map<number, TunnelLine>();
  let socket: TunnelSocket | undefined;
  let newest = 0;

  function carry(name: string, ears: Ears): Carriage {
    const over = (socket ??= listenTo(connect()));
    newest += 1;
    const number = newest;
    const line = makeTunnelLine({ line: number, name }, ears, {
      emit: (event, ...said) => void over.emit(event, ...said),
      onOver: () => lines.delete(number)
    });
    lines.set(number, line);
    if (over.connected) {
      line.open();
    } else {
      // What is emitted before there is a connection would be kept, and sent on the next one.
      over.once('connect', () => lines.get(number)?.open());
      // The server had ended it, or it was refused: it does not come back by itself.
      if (!over.active) over.connect();
    }
    return { send: line.send, close: line.close };
  }

  function listenTo(made: TunnelSocket): TunnelSocket {
    made.on('opened', ({ line }) => lines.get(line)?.opened());
    made.on('frame', ({ line, mark, bytes }) => lines.get(line)?.heard(mark, bytes));
    made.on('taken', ({ line, cost }) => lines.get(line)?.taken(cost));
    made.on('closed', ({ line, code, reason }) => lines.get(line)?.end(code, reason));
    made.on('disconnect', () => endAll(BROKEN_OFF, ''));
    made.on('connect_error', ({ message }) => {
      if (message === 'not-signed-in') endAll(CLOSE_CODE.signedOut, 'signed-out');
    });
    return made;
  }

  function endAll(code: number, reason: string): void {
    for (const line of [...lines.values()]) line.end(code, reason);
  }

  return { isUp, isPolling: () => socket?.io.engine?.transport.name === 'polling', carry };
}
