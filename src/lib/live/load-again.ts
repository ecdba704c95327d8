import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/**
 * Fetches again what the page was loaded with under this key. A navigation under way is let finish
 * first: fetching would cancel it without a word, so that a click made while others work is lost.
 */
export async function loadAgain(key: `${string}:${string}`): Promise<void> {
  await navigating.complete?.catch(() => {});
  await invalidate(key);
}

/** The same for everything, when all that the page was loaded with may have changed. */
export async function loadAllAgain(): Promise<void> {
  await navigating.complete?.catch(() => {});
  await invalidateAll();
}
