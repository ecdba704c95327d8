/** The present instant, UTC, ISO 8601. Handed in by `compose.ts`, so that tests can hold it still. */
export type Clock = () => string;

export const systemClock: Clock = () => new Date().toISOString();
