/** The production server: settings in, one port out. Faults of the set-up are one line and exit 78. */
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compose, type Composition } from './compose.ts';
import { ConfigWrong, readConfig, type Config } from './config.ts';
import { DataFolderTaken, DataFolderUnusable } from './store/data-folder.ts';
import { NewerDatabase } from './store/migrations.ts';

/** sysexits.h EX_CONFIG: the set-up is wrong, trying again will not help. */
const EXIT_CONFIG = 78;
const HANDLER = path.resolve(import.meta.dirname, '../build/handler.js');

/** Serves the pages and everything else; `address` is where people go. */
async function startServer(
  config: Config
): Promise<{ address: string; close: () => Promise<void> }> {
  // adapter-node assumes https unless it is told; our own door overwrites both headers.
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  process.env.HOST_HEADER = 'x-forwarded-host';
  if (!existsSync(HANDLER))
    throw new ConfigWrong('The pages are not built. Run npm run build first.');
  // Socket.IO keeps its own requests from listeners that are there before it; later ones would
  // answer its long polling a second time, which ends the process.
  const http = createServer((request, response) => composition.app(request, response));
  const composition: Composition = await compose(http, config);
  const { handler } = await import(pathToFileURL(HANDLER).href);
  composition.app.use(handler);
  await listen(http, config, composition);
  const { port } = http.address() as { port: number };
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { address: config.origin ?? `http://${host}:${port}`, close: () => composition.close() };
}

function listen(http: ReturnType<typeof createServer>, config: Config, composition: Composition) {
  return new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be opened (${error.code})`;
      composition
        .close()
        .finally(() =>
          reject(
            new ConfigWrong(
              `Port ${config.port} on ${config.host} ${why}. Set PORT or HOST to another.`
            )
          )
        );
    });
    http.listen(config.port, config.host, resolve);
  });
}

/** Serves until the process is told to stop. */
export async function serve(config: Config): Promise<void> {
  const server = await startServer(config);
  let stopping = false;
  const stop = () => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    server.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  console.log(`Correct Record is ready at ${server.address}`);
}

const isSetUpFault = (error: unknown): error is Error =>
  [ConfigWrong, DataFolderTaken, DataFolderUnusable, NewerDatabase].some(
    (kind) => error instanceof kind
  );

/** A fault of the set-up is one line; anything else is a bug and shows where. */
export function reportFault(error: unknown): void {
  if (!isSetUpFault(error)) throw error;
  console.error(error.message);
  process.exit(EXIT_CONFIG);
}

if (import.meta.main) {
  Promise.resolve()
    .then(() => serve(readConfig(process.env)))
    .catch(reportFault);
}
