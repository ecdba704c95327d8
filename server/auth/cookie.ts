/**
 * The session cookie, the same for Express, for SvelteKit and for the upgrade of a socket. Over
 * https its name begins with `__Host-`, which browsers accept only from this very host over https,
 * so no neighbouring site can plant one; on plain http, which only a loopback address may use,
 * browsers would refuse that name.
 */
export const sessionCookieName = (secure: boolean): string =>
  secure ? '__Host-session' : 'session';

export type CookieOptions = {
  readonly path: '/';
  readonly httpOnly: true;
  readonly secure: boolean;
  /** Lax: a link in an e-mail opens the page signed in, a form on another site does not. */
  readonly sameSite: 'lax';
};

/** As Express and SvelteKit take them. No age: the cookie goes with the browser, the row decides. */
export const sessionCookieOptions = (secure: boolean): CookieOptions => ({
  path: '/',
  httpOnly: true,
  secure,
  sameSite: 'lax'
});

/** The session token in a `Cookie` header, if there is one. */
export const readSessionToken = (header: string | undefined, secure: boolean): string | undefined =>
  readCookie(header, sessionCookieName(secure));

/**
 * A big screen's cookie. It is sent to the screen's own page and feed alone, and goes nowhere else;
 * it is kept for a day, so that a room's computer that is started again still shows the meeting.
 */
export const screenCookieName = (secure: boolean): string =>
  secure ? '__Secure-screen' : 'screen';

export const screenCookieOptions = (secure: boolean): ScreenCookieOptions => ({
  path: '/screen',
  httpOnly: true,
  secure,
  sameSite: 'strict',
  maxAge: 24 * 60 * 60
});

/** As SvelteKit takes them. */
export type ScreenCookieOptions = {
  readonly path: '/screen';
  readonly httpOnly: true;
  readonly secure: boolean;
  readonly sameSite: 'strict';
  readonly maxAge: number;
};

export const readScreenToken = (header: string | undefined, secure: boolean): string | undefined =>
  readCookie(header, screenCookieName(secure));

/** The first cookie of that name, as browsers send the most specific first. */
function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) {
      return decoded(
        pair
          .slice(at + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1')
      );
    }
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
