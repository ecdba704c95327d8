/** Finds a shorter plan that breaks in the same way, so that somebody can read what happened. */
import type { Plan, Step } from './plan.ts';
import { simulate, type Outcome } from './simulate.ts';

const MOST_RUNS = 200;

export async function shrink(plan: Plan, broken: string): Promise<Plan> {
  let steps = plan.steps;
  let runs = 0;
  const breaksAlike = async (fewer: readonly Step[]) => {
    runs += 1;
    const outcome = await simulate({ ...plan, steps: fewer });
    return outcome.broken !== null && kindOf(outcome.broken) === kindOf(broken);
  };
  for (let size = steps.length >> 1; size > 0 && runs < MOST_RUNS; size >>= 1) {
    for (let from = 0; from < steps.length && runs < MOST_RUNS;) {
      const fewer = steps.toSpliced(from, size);
      if (await breaksAlike(fewer)) steps = fewer;
      else from += size;
    }
  }
  return { ...plan, steps };
}

/** What a person needs who is to find out why. */
export function report(seed: number, plan: Plan, outcome: Outcome): string {
  return [
    `seed ${seed}: ${outcome.broken}`,
    `Run it again: SEED=${seed} npx vitest run tests/simulation`,
    `The shortest way found there, ${plan.steps.length} steps:`,
    ...plan.steps.map((step) => JSON.stringify(step)),
    'What happened:',
    ...outcome.events.slice(-LAST_EVENTS)
  ].join('\n');
}

const LAST_EVENTS = 120;

/** The same breach, whoever and whatever number it befell. */
const kindOf = (broken: string): string => broken.replace(/\d+|\[.*/g, '#').slice(0, 80);
