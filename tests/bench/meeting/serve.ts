/** The production server with its pages, `serve.ts <folder> <port>`; asked over IPC what it has used. */
import { serve } from '#server/main.ts';

const [, , dataDir = '', port = ''] = process.argv;

process.on('message', () => process.send?.(process.cpuUsage()));
// Whoever measures is gone: nobody is left to ask.
process.on('disconnect', () => process.exit(0));

await serve({
  host: '127.0.0.1',
  port: Number(port),
  dataDir,
  trustProxy: 0,
  origin: null,
  mail: null,
  logLevel: 'error'
});
process.send?.('ready');
