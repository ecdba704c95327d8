/**
 * What documents connect with: a WebSocket, and where a network blocks those, the tunnel. It has a
 * WebSocket's shape, so that the stock provider needs to know nothing of it. A server that is down
 * and a server that refuses must not be taken for a network that blocks: the one cannot be reached
 * by the tunnel either, the other completes the handshake to say why.
 */
import type { Carriage, Ears, Tunnel } from './tunnel.ts';

/** Milliseconds. Some networks do not refuse a WebSocket, they let it wait for ever. */
export type Patience = {
  readonly webSocket: number;
  readonly tunnel: number;
  /** How long the tunnel is taken without trying a WebSocket first, once one was blocked. */
  readonly remembered: number;
};

const PATIENCE: Patience = { webSocket: 3000, tunnel: 10_000, remembered: 600_000 };
const LOOK_AGAIN = 250;

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];

export function documentSocket(
  Socket: typeof WebSocket,
  tunnel: Tunnel,
  patience: Patience = PATIENCE
): typeof WebSocket {
  // For the life of the page, and of all its documents.
  let blockedUntil = -Infinity;

  class DocumentSocket {
    readonly OPEN = OPEN;
    binaryType = 'arraybuffer';
    readyState = CONNECTING;
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: ArrayBuffer | Uint8Array }) => void) | null = null;
    onclose: ((event: { code: number; reason: string }) => void) | null = null;
    onerror: ((event: unknown) => void) | null = null;
    readonly #address: string;
    #carriage: Carriage;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(address: string) {
      this.#address = address;
      this.#carriage =
        performance.now() < blockedUntil ? this.#goByTunnel() : this.#goByWebSocket();
    }

    send(frame: Uint8Array<ArrayBuffer>): void {
      this.#carriage.send(frame);
    }

    close(): void {
      if (this.readyState === CLOSED) return;
      clearTimeout(this.#timer);
      this.readyState = CLOSING;
      this.#carriage.close();
    }

    #goByWebSocket(): Carriage {
      let isGivenUp = false;
      const carriage = overWebSocket(new Socket(this.#address), {
        opened: () => this.#opened(),
        heard: (bytes) => this.onmessage?.({ data: bytes }),
        closed: (code, reason) => {
          if (isGivenUp) return;
          if (this.readyState === CONNECTING && tunnel.isUp()) this.#giveUpWebSocket();
          else this.#closed(code, reason);
        }
      });
      const giveUpIfBlocked = () => {
        if (!tunnel.isUp()) {
          this.#timer = setTimeout(giveUpIfBlocked, LOOK_AGAIN);
          return;
        }
        isGivenUp = true;
        carriage.close();
        this.#giveUpWebSocket();
      };
      this.#timer = setTimeout(giveUpIfBlocked, patience.webSocket);
      return carriage;
    }

    #giveUpWebSocket(): void {
      clearTimeout(this.#timer);
      this.#carriage = this.#goByTunnel();
    }

    #goByTunnel(): Carriage {
      const carriage = tunnel.carry(nameIn(this.#address), {
        opened: () => this.#opened(),
        heard: (bytes) => {
          // Heard from a document's room: the server is well, and it was the WebSocket that failed.
          if (tunnel.isPolling()) blockedUntil = performance.now() + patience.remembered;
          this.onmessage?.({ data: bytes });
        },
        closed: (code, reason) => this.#closed(code, reason)
      });
      this.#timer = setTimeout(() => carriage.close(), patience.tunnel);
      return carriage;
    }

    #opened(): void {
      clearTimeout(this.#timer);
      if (this.readyState !== CONNECTING) return;
      this.readyState = OPEN;
      this.onopen?.();
    }

    #closed(code: number, reason: string): void {
      clearTimeout(this.#timer);
      this.readyState = CLOSED;
      this.onclose?.({ code, reason });
    }
  }

  // As much of it as the provider uses.
  return DocumentSocket as unknown as typeof WebSocket;
}

function overWebSocket(socket: WebSocket, ears: Ears): Carriage {
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => ears.opened();
  socket.onmessage = ({ data }) => ears.heard(data);
  socket.onclose = ({ code, reason }) => ears.closed(code, reason);
  // What follows it is a close; in Node an error without a listener ends the process.
  socket.onerror = () => {};
  return {
    send: (frame) => socket.send(frame),
    close: () => socket.close()
  };
}

/** The document's name in `wss://host/yjs/<name>`. */
function nameIn(address: string): string {
  const { pathname } = new URL(address);
  return decodeURIComponent(pathname.slice('/yjs/'.length));
}
