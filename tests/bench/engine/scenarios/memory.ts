/** What an open document costs that people only read: one reader each, and the server's garbage collected. */
import { Client } from '../client.ts';
import type { Figures } from '../figures.ts';
import { typeInto, writeLongDocument } from '../long-document.ts';
import type { ServerProcess } from '../server-process.ts';
import { pause, until } from '../until.ts';
import type { Effort, Scenario } from './scenario.ts';

const DOCUMENTS = 100;
const QUICK_DOCUMENTS = 15;
/** Long enough for every server to store what was written, and to let go of what it needs no longer. */
const QUIET = 4000;
const AT_ONCE = 10;

export const memory: Scenario = {
  skips: ['floor'],
  runs: 1,
  seeds: { people: DOCUMENTS + 1, documents: DOCUMENTS + 1 },
  measure: async (server, { quick }: Effort): Promise<Figures> => {
    const count = quick ? QUICK_DOCUMENTS : DOCUMENTS;
    const document = writeLongDocument();
    // Without a store the documents have to stay as they were written, in the process that has them.
    const keepsNothing = server.kind === 'y-websocket';
    const write = async (from: number, to: number) => {
      for (let first = from; first < to; first += AT_ONCE) {
        const some = Array.from({ length: Math.min(AT_ONCE, to - first) }, (_, at) => first + at);
        const rooms = await Promise.all(some.map((each) => typeInto(server, each, document)));
        if (keepsNothing) await read(server, some);
        rooms.flat().forEach((author) => author.drop());
      }
    };
    // The first one pays for what is not the document's: code, caches.
    await write(0, keepsNothing ? 1 : count + 1);
    if (!keepsNothing) {
      await pause(QUIET);
      await server.restart();
      await read(server, [0]);
    }
    await pause(QUIET);
    const before = await server.usage(true);
    const others = Array.from({ length: count }, (_, index) => index + 1);
    if (keepsNothing) await write(1, count + 1);
    else await read(server, others);
    await pause(QUIET);
    const after = await server.usage(true);
    return {
      'heap KB per document': (after.heap - before.heap) / count / 1000,
      'RSS KB per document': (after.rss - before.rss) / count / 1000,
      'document KB': document.state.length / 1000
    };
  }
};

/** One reader for each, who stays. */
async function read(server: ServerProcess, documents: readonly number[]): Promise<void> {
  for (const document of documents) {
    const place = { document, person: document, clientId: 500 + document } as const;
    const reader = new Client(server, { ...place, flavour: 'product' });
    await until(() => reader.isSynced, 'the reader has the document');
  }
}
