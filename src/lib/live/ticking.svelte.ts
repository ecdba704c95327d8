/**
 * The server's clock on a page: a device may be minutes wrong. Before scripts run it stands where the
 * page was made.
 */
import { onMount } from 'svelte';
import type { LiveMeeting } from './meeting.svelte.ts';
import { serverTime } from './server-time.ts';

/** Times are shown in whole minutes; a few seconds are not seen. */
const EVERY = 5000;

/** Reads the server's time, a UTC instant, again and again; to be called while a component is made. */
export function tickingClock(meeting: LiveMeeting): () => string {
  let now = $state(serverTime(meeting.clockAhead));
  onMount(() => {
    const tick = () => (now = serverTime(meeting.clockAhead));
    tick();
    const ticking = setInterval(tick, EVERY);
    // A tablet that slept shows the time it is.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(ticking);
      document.removeEventListener('visibilitychange', tick);
    };
  });
  return () => now;
}
