/** `@hocuspocus/server` with its SQLite extension on a file, everything else as it comes. */
import path from 'node:path';
import { importPeer } from '../peers.ts';
import { freeNames, nobodySignsIn, type StartServer } from './bench-server.ts';

export const HOCUSPOCUS_FILE = 'hocuspocus.sqlite';

export const start: StartServer = async (folder, seeds) => {
  const { Server } = await importPeer('@hocuspocus/server');
  const { SQLite } = await importPeer('@hocuspocus/extension-sqlite');
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    extensions: [new SQLite({ database: path.join(folder, HOCUSPOCUS_FILE) })]
  });
  await server.listen();
  const names = freeNames(seeds);
  return {
    port: server.address.port,
    paths: names.map(() => '/'),
    names,
    cookies: nobodySignsIn(seeds)
  };
};
