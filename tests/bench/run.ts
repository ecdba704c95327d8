/**
 * Runs every measurement, one after the other so that none disturbs another, and prints what they
 * say as one table. Each prints lines of the form "what is measured: figures".
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const BENCHES = ['keystrokes', 'exports', 'pages'];

const rows: (readonly [string, string])[] = [];
let failed = false;
for (const bench of BENCHES) {
  const file = path.join(import.meta.dirname, `${bench}.ts`);
  const { stdout, status } = spawnSync(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8'
  });
  if (status !== 0) {
    failed = true;
    console.error(`${bench} could not be measured.`);
  }
  for (const line of stdout.split('\n')) {
    const end = line.indexOf(': ');
    if (end > 0) rows.push([line.slice(0, end), line.slice(end + 2)]);
  }
}

const width = Math.max(0, ...rows.map(([what]) => what.length));
for (const [what, figures] of rows) console.log(`${what.padEnd(width)}  ${figures}`);
process.exit(failed ? 1 : 0);
