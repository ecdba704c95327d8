import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { passwordOf, refused, textOf } from '../../form-answers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
  // The address of this page is a key: no cache keeps what it opened.
  setHeaders({ 'cache-control': 'private, no-store' });
  const link = await locals.services.links.open(params.token);
  return { link: isRefusal(link) ? null : link };
};

export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const form = await request.formData();
    const answers = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    const password = passwordOf(form, 'password');
    const entered = await locals.services.links.follow(params.token, { ...answers, password });
    if (isRefusal(entered)) return refused('link', entered, answers);
    // Whoever was signed in at this browser before is not any more.
    if (locals.actor && locals.sessionId) {
      await locals.services.people.signOut(locals.sessionId, locals.actor.personId);
    }
    locals.startSession(entered.token);
    redirect(303, '/');
  }
};
