/**
 * What the browser of a big screen is told, over `GET /screen/feed` (server-sent events): `show`
 * whenever it differs, and `time` every few seconds, for the clock and as a sign of life.
 */
import type { ScreenView } from '#domain/screen-view.ts';

export type ScreenShow =
  /** No code yet, or the last one is too old: the page asks for another. */
  | { readonly state: 'idle' }
  /** `until`: UTC instant from which the code no longer works. */
  | { readonly state: 'code'; readonly code: string; readonly until: string }
  | { readonly state: 'showing'; readonly view: ScreenView }
  /** Nothing of the meeting is shown any more, and no code before somebody asks for one. */
  | { readonly state: 'over'; readonly why: 'closed' | 'ended' };

/** How often the server says what time it is, in milliseconds. */
export const SCREEN_TIME_EVERY = 4000;
