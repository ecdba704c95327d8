/** Every scenario by its name, in the order in which they run. */
import { joining } from './scenarios/join.ts';
import { killing } from './scenarios/killing.ts';
import { memory } from './scenarios/memory.ts';
import { ramping } from './scenarios/ramp.ts';
import { reconnecting } from './scenarios/reconnect.ts';
import { storing } from './scenarios/storage.ts';
import { typing } from './scenarios/typing.ts';
import type { Scenario } from './scenarios/scenario.ts';

export const SCENARIOS: ReadonlyMap<string, Scenario> = new Map([
  ['room-10', typing(1, 10, 'product')],
  ['room-50', typing(1, 50, 'product')],
  ['room-200', typing(1, 200, 'product')],
  ['rooms-50x6', typing(50, 6, 'product')],
  ['room-50-stock', typing(1, 50, 'stock')],
  ['room-200-stock', typing(1, 200, 'stock')],
  ['ramp', ramping],
  ['join', joining],
  ['memory', memory],
  ['storage', storing],
  ['reconnect', reconnecting],
  ['kill', killing]
]);

/** Left out of a quick run: they say much the same as others. */
export const NOT_IN_QUICK: readonly string[] = ['room-10', 'room-50-stock'];
