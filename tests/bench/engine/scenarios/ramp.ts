/**
 * The highest rate of edits that one room of two hundred takes: all of them type, twice as fast at each
 * step until an edit does not arrive or one in a hundred takes 200 ms or longer; then in smaller
 * steps from the last rate that went well. A step that fails is tried again: something else on the
 * machine may have been the cause.
 */
import { Crowd } from '../crowd.ts';
import { percentile, type Figures } from '../figures.ts';
import { pause, until } from '../until.ts';
import type { Effort, Scenario } from './scenario.ts';

const PEOPLE = 200;
const FIRST = 200;
const HIGHEST = 60_000;
const FINE = 1.2;
const STEP = 3000;
const QUICK_STEP = 2000;
const TRIES = 3;
const LIMIT = 200;
/** What a step left behind has to arrive within so many milliseconds to count as delivered. */
const GRACE = 1000;
const RECOVERY = 20_000;
/** Of the rate that was asked for: a driver that types more slowly measures itself. */
const TYPED_SHARE = 0.9;

type Step = {
  readonly rate: number;
  readonly p99: number | null;
  readonly driver: number;
  readonly isDelivered: boolean;
};

export const ramping: Scenario = {
  skips: [],
  runs: 1,
  seeds: { people: PEOPLE, documents: 1 },
  measure: async (server, { quick }: Effort): Promise<Figures> => {
    const place = { document: 0, firstPerson: 0, size: PEOPLE, typing: PEOPLE } as const;
    const crowd = new Crowd(server, { ...place, flavour: 'product' });
    await crowd.gather();
    const length = quick ? QUICK_STEP : STEP;
    await take(crowd, FIRST, length);
    const coarse = await climb(crowd, FIRST, 2, length);
    await arrives(crowd, RECOVERY);
    const from = coarse.best?.rate ?? FIRST / FINE;
    const fine = quick ? coarse : await climb(crowd, from * FINE, FINE, length);
    crowd.leave();
    const best = fine.best ?? coarse.best;
    return {
      'edits/s': best?.rate ?? 0,
      'p99 ms': best?.p99 ?? null,
      'driver CPU %': best?.driver ?? null,
      'failed at edits/s': fine.failed?.rate ?? null,
      'driver CPU % then': fine.failed?.driver ?? null
    };
  }
};

async function climb(crowd: Crowd, from: number, factor: number, length: number) {
  let best: Step | undefined;
  for (let wanted = from; wanted < HIGHEST; wanted *= factor) {
    const step = await takeWithPatience(crowd, wanted, length);
    if (!step.isDelivered) return { best, failed: step };
    best = step;
  }
  return { best, failed: undefined };
}

async function takeWithPatience(crowd: Crowd, wanted: number, length: number): Promise<Step> {
  let step = await take(crowd, wanted, length);
  for (let tries = 1; tries < TRIES && !step.isDelivered; tries += 1) {
    // A server that has not caught up by then is beyond its limit for good.
    if (!(await arrives(crowd, RECOVERY))) return step;
    step = await take(crowd, wanted, length);
  }
  return step;
}

async function take(crowd: Crowd, wanted: number, length: number): Promise<Step> {
  crowd.measure();
  const typedBefore = typed(crowd);
  const before = process.cpuUsage();
  const from = performance.now();
  crowd.typists.forEach((typist) => typist.type(wanted / PEOPLE));
  await pause(length);
  crowd.typists.forEach((typist) => typist.rest());
  const seconds = (performance.now() - from) / 1000;
  const used = process.cpuUsage(before);
  const rate = (typed(crowd) - typedBefore) / seconds;
  const isHere = await arrives(crowd, GRACE);
  const p99 = percentile(crowd.delays, 0.99);
  crowd.isMeasuring = false;
  const isDelivered = isHere && (p99 ?? LIMIT) < LIMIT && rate > wanted * TYPED_SHARE;
  return { rate, p99, driver: ((used.user + used.system) / 1e6 / seconds) * 100, isDelivered };
}

const arrives = (crowd: Crowd, within: number): Promise<boolean> =>
  until(() => crowd.missing() === 0, 'all arrives', within).then(
    () => true,
    () => false
  );

const typed = ({ typists }: Crowd): number =>
  typists.reduce((sum, typist) => sum + typist.typed, 0);
