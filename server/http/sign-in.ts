/**
 * `POST /sign-in` and `POST /sign-out`: the form of the sign-in page and the same for scripts. A
 * caller that prefers JSON gets JSON; a page's form gets a redirect, so it works without scripts.
 */
import { json, Router, urlencoded, type Request, type Response } from 'express';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { readSessionToken, sessionCookieName, sessionCookieOptions } from '#server/auth/cookie.ts';
import type { People } from '#server/services/people.ts';
import { statusOf } from './refusals.ts';

const BODY_LIMIT = '8kb';

/** Lets the page show the address again after a refusal without putting it into a web address. */
const EMAIL_COOKIE = 'sign-in-email';
const EMAIL_COOKIE_SECONDS = 300;

/** `secure` says whether people reach the service over https. */
export function signInRouter(
  people: Pick<People, 'signIn' | 'signOut' | 'identify'>,
  secure: boolean
): Router {
  const router = Router();
  const bodies = [urlencoded({ extended: false, limit: BODY_LIMIT }), json({ limit: BODY_LIMIT })];

  router.post('/sign-in', ...bodies, async (request, response) => {
    const { email, password, next } = fieldsOf(request.body);
    const address = request.ip ?? 'unknown';
    const result = await people.signIn({ email, password, address });
    if (isRefusal(result)) return refuseSignIn(request, response, result, { email, next });
    // Whatever session this browser had is over: the new one has a token of its own.
    await endPresent(request);
    response.cookie(sessionCookieName(secure), result.token, sessionCookieOptions(secure));
    response.clearCookie(EMAIL_COOKIE, emailCookie);
    answer(request, response, { signedIn: true }, sameSitePath(next));
  });

  router.post('/sign-out', ...bodies, async (request, response) => {
    await endPresent(request);
    response.clearCookie(sessionCookieName(secure), sessionCookieOptions(secure));
    answer(request, response, { signedOut: true }, '/sign-in?signed-out');
  });

  const emailCookie = { path: '/sign-in', httpOnly: true, secure, sameSite: 'lax' } as const;

  async function endPresent(request: Request): Promise<void> {
    const token = readSessionToken(request.headers.cookie, secure);
    const present = await people.identify(token);
    if (present) await people.signOut(present.sessionId, present.actor.personId);
  }

  function refuseSignIn(
    request: Request,
    response: Response,
    refusal: Refusal,
    { email, next }: { email: string; next: string }
  ): void {
    if (prefersJson(request)) {
      response.status(statusOf(refusal)).json(refusal);
      return;
    }
    response.cookie(EMAIL_COOKIE, email.slice(0, 254), {
      ...emailCookie,
      maxAge: EMAIL_COOKIE_SECONDS * 1000
    });
    const query = new URLSearchParams({ problem: refusal.refused });
    if (sameSitePath(next) !== '/') query.set('next', sameSitePath(next));
    response.redirect(303, `/sign-in?${query}`);
  }

  return router;
}

const prefersJson = (request: Request): boolean => request.accepts(['html', 'json']) === 'json';

function answer(request: Request, response: Response, said: object, path: string): void {
  if (prefersJson(request)) response.json(said);
  else response.redirect(303, path);
}

function fieldsOf(body: unknown): { email: string; password: string; next: string } {
  const given = new Map(Object.entries(body ?? {}));
  const text = (name: string): string => {
    const value = given.get(name);
    return typeof value === 'string' ? value : '';
  };
  return { email: text('email'), password: text('password'), next: text('next') };
}

/** The path to go on to, if it stays on this site; otherwise Home. */
export function sameSitePath(next: string): string {
  const here = 'http://internal.invalid';
  const url = next.startsWith('/') ? URL.parse(next, here) : null;
  if (url?.origin !== here) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  // "/.//elsewhere" comes out as "//elsewhere", which browsers take for another host.
  return path.startsWith('//') ? '/' : path;
}
