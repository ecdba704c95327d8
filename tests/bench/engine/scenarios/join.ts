/**
 * How long it takes until somebody who comes anew has all the bytes of a long document: from the
 * first packet of the connection, with the document in nobody's memory (cold) and with somebody in
 * it (warm).
 */
import { Client } from '../client.ts';
import { median, type Figures } from '../figures.ts';
import { holdsAll, typeInto, writeLongDocument, type LongDocument } from '../long-document.ts';
import type { ServerProcess } from '../server-process.ts';
import { pause, until } from '../until.ts';
import type { Effort, Scenario } from './scenario.ts';

const COLD_JOINS = 12;
const QUICK_COLD_JOINS = 5;
const WARM_JOINS = 40;
/** Long enough for every server to store the document and let it go. */
const EMPTY_FOR = 600;
const READER = 10;

export const joining: Scenario = {
  skips: ['floor'],
  runs: Infinity,
  seeds: { people: READER + 2, documents: 1 },
  measure: async (server, { quick }: Effort): Promise<Figures> => {
    const document = writeLongDocument();
    const authors = await typeInto(server, 0, document);
    const keepsNothing = server.kind === 'y-websocket';
    if (!keepsNothing) {
      authors.forEach((author) => author.drop());
      await pause(EMPTY_FOR);
    }
    const cold = keepsNothing
      ? null
      : await joinCold(server, document, quick ? QUICK_COLD_JOINS : COLD_JOINS);
    const warm = await joinWarm(server, document);
    return {
      'first after restart ms': cold?.first ?? null,
      'cold ms': cold && median(cold.times),
      'warm ms': median(warm),
      'document KB': document.state.length / 1000
    };
  }
};

async function joinCold(
  server: ServerProcess,
  document: LongDocument,
  joins: number
): Promise<{ first: number; times: number[] }> {
  await server.restart();
  const first = await join(server, document);
  const times: number[] = [];
  for (let count = 0; count < joins; count += 1) {
    await pause(EMPTY_FOR);
    times.push(await join(server, document));
  }
  return { first, times };
}

async function joinWarm(server: ServerProcess, document: LongDocument): Promise<number[]> {
  const holder = new Client(server, place(READER + 1));
  await until(() => holder.isSynced, 'somebody is in');
  const times: number[] = [];
  for (let count = 0; count < WARM_JOINS; count += 1) {
    times.push(await join(server, document));
    await pause(20);
  }
  holder.drop();
  return times;
}

/** Milliseconds. */
async function join(server: ServerProcess, document: LongDocument): Promise<number> {
  const from = performance.now();
  let state: Buffer | undefined;
  let took = 0;
  const onState = (bytes: Buffer) => {
    took = performance.now() - from;
    state = Buffer.from(bytes);
  };
  const client = new Client(server, { ...place(READER), onState });
  await until(() => state !== undefined, 'the document is there');
  client.drop();
  if (!state || !holdsAll(document, state)) throw new Error('the document is not whole');
  return took;
}

const place = (person: number) =>
  ({ document: 0, person, clientId: 500 + person, flavour: 'product' }) as const;
