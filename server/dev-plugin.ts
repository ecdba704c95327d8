/** The same server inside Vite's, so that development is one process on one port. */
import type { Server } from 'node:http';
import type { Plugin } from 'vite';
import { compose, type Composition } from './compose.ts';
import { readConfig } from './config.ts';

/** Vite starts its next server before it closes the last, which still holds the data folder. */
const KEY = Symbol.for('correct-record.in-dev');
const held = globalThis as { [KEY]?: Composition };

export const serverInDev = (): Plugin => ({
  name: 'correct-record-server',
  apply: (_config, { command, isPreview }) =>
    command === 'serve' && !isPreview && !process.env.VITEST,
  async configureServer(vite) {
    if (!vite.httpServer) return;
    await held[KEY]?.close();
    const composition = await compose(vite.httpServer as Server, {
      ...readConfig(process.env),
      dataDir: process.env.DATA_DIR ?? './demo-data'
    });
    held[KEY] = composition;
    vite.httpServer.once('close', () => void composition.close());
    vite.middlewares.use((request, response, next) =>
      composition.app(request as never, response as never, next)
    );
  }
});
