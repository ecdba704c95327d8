/** A network that passes HTTP requests on and lets no WebSocket through, as some offices' do. */
import { createServer, request as ask } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type BlockingProxy = {
  readonly address: string;
  /** Attempts at a WebSocket, none of which got through, by the path they were for. */
  readonly blocked: () => readonly string[];
  /** Requests of Socket.IO's long polling that were passed on. */
  readonly polls: () => number;
  readonly stop: () => Promise<void>;
};

/** `refuse` answers an upgrade with an error; `hang` lets it wait for ever. */
export async function startBlockingProxy(
  toPort: number,
  how: 'refuse' | 'hang'
): Promise<BlockingProxy> {
  const sockets = new Set<Socket>();
  const blocked: string[] = [];
  let polls = 0;
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.includes('transport=polling')) polls += 1;
    const { method, url: path, headers } = incoming;
    const onward = ask({ host: '127.0.0.1', port: toPort, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('upgrade', (request, socket) => {
    blocked.push(request.url ?? '');
    socket.on('error', () => {});
    if (how === 'refuse') {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    blocked: () => blocked,
    polls: () => polls,
    stop: () => {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((resolve) => server.close(() => resolve()));
    }
  };
}
