/** A measurement of one server, which has just started over a folder of its own. */
import type { Figures } from '../figures.ts';
import type { ServerKind, ServerProcess } from '../server-process.ts';
import type { Seeds } from '../servers/bench-server.ts';

export type Effort = {
  /** Of typing that are measured. */
  readonly seconds: number;
  /** Fewer documents, joins and steps, for a first look. */
  readonly quick: boolean;
};

export type Scenario = {
  /** Servers that have nothing to say here. */
  readonly skips: readonly ServerKind[];
  /** How often it is measured at most; more runs would say the same. */
  readonly runs: number;
  /** Runs are added up: what was lost once is lost. */
  readonly isSummed?: boolean;
  readonly seeds: Seeds;
  readonly measure: (server: ServerProcess, effort: Effort) => Promise<Figures>;
};
