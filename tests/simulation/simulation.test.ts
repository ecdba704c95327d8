/**
 * The document engine under everything that can befall it, by seeds: lines that break, tabs that go
 * for good, rights that end, people who forge, a disk that fails, a server that crashes at every
 * point of a commit. Nothing acknowledged may be lost, nothing uncommitted shown, nobody told what
 * they may not see, and after a quiet while all have the same text.
 *
 * `SEED=123 npx vitest run tests/simulation` runs one and tells its story; `SEEDS=1000` runs so many.
 */
import { expect, test } from 'vitest';
import { LONG } from '../support/test-size.ts';
import { PINNED } from './pinned-seeds.ts';
import { planFor } from './plan.ts';
import { report, shrink } from './shrink.ts';
import { simulate } from './simulate.ts';

const { SEED, SEEDS } = process.env;
const COUNT = SEEDS ? Number(SEEDS) : LONG ? 20_000 : 400;
const AT_A_TIME = Math.max(40, COUNT / 100);
const HOUR = 3_600_000;

const seeds = SEED ? [Number(SEED)] : [...PINNED, ...Array.from({ length: COUNT }, (_, at) => at)];
const blocks = Array.from({ length: Math.ceil(seeds.length / AT_A_TIME) }, (_, block) =>
  seeds.slice(block * AT_A_TIME, (block + 1) * AT_A_TIME)
);

test.each(blocks.map((block) => [block[0], block.at(-1), block] as const))(
  'every promise holds whatever happens, seeds %i to %i',
  { timeout: HOUR },
  async (_first, _last, block) => {
    for (const seed of block) {
      const plan = planFor(seed);
      const { broken } = await simulate(plan);
      if (broken === null) continue;
      const shortest = await shrink(plan, broken);
      expect.fail(report(seed, shortest, await simulate(shortest)));
    }
  }
);

test('the same seed is the same simulation, to the last event', { timeout: HOUR }, async () => {
  for (const seed of [1, 2, 3]) {
    const { digest, events } = await simulate(planFor(seed));
    expect(events.length).toBeGreaterThan(100);
    expect((await simulate(planFor(seed))).digest).toBe(digest);
  }
});
