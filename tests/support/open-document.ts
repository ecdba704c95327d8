/** Shared documents as signed-in people open them: the stock provider, and a bare socket. */
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC } from '#protocol/document-frame.ts';
import type { Client } from './client.ts';
import { until, type StockClient } from './document-server.ts';

export type OpenDocument = StockClient & {
  /** How many of its own edits the client knows to be on the server's disk. */
  readonly acknowledged: () => number;
  /** Edits sent since it last connected, the answer to the server's first question included. */
  readonly sent: () => number;
  /** Why the server said it would not take an edit, in order. */
  readonly refusals: readonly string[];
  readonly mayWrite: () => boolean | undefined;
  /** The code that the server closed with for good. */
  readonly closedWith: () => number | undefined;
  /** Ends it with everything that keeps a process awake. */
  readonly leave: () => void;
};

/** The provider as it comes, with the cookie that a browser would send. */
export function openDocument(client: Client, name: string, doc = new Y.Doc()): OpenDocument {
  let acknowledged = 0;
  let sent = 0;
  let mayWrite: boolean | undefined;
  let closedWith: number | undefined;
  const refusals: string[] = [];
  class Socket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: headersOf(client) });
      acknowledged = 0;
      sent = 0;
    }
    override send(frame: Uint8Array): void {
      if (frame[0] === MESSAGE.sync && frame[1] !== SYNC.step1) sent += 1;
      super.send(frame);
    }
  }
  const provider = new WebsocketProvider(addressOf(client), name, doc, {
    // The shape is the browser's; the package's types know only that one.
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200
  });
  // It passes these over either way, but writes a line to the console for each.
  for (const type of [MESSAGE.storage, MESSAGE.digest, MESSAGE.differs]) {
    provider.messageHandlers[type] = () => {};
  }
  provider.messageHandlers[MESSAGE.acknowledged] = (_encoder, decoder) => {
    acknowledged = decoding.readVarUint(decoder);
  };
  provider.messageHandlers[MESSAGE.refused] = (_encoder, decoder) => {
    refusals.push(decoding.readVarString(decoder));
  };
  provider.messageHandlers[MESSAGE.rights] = (_encoder, decoder) => {
    mayWrite = decoding.readVarUint(decoder) === 1;
  };
  provider.on('closed', ({ code }) => {
    closedWith = code;
  });
  return {
    doc,
    provider,
    text: doc.getXmlFragment('text'),
    acknowledged: () => acknowledged,
    sent: () => sent,
    refusals,
    mayWrite: () => mayWrite,
    closedWith: () => closedWith,
    leave: () => {
      provider.destroy();
      doc.destroy();
    }
  };
}

/** Everything typed so far is on the server's disk, and the server has said so. */
export const saved = (open: OpenDocument): Promise<void> =>
  until(
    () => open.provider.synced && open.acknowledged() === open.sent(),
    'everything typed is saved'
  );

export type BareSocket = {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[];
  /** Resolves when the server, or this side, has closed; a refused upgrade says its status. */
  readonly ended: Promise<{ readonly code: number; readonly reason: string }>;
};

/** A socket that sends only what it is told to. */
export function openBare(
  client: Client,
  name: string,
  headers: Readonly<Record<string, string>> = {}
): BareSocket {
  const socket = new WebSocket(`${addressOf(client)}/${name}`, {
    headers: { ...headersOf(client), ...headers }
  });
  const frames: Uint8Array[] = [];
  socket.on('message', (data: Buffer) => frames.push(new Uint8Array(data)));
  const ended = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('error', ({ message }) => resolve({ code: 0, reason: message }));
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  return { socket, frames, ended };
}

const headersOf = ({ cookie }: Client): Record<string, string> =>
  cookie === null ? {} : { cookie };

const addressOf = ({ address }: Client): string => `${address.replace('http', 'ws')}/yjs`;
