/** More than one person needs, fewer than would hurt; over all kinds of lines together. */
const CONNECTIONS_PER_PERSON = 50;

export type HeadCount = {
  /** Takes a place for one more connection; the answer gives it back. Undefined: there is none left. */
  readonly take: (personId: string) => (() => void) | undefined;
};

export function makeHeadCount(): HeadCount {
  const counted = new Map<string, number>();

  function count(personId: string, change: 1 | -1): void {
    const now = (counted.get(personId) ?? 0) + change;
    if (now === 0) counted.delete(personId);
    else counted.set(personId, now);
  }

  return {
    take: (personId) => {
      if ((counted.get(personId) ?? 0) >= CONNECTIONS_PER_PERSON) return undefined;
      count(personId, 1);
      let isTaken = true;
      return () => {
        if (isTaken) count(personId, -1);
        isTaken = false;
      };
    }
  };
}
