/**
 * One scenario on one server: `cell.ts <scenario> <server> <effort as JSON>`. The load comes from
 * this process and the server is another, so that each can have a core of its own.
 */
import { SCENARIOS } from './scenarios.ts';
import type { Effort } from './scenarios/scenario.ts';
import { ServerProcess, type ServerKind } from './server-process.ts';

const [, , name = '', kind = '', effort = '{}'] = process.argv;
const scenario = SCENARIOS.get(name);
if (!scenario) throw new Error(`there is no scenario ${name}`);
const server = await ServerProcess.start(kind as ServerKind, scenario.seeds);
try {
  process.send?.(await scenario.measure(server, JSON.parse(effort) as Effort));
} finally {
  await server.remove();
}
process.disconnect?.();
process.exit(0);
