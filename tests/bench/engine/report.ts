/** The figures of a whole run as one table on the console and as JSON in an ignored folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, platform, release } from 'node:os';
import path from 'node:path';
import type { Figures } from './figures.ts';
import type { ServerKind } from './server-process.ts';
import { judge, type ByServer, type Verdict } from './targets.ts';

const RESULTS = path.resolve(import.meta.dirname, '../results/latest.json');
const OTHERS: readonly ServerKind[] = ['floor', 'y-websocket', 'hocuspocus'];

export type Results = ReadonlyMap<
  string,
  ReadonlyMap<ServerKind, { readonly runs: readonly Figures[]; readonly together: Figures }>
>;

export function printTable(results: Results): void {
  const head = ['scenario', 'figure', 'ours', ...OTHERS, ...OTHERS.map((other) => `/ ${other}`)];
  const rows: string[][] = [[...head, 'target']];
  for (const [scenario, said] of results) {
    const byServer = togetherOf(said);
    figuresOf(byServer).forEach((figure, index) => {
      const ours = byServer.ours?.[figure];
      const others = OTHERS.map((other) => byServer[other]?.[figure]);
      rows.push([
        index === 0 ? scenario : '',
        figure,
        shown(ours),
        ...others.map(shown),
        ...others.map((other) => (ours && other ? (ours / other).toFixed(2) : '')),
        judge(scenario, figure, byServer).map(sentence).join('; ')
      ]);
    });
  }
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => width(row[column]))));
  for (const row of rows) {
    console.log(row.map((cell, column) => pad(cell, widths?.[column] ?? 0, column)).join('  '));
  }
}

/** Where it was written. */
export function writeJson(results: Results, about: Readonly<Record<string, unknown>>): string {
  const scenarios = [...results].map(([scenario, said]) => {
    const byServer = togetherOf(said);
    const verdicts = figuresOf(byServer).flatMap((figure) =>
      judge(scenario, figure, byServer).map((verdict) => ({ figure, ...verdict }))
    );
    const runs = Object.fromEntries([...said].map(([kind, each]) => [kind, each.runs]));
    return [scenario, { figures: byServer, targets: verdicts, runs }] as const;
  });
  const [processor] = cpus();
  const machine = {
    processor: `${cpus().length} x ${processor?.model ?? 'unknown'}`,
    system: `${platform()} ${release()}`,
    node: process.version
  };
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  const content = { ...about, machine, scenarios: Object.fromEntries(scenarios) };
  writeFileSync(RESULTS, `${JSON.stringify(content, null, 2)}\n`);
  return path.relative(process.cwd(), RESULTS);
}

const togetherOf = (
  said: Results extends ReadonlyMap<string, infer Each> ? Each : never
): ByServer => Object.fromEntries([...said].map(([kind, { together }]) => [kind, together]));

const figuresOf = (byServer: ByServer): string[] => [
  ...new Set(Object.values(byServer).flatMap((figures) => Object.keys(figures)))
];

const sentence = ({ target, ratio, isMet }: Verdict): string => {
  const bound = `${target.isLeast ? '>=' : '<='} ${target.limit}`;
  const whose =
    target.against === null
      ? ''
      : ` x ${target.against === 'better' ? 'the better peer' : target.against}`;
  return `${bound}${whose}: ${isMet ? 'met' : 'not met'} (${shown(ratio)})`;
};

const shown = (value: number | null | undefined): string =>
  typeof value !== 'number'
    ? '-'
    : Math.abs(value) >= 1000
      ? Math.round(value).toLocaleString('en-GB')
      : String(Number(value.toPrecision(3)));

const width = (cell: string | undefined): number => cell?.length ?? 0;

/** Words stand left, numbers right. */
const pad = (cell: string, to: number, column: number): string =>
  column < 2 || column > 1 + 2 * OTHERS.length + 1 ? cell.padEnd(to) : cell.padStart(to);
