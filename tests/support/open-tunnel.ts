/** Documents through the tunnel: a bare client that sends what it likes, and networks that block. */
import { createServer, type AddressInfo, type Server } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { WebSocket } from 'ws';
import { documentSocket, type Patience } from '#lib/live/document-socket.ts';
import { makeTunnel, type TunnelSocket } from '#lib/live/tunnel.ts';
import { TUNNEL } from '#protocol/tunnel.ts';
import type { Client } from './client.ts';
import { until } from './document-server.ts';

type Said = { readonly line: number; readonly mark: number; readonly bytes: Uint8Array };

export type BareTunnel = {
  /** Untyped: it sends what it likes. */
  readonly socket: Socket;
  /** Frames of a line in the order they came. */
  readonly frames: (line: number) => Uint8Array[];
  readonly lastMark: (line: number) => number | undefined;
  readonly opened: (line: number) => boolean;
  readonly closedWith: (line: number) => number | undefined;
  /** The cost of frames that the server has said it took. */
  readonly taken: (line: number) => number;
  /** Asks for a line and waits until it is open or refused; answers its number. */
  readonly open: (name: string) => Promise<number>;
  readonly send: (line: number, bytes: Uint8Array) => void;
};

/** It says nothing by itself, not even what it has read. */
export function openBareTunnel(
  { address, cookie }: Client,
  transport: 'websocket' | 'polling' = 'polling'
): BareTunnel {
  const socket: Socket = io(`${address}${TUNNEL}`, {
    transports: [transport],
    extraHeaders: cookie === null ? {} : { cookie },
    forceNew: true,
    reconnection: false
  });
  const frames: Said[] = [];
  const opened = new Set<number>();
  const closed = new Map<number, number>();
  const taken = new Map<number, number>();
  socket.on('opened', ({ line }) => opened.add(line));
  socket.on('frame', (said: Said) => frames.push({ ...said, bytes: new Uint8Array(said.bytes) }));
  socket.on('closed', ({ line, code }) => closed.set(line, code));
  socket.on('taken', ({ line, cost }) => taken.set(line, (taken.get(line) ?? 0) + cost));
  let newest = 0;
  const on = (line: number) => frames.filter((each) => each.line === line);
  return {
    socket,
    frames: (line) => on(line).map(({ bytes }) => bytes),
    lastMark: (line) => on(line).at(-1)?.mark,
    opened: (line) => opened.has(line),
    closedWith: (line) => closed.get(line),
    taken: (line) => taken.get(line) ?? 0,
    open: async (name) => {
      newest += 1;
      const line = newest;
      socket.emit('open', { line, name });
      await until(() => on(line).length > 0 || closed.has(line), 'the line is open or refused');
      return line;
    },
    send: (line, bytes) => void socket.emit('frame', { line, bytes })
  };
}

export type Network = {
  /** For a document link: the product's own choice between WebSocket and tunnel. */
  readonly Socket: typeof globalThis.WebSocket;
  /** How many WebSockets have ended, how many opened, and how many lines went by the tunnel. */
  readonly ended: () => number;
  readonly webSockets: () => number;
  readonly tunnelled: () => number;
  readonly live: Socket;
  readonly close: () => void;
};

/**
 * What somebody's browser finds. `reach` is where its WebSockets end up: the server's own address, or
 * somewhere that refuses or never answers; requests always get through.
 */
export function networkOf(
  { address, cookie }: Client,
  {
    reach = () => address,
    patience = { webSocket: 300, tunnel: 5000, remembered: 60_000 }
  }: { reach?: () => string; patience?: Patience } = {}
): Network {
  const headers: Record<string, string> = cookie === null ? {} : { cookie };
  const live: Socket = io(address, {
    transports: ['polling'],
    extraHeaders: headers,
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100
  });
  let ended = 0;
  let webSockets = 0;
  let tunnelled = 0;
  class Blockable extends WebSocket {
    constructor(asked: string) {
      super(asked.replace(address.replace('http', 'ws'), reach().replace('http', 'ws')), {
        headers
      });
      this.once('open', () => (webSockets += 1));
      this.once('close', () => (ended += 1));
    }
  }
  let over: TunnelSocket | undefined;
  const tunnel = makeTunnel(
    () => (over = live.io.socket(TUNNEL)),
    () => live.connected
  );
  const counting = {
    ...tunnel,
    carry: (...asked: Parameters<typeof tunnel.carry>) => {
      tunnelled += 1;
      return tunnel.carry(...asked);
    }
  };
  return {
    // The shape is the browser's; the package's types know only that one.
    Socket: documentSocket(Blockable as unknown as typeof globalThis.WebSocket, counting, patience),
    ended: () => ended,
    webSockets: () => webSockets,
    tunnelled: () => tunnelled,
    live,
    close: () => {
      over?.disconnect();
      live.disconnect();
    }
  };
}

/** Takes connections and never says a word. */
export async function startSilence(): Promise<{ address: string; stop: () => void }> {
  const held = new Set<{ destroy: () => void }>();
  const server: Server = createServer((socket) => {
    held.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () => {
      held.forEach((socket) => socket.destroy());
      server.close();
    }
  };
}
