/** One simulation, from its plan to what broke and everything that happened. */
import { createHash } from 'node:crypto';
import { fixture } from './fixture.ts';
import type { Plan } from './plan.ts';
import { settle } from './settle.ts';
import { World } from './world.ts';

export type Outcome = {
  /** Null when every promise was kept. */
  readonly broken: string | null;
  readonly events: readonly string[];
  /** Two runs with the same digest were the same. */
  readonly digest: string;
};

export async function simulate({ tabs, steps }: Plan): Promise<Outcome> {
  const world = new World(await fixture());
  try {
    await world.begin(tabs);
    for (const [index, step] of steps.entries()) {
      if (world.watch.broken !== null) break;
      await world.perform(index, step);
    }
    if (world.watch.broken === null) await settle(world);
  } catch (error) {
    world.watch.fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  await world.end();
  const { events } = world;
  const digest = createHash('sha256').update(events.join('\n')).digest('hex');
  return { broken: world.watch.broken, events, digest };
}
