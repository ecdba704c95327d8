/**
 * What becomes of upgrades. Socket.IO takes its own path, documents have `/yjs/`, Vite's own
 * socket in development is left alone, everything else is refused.
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

export type UpgradeTo = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export function routeUpgrades(
  http: Server,
  toDocument: (name: string, ...given: Parameters<UpgradeTo>) => void
): void {
  http.on('upgrade', (request, socket, head) => {
    // A socket that breaks during the handshake must not take the process with it.
    socket.on('error', () => socket.destroy());
    const url = URL.parse(request.url ?? '/', 'http://internal');
    if (!url) {
      refuse(socket);
    } else if (url.pathname.startsWith('/socket.io/')) {
      // Socket.IO listens for its own path itself; it must only not be refused here.
    } else if (url.pathname.startsWith('/yjs/')) {
      toDocument(decode(url.pathname.slice('/yjs/'.length)), request, socket, head);
    } else if (request.headers['sec-websocket-protocol'] !== 'vite-hmr') {
      refuse(socket);
    }
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function refuse(socket: Duplex): void {
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
