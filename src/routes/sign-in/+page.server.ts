import { redirect } from '@sveltejs/kit';
import { sentenceForCode } from '#lib/words.ts';
import type { PageServerLoad } from './$types';

/** Set by the sign-in door when it sends somebody back here. */
const EMAIL_COOKIE = 'sign-in-email';

/** Fields that the door itself asks for; every other refusal is about the two together. */
const ABOUT_PASSWORD = ['password-missing'];

export const load: PageServerLoad = ({ locals, url, cookies }) => {
  if (locals.actor) redirect(303, '/');
  const code = url.searchParams.get('problem');
  const email = code ? (cookies.get(EMAIL_COOKIE) ?? '') : '';
  return {
    problem: sentenceForCode(code) ?? null,
    field: code && ABOUT_PASSWORD.includes(code) ? ('password' as const) : ('email' as const),
    email,
    next: url.searchParams.get('next') ?? '',
    signedOut: url.searchParams.has('signed-out')
  };
};
