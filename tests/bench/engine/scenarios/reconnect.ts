/**
 * Five hundred people in one room with a long document lose the network and come back in the same
 * moment: with what they had (`back`), and as if all of them loaded the page anew (`anew`).
 */
import { Client } from '../client.ts';
import type { Figures } from '../figures.ts';
import { typeInto, writeLongDocument, type LongDocument } from '../long-document.ts';
import type { ServerProcess } from '../server-process.ts';
import { pause, until } from '../until.ts';
import type { Scenario } from './scenario.ts';

const PEOPLE = 500;
const AT_ONCE = 25;
const AWAY = 1500;

export const reconnecting: Scenario = {
  skips: [],
  runs: Infinity,
  seeds: { people: PEOPLE, documents: 1 },
  measure: async (server): Promise<Figures> => {
    const document = writeLongDocument();
    const authors = await typeInto(server, 0, document);
    const members = await gather(server, document);
    [...authors, ...members].forEach((member) => member.drop());
    const back = await comeBack(server, document);
    // The floor has no document to give.
    if (server.kind === 'floor') return figuresOf('back', back);
    const anew = await comeBack(server, null);
    return { ...figuresOf('back', back), ...figuresOf('anew', anew) };
  }
};

type Return = { readonly took: number; readonly held: number; readonly cpu: number };

const figuresOf = (how: string, { took, held, cpu }: Return): Figures => ({
  [`${how}: all synced ms`]: took,
  [`${how}: loop held ms`]: held,
  [`${how}: CPU s`]: cpu
});

async function comeBack(server: ServerProcess, known: LongDocument | null): Promise<Return> {
  await pause(AWAY);
  await server.watchDelay();
  const before = await server.usage();
  const from = performance.now();
  const members = Array.from({ length: PEOPLE }, (_, person) => enter(server, person, known));
  await until(() => members.every(({ isSynced }) => isSynced), 'everybody is back', 60_000);
  const took = performance.now() - from;
  await pause(500);
  const after = await server.usage();
  members.forEach((member) => member.drop());
  return { took, held: after.held, cpu: after.cpu - before.cpu };
}

async function gather(server: ServerProcess, known: LongDocument): Promise<Client[]> {
  const members: Client[] = [];
  while (members.length < PEOPLE) {
    const some = Array.from({ length: AT_ONCE }, (_, at) =>
      enter(server, members.length + at, known)
    );
    await until(() => some.every(({ isSynced }) => isSynced), 'some more are in', 30_000);
    members.push(...some);
  }
  return members;
}

const enter = (server: ServerProcess, person: number, known: LongDocument | null): Client =>
  new Client(server, {
    document: 0,
    person,
    clientId: 500 + person,
    flavour: 'product',
    ...(known && { stateVector: known.stateVector, missing: known.nothingMissing })
  });
