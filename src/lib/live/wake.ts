/**
 * Notices that the machine may have slept or changed networks: a connection from before may look
 * open for minutes and be dead. Lids close without a word, so the clock on the wall is watched too;
 * `performance.now` stands still while some machines sleep.
 */
export type Waking = {
  /** Nothing from before can be relied on. */
  readonly woke: () => void;
  /** Somebody is looking again after a short while. */
  readonly shown: () => void;
};

/** Phones put a page to sleep and its socket dies without a word. */
const SLEPT = 15_000;
const LOOK_EVERY = 5000;

/** In a browser, for the life of the tab. The answer stops it. */
export function watchWaking(
  { woke, shown }: Waking,
  {
    page = document,
    surroundings = window,
    now = Date.now
  }: {
    page?: EventTarget & Pick<Document, 'visibilityState'>;
    surroundings?: EventTarget;
    /** Milliseconds since 1970. */
    now?: () => number;
  } = {}
): () => void {
  let hiddenAt: number | null = page.visibilityState === 'hidden' ? now() : null;
  let lookedAt = now();

  function turned(): void {
    if (page.visibilityState === 'hidden') {
      hiddenAt ??= now();
      return;
    }
    const away = hiddenAt === null ? 0 : now() - hiddenAt;
    hiddenAt = null;
    lookedAt = now();
    if (away > SLEPT) woke();
    else shown();
  }

  /** Timers of a hidden page are slow by rule, which says nothing of sleep. */
  function look(): void {
    const since = now() - lookedAt;
    lookedAt = now();
    if (hiddenAt === null && since > LOOK_EVERY + SLEPT) woke();
  }

  const clock = setInterval(look, LOOK_EVERY);
  page.addEventListener('visibilitychange', turned);
  surroundings.addEventListener('online', woke);
  return () => {
    clearInterval(clock);
    page.removeEventListener('visibilitychange', turned);
    surroundings.removeEventListener('online', woke);
  };
}
