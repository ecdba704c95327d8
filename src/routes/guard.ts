/** Who asks, and whether what they ask for is theirs to see: the first lines of every page's load. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#domain/permission.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';

/** The person who is signed in; anybody else signs in first and then comes back here. */
export function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Actor {
  if (locals.actor) return locals.actor;
  // A form's own action is no page to come back to.
  const asked = [...url.searchParams].filter(([name]) => !name.startsWith('/'));
  const query = new URLSearchParams(asked).toString();
  const next = query === '' ? url.pathname : `${url.pathname}?${query}`;
  redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
}

/** What a person may not know of looks like what is not there. */
export function found<T>(said: T | Refusal): T {
  if (!isRefusal(said)) return said;
  error(said.refused === 'not-allowed' ? 403 : 404, 'Page not found');
}
