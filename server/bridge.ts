/**
 * How pages reach the server they run in. SvelteKit's bundle is a second module graph beside the
 * plain one, so what must exist once is kept under a global symbol and fetched through here.
 */
import type { Actor } from '#domain/permission.ts';
import type { CookieOptions, ScreenCookieOptions } from './auth/cookie.ts';
import type { Services } from './services.ts';

export type Bridge = {
  readonly services: Services;
  readonly identify: (
    cookie: string | null
  ) => Promise<{ actor: Actor | null; sessionId: string | null }>;
  readonly sessionCookie: { readonly name: string; readonly options: CookieOptions };
  readonly screenCookie: { readonly name: string; readonly options: ScreenCookieOptions };
  /** Logs a fault and answers the reference that the page shows. */
  readonly logFault: (error: unknown) => string;
};

const KEY = Symbol.for('correct-record.bridge');
const held = globalThis as { [KEY]?: Bridge };

export const setBridge = (bridge: Bridge): void => {
  held[KEY] = bridge;
};

/** Only the one that was set: in development a new server starts before the old one has closed. */
export const clearBridge = (bridge: Bridge): void => {
  if (held[KEY] === bridge) delete held[KEY];
};

export function bridge(): Bridge {
  const found = held[KEY];
  if (!found) throw new Error('the server has not been composed yet');
  return found;
}
