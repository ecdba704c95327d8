/**
 * Runs every measurement, one after the other so that none disturbs another. The document engine
 * prints a table of its own beside its peers (`engine/run.ts`, which takes `--quick` and more); what
 * the others print, lines of the form "what is measured: figures", becomes one table before it.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const BENCHES = ['keystrokes', 'commit-paths', 'exports', 'pages', 'meeting/run'];

const run = (name: string, given: readonly string[], stdout: 'pipe' | 'inherit') => {
  const file = path.join(import.meta.dirname, `${name}.ts`);
  const result = spawnSync(process.execPath, [file, ...given], {
    stdio: ['ignore', stdout, 'inherit'],
    encoding: 'utf8'
  });
  if (result.status !== 0) {
    process.exitCode = 1;
    console.error(`${name} could not be measured.`);
  }
  return result.stdout ?? '';
};

const rows = BENCHES.flatMap((bench) => run(bench, [], 'pipe').split('\n')).flatMap((line) => {
  const end = line.indexOf(': ');
  return end > 0 ? [[line.slice(0, end), line.slice(end + 2)] as const] : [];
});
const width = Math.max(0, ...rows.map(([what]) => what.length));
for (const [what, figures] of rows) console.log(`${what.padEnd(width)}  ${figures}`);
console.log('');
run('engine/run', process.argv.slice(2), 'inherit');
