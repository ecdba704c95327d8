/** What one scenario says of one server, by name; null: this server has nothing to say there. */
export type Figures = Readonly<Record<string, number | null>>;

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}

export const median = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/** Name by name what several runs said, made one: their median, unless told otherwise. */
export function combine(
  runs: readonly Figures[],
  how: (values: readonly number[]) => number | null = median
): Figures {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries(
    [...names].map((name) => {
      const said = runs.map((run) => run[name]).filter((value) => typeof value === 'number');
      return [name, how(said)];
    })
  );
}

export const total = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
