/** Runs tests of a copy in a process of their own and reads in Vitest's report what became of each. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Tried = {
  readonly file: string;
  readonly test: string;
  readonly state: 'passed' | 'failed';
  /** Why it failed, in the words of the failure; empty where it passed. */
  readonly why: string;
};

type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
};

/** A bug may let a test wait for ever; that is not a failing test. */
const PATIENCE = 30 * 60_000;

/**
 * `files`: files or folders; `names`: of the tests in them that are to run, all where there is none.
 * Throws TestsBroke when a file could not be run at all.
 */
export async function tryTests(
  root: string,
  files: readonly string[],
  names: readonly string[] = []
): Promise<Tried[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'deliberate-bugs-report-'));
  const output = path.join(folder, 'report.json');
  const only = names.length === 0 ? [] : ['-t', names.map(asPattern).join('|')];
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporting = ['--reporter=json', `--outputFile=${output}`];
  const running = spawn(process.execPath, [vitest, 'run', ...files, ...only, ...reporting], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: PATIENCE
  });
  let said = '';
  running.stderr.on('data', (data: Buffer) => (said += data.toString()));
  await once(running, 'close');
  try {
    return triedIn(readReport(output, said), root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function triedIn({ testResults }: Report, root: string): Tried[] {
  return testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(root, name);
    if (assertionResults.length === 0) throw new TestsBroke(`${file}: ${firstLine(message)}`);
    return assertionResults.flatMap(({ title, status, failureMessages = [] }) =>
      status === 'passed' || status === 'failed'
        ? [{ file, test: title, state: status, why: firstLine(failureMessages[0] ?? '') } as const]
        : []
    );
  });
}

function readReport(file: string, said: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    throw new TestsBroke(`there is no report: ${said.trim().slice(-500)}`);
  }
}

/** The size of this run is not theirs, and nothing of a Vitest around this one may reach them. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(TEST_SIZE|SEEDS?|NODE_ENV|VITE)/.test(name))
  );

const asPattern = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

export class TestsBroke extends Error {
  override name = 'TestsBroke';
}
