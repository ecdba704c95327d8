/** Milliseconds. The server that restarts is met by everybody who was connected to it. */
const SHORTEST = 500;
const LONGEST = 15_000;

/**
 * How long to wait before the next attempt, in milliseconds: by chance alone, between the shortest
 * pause and one that doubles with each attempt that failed (0: none yet). `chance` is in [0, 1).
 */
export function backOff(attempts: number, chance: number): number {
  const most = Math.min(LONGEST, SHORTEST * 2 ** (attempts + 1));
  return SHORTEST + chance * (most - SHORTEST);
}
