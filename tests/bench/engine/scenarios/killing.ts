/**
 * The process is killed (SIGKILL) while five of ten people type, and started again over the same
 * folder: what others had been shown, or the author had been told is taken, must still be there.
 */
import * as Y from 'yjs';
import { Client } from '../client.ts';
import { Crowd } from '../crowd.ts';
import type { Figures } from '../figures.ts';
import type { ServerProcess } from '../server-process.ts';
import { pause, until } from '../until.ts';
import type { Scenario } from './scenario.ts';

const PEOPLE = 10;
const TYPING = 5;
const KEYS_PER_SECOND = 20;
/** Somewhere in between, so that it is not always the same moment. */
const TYPE_FOR = { least: 2500, most: 5500 };

export const killing: Scenario = {
  skips: ['floor'],
  runs: Infinity,
  isSummed: true,
  seeds: { people: PEOPLE, documents: 1 },
  measure: async (server): Promise<Figures> => {
    const place = { document: 0, firstPerson: 0, size: PEOPLE, typing: TYPING } as const;
    const crowd = new Crowd(server, { ...place, flavour: 'product' });
    await crowd.gather();
    crowd.typists.forEach((typist) => typist.type(KEYS_PER_SECOND));
    await pause(TYPE_FOR.least + Math.random() * (TYPE_FOR.most - TYPE_FOR.least));
    await server.end('SIGKILL');
    // What was on its way out of the dead process has been shown.
    await until(() => crowd.members.every(({ client }) => client.isClosed), 'all lines are cut');
    crowd.typists.forEach((typist) => typist.rest());
    const edits = crowd.typists.reduce((sum, { clock }) => sum + clock, 0);
    await server.restart();
    const kept = await keptClocks(server);
    const lost = (promised: readonly number[]) =>
      crowd.typists.reduce(
        (sum, { client }, index) =>
          sum + Math.max(0, (promised[index] ?? 0) - (kept.get(client.clientId) ?? 0)),
        0
      );
    const acknowledged = crowd.typists.map((typist) => typist.acknowledgedClock());
    const isTold = acknowledged.some((clock) => clock > 0);
    return {
      edits,
      'shown, then lost': lost(crowd.shown()),
      'acknowledged, then lost': isTold ? lost(acknowledged) : null
    };
  }
};

/** What somebody who comes anew is given. */
async function keptClocks(server: ServerProcess): Promise<Map<number, number>> {
  let kept: Map<number, number> | undefined;
  const client = new Client(server, {
    document: 0,
    person: 0,
    clientId: 500,
    flavour: 'product',
    onState: (state) => {
      kept = Y.parseUpdateMeta(state).to;
    }
  });
  await until(() => kept !== undefined, 'the document is there again');
  client.drop();
  return kept ?? new Map();
}
