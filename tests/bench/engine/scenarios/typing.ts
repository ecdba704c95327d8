/** Rooms in which a fifth of the people type five keys a second, with cursors. */
import { Crowd } from '../crowd.ts';
import type { Flavour } from '../client.ts';
import { percentile, type Figures } from '../figures.ts';
import type { Usage } from '../serve.ts';
import type { ServerProcess } from '../server-process.ts';
import { pause, until } from '../until.ts';
import type { Scenario } from './scenario.ts';

const KEYS_PER_SECOND = 5;
const SETTLING = 300;
/** Faster at first, so that what is measured is code that has been optimised, in small rooms too. */
const WARM_UP = { milliseconds: 3000, editsPerSecond: 200, most: 60 };

export const typing = (rooms: number, size: number, flavour: Flavour): Scenario => ({
  // A relay sends on every echo to everybody: with stock clients it measures only itself.
  skips: flavour === 'stock' ? ['floor'] : [],
  runs: flavour === 'stock' ? 2 : Infinity,
  seeds: { people: rooms * size, documents: rooms },
  measure: async (server, { seconds }) => {
    const crowds = await gather(server, rooms, size, flavour);
    const everybody = crowds.flatMap(({ typists }) => typists);
    const fast = Math.min(WARM_UP.most, WARM_UP.editsPerSecond / everybody.length);
    everybody.forEach((typist) => typist.type(Math.max(fast, KEYS_PER_SECOND)));
    await pause(WARM_UP.milliseconds);
    everybody.forEach((typist) => typist.type(KEYS_PER_SECOND));
    await pause(SETTLING);
    const before = await begin(server, crowds);
    const driver = process.cpuUsage();
    await pause(seconds * 1000);
    everybody.forEach((typist) => typist.rest());
    const edits = typedBy(crowds) - before.typed;
    const used = process.cpuUsage(driver);
    await until(() => missing(crowds) === 0, 'everybody has everything', 10_000).catch(() => {});
    const after = await server.usage();
    const undelivered = missing(crowds);
    crowds.forEach((crowd) => crowd.leave());
    return {
      ...delaysOf(crowds),
      'CPU s per 1,000 edits': ((after.cpu - before.usage.cpu) / edits) * 1000,
      'RSS MB': after.rss / 1e6,
      edits,
      undelivered,
      'driver CPU %': ((used.user + used.system) / 1e6 / seconds) * 100
    };
  }
});

/** The usual share of people who type: a fifth, and somebody always. */
export const typistsOf = (size: number): number => Math.max(1, Math.round(size / 5));

export const missing = (crowds: readonly Crowd[]): number =>
  crowds.reduce((sum, crowd) => sum + crowd.missing(), 0);

const typedBy = (crowds: readonly Crowd[]): number =>
  crowds.flatMap(({ typists }) => typists).reduce((sum, { typed }) => sum + typed, 0);

export function delaysOf(crowds: readonly Crowd[]): Figures {
  const delays = crowds.flatMap((crowd) => crowd.delays);
  return { 'p50 ms': percentile(delays, 0.5), 'p99 ms': percentile(delays, 0.99) };
}

async function begin(
  server: ServerProcess,
  crowds: readonly Crowd[]
): Promise<{ usage: Usage; typed: number }> {
  // What was left over from starting up is collected at a time of its own, or not at all: in a small
  // room that is a third of all the processor time of a run.
  const usage = await server.usage(true);
  crowds.forEach((crowd) => crowd.measure());
  return { usage, typed: typedBy(crowds) };
}

/** In small groups: coming in is another scenario. */
async function gather(
  server: ServerProcess,
  rooms: number,
  size: number,
  flavour: Flavour
): Promise<Crowd[]> {
  const crowds: Crowd[] = [];
  for (let room = 0; room < rooms; room += 1) {
    // Of six people now one types, now two.
    const typists = size === 6 ? 1 + (room % 2) : typistsOf(size);
    const place = { document: room, firstPerson: room * size, size, typing: typists, flavour };
    const crowd = new Crowd(server, place);
    crowds.push(crowd);
    await crowd.gather();
  }
  return crowds;
}
