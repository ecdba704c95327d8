/**
 * Everything CI runs, in order: a build, the unit and journey tests, the bugs planted to see those
 * fail, the browser tests. The last line states what passed and what failed, over all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './support/find-chromium.ts';

type Tally = { readonly passed: number; readonly failed: number };

const reports = mkdtempSync(path.join(tmpdir(), 'correct-record-reports-'));

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env }
  });
  return status === 0;
}

function units(): Tally {
  const report = path.join(reports, 'units.json');
  const ok = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`
  ]);
  return tally(ok, () => {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  });
}

/** A deliberate bug passes when the test chosen for it fails. */
function bugs(): Tally {
  const report = path.join(reports, 'bugs.json');
  const ok = run('npx', ['node', 'tests/deliberate-bugs/run.ts', report]);
  return tally(ok, () => JSON.parse(readFileSync(report, 'utf8')));
}

function browsers(): Tally {
  if (!hasBrowser()) {
    console.error(
      'There is no browser, and none could be fetched. Install Chromium and run this again.'
    );
    return { passed: 0, failed: 1 };
  }
  const report = path.join(reports, 'browser.json');
  const ok = run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report
  });
  return tally(ok, () => {
    const { stats } = JSON.parse(readFileSync(report, 'utf8'));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

/** Uses the one that is there; else Playwright's own, where the network gives it; else Debian's. */
const hasBrowser = (): boolean =>
  findChromium() !== undefined ||
  run('npx', ['playwright', 'install', 'chromium']) ||
  (run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium']));

/** The PDF tests read what was printed with poppler's tools. */
const hasPoppler = (): boolean =>
  spawnSync('pdftotext', ['-v']).error === undefined ||
  (run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'poppler-utils']));

/** The power-cut tests watch the server's writes with strace. */
const hasStrace = (): boolean =>
  spawnSync('strace', ['--version']).error === undefined ||
  (run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'strace']));

/** A run that failed without a failing test (it could not start, say) counts as one failure. */
function tally(ok: boolean, read: () => Tally): Tally {
  try {
    const counted = read();
    return ok || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

if (!hasPoppler()) console.error('poppler-utils is missing: install it to test the PDF files.');
if (!hasStrace()) console.error('strace is missing: install it to test power cuts.');
const built = run('npx', ['vite', 'build', '--logLevel', 'warn']);
const tallies = [units(), bugs(), built ? browsers() : { passed: 0, failed: 1 }];
rmSync(reports, { recursive: true, force: true });

const passed = tallies.reduce((sum, each) => sum + each.passed, 0);
const failed = tallies.reduce((sum, each) => sum + each.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
