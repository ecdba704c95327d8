/**
 * `@y/websocket-server` as its own `server.js` starts it, on a free port. It keeps documents in
 * memory only: the package has no store of its own.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { importPeer, requirePeer } from '../peers.ts';
import { freeNames, nobodySignsIn, type StartServer } from './bench-server.ts';

export const start: StartServer = async (_folder, seeds) => {
  const { setupWSConnection } = await importPeer('@y/websocket-server/utils');
  const WebSocket = requirePeer('ws');
  const sockets = new WebSocket.Server({ noServer: true });
  sockets.on('connection', setupWSConnection);
  const http = createServer();
  http.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (websocket: unknown) =>
      sockets.emit('connection', websocket, request)
    )
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const names = freeNames(seeds);
  return {
    port: (http.address() as AddressInfo).port,
    paths: names.map((name) => `/${name}`),
    names,
    cookies: nobodySignsIn(seeds)
  };
};
