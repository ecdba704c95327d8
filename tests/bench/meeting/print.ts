/** The figures of one measurement, in the form that `tests/bench/run.ts` reads. */
import { median, percentile } from '../engine/figures.ts';

export const print = (what: string, figures: string): void => console.log(`${what}: ${figures}`);

/** Milliseconds. */
export const spread = (times: readonly number[]): string =>
  `p50 ${ms(median(times))}, p99 ${ms(percentile(times, 0.99))}, ` +
  `most ${ms(percentile(times, 1))} (${times.length})`;

export const ms = (time: number | null): string => `${(time ?? Number.NaN).toFixed(1)} ms`;

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;
