/**
 * The document engine beside its peers and the floor, in one run on one machine, in turns.
 *
 *   npx node tests/bench/engine/run.ts
 *   npx node tests/bench/engine/run.ts --quick
 *   npx node tests/bench/engine/run.ts --only room-200 --servers ours,hocuspocus --seconds 8 --runs 3
 *
 * Names of scenarios are those of scenarios.ts, servers are ours, y-websocket, hocuspocus and floor.
 * Figures are medians over the runs, as one table and in tests/bench/results/latest.json. A target
 * that is missed is printed and nothing more: it depends on the machine.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { combine, median, total, type Figures } from './figures.ts';
import { fetchPeers } from './peers.ts';
import { printTable, writeJson, type Results } from './report.ts';
import { NOT_IN_QUICK, SCENARIOS } from './scenarios.ts';
import type { Effort } from './scenarios/scenario.ts';
import { SERVER_KINDS, type ServerKind } from './server-process.ts';

const PEERS: readonly ServerKind[] = ['y-websocket', 'hocuspocus'];
const LONGEST = 300_000;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    servers: { type: 'string' },
    seconds: { type: 'string' },
    runs: { type: 'string' },
    quick: { type: 'boolean', default: false }
  }
});
const { quick } = values;
const effort: Effort = { seconds: Number(values.seconds ?? (quick ? 3 : 5)), quick };
const runs = Number(values.runs ?? (quick ? 1 : 3));

async function measure(): Promise<void> {
  const servers = SERVER_KINDS.filter((kind) => values.servers?.split(',').includes(kind) ?? true);
  const unfetched = servers.some((kind) => PEERS.includes(kind)) ? fetchPeers() : undefined;
  if (unfetched) console.log(unfetched);
  const measured = unfetched ? servers.filter((kind) => !PEERS.includes(kind)) : servers;
  const results = new Map<string, Results extends ReadonlyMap<string, infer Each> ? Each : never>();
  for (const name of namesOf()) results.set(name, await measureInTurns(name, measured));
  printTable(results);
  const about = { at: new Date().toISOString(), seconds: effort.seconds, runs, quick };
  console.log(`\nAll figures of all runs are in ${writeJson(results, about)}.`);
}

function namesOf(): string[] {
  const all = [...SCENARIOS.keys()];
  const asked = values.only?.split(',');
  const unknown = asked?.find((name) => !all.includes(name));
  if (unknown) throw new Error(`there is no scenario ${unknown}; there are ${all.join(', ')}`);
  return asked ?? all.filter((name) => !quick || !NOT_IN_QUICK.includes(name));
}

/** A B C D, A B C D: whatever else happens on the machine happens to all of them. */
async function measureInTurns(name: string, servers: readonly ServerKind[]) {
  const scenario = SCENARIOS.get(name);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  const said = new Map<ServerKind, Figures[]>();
  console.error(`${name} ...`);
  for (let run = 0; run < Math.min(runs, scenario.runs); run += 1) {
    for (const kind of servers.filter((each) => !scenario.skips.includes(each))) {
      const figures = await measureOne(name, kind).catch((error: Error) => {
        console.error(`${name} on ${kind} could not be measured: ${error.message}`);
        if (kind === 'ours') process.exitCode = 1;
      });
      if (figures) said.set(kind, [...(said.get(kind) ?? []), figures]);
    }
  }
  const how = scenario.isSummed ? total : median;
  return new Map(
    [...said].map(([kind, each]) => [kind, { runs: each, together: combine(each, how) }] as const)
  );
}

/** In processes of their own: nothing is left over from what was measured before. */
function measureOne(scenario: string, kind: ServerKind): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const cell = fork(
      path.join(import.meta.dirname, 'cell.ts'),
      [scenario, kind, JSON.stringify(effort)],
      { timeout: LONGEST, killSignal: 'SIGKILL' }
    );
    let figures: Figures | undefined;
    cell.once('message', (said) => {
      figures = said as Figures;
    });
    cell.once('exit', (code, signal) =>
      figures ? resolve(figures) : reject(new Error(`it ended with ${code ?? signal}`))
    );
  });
}

await measure();
