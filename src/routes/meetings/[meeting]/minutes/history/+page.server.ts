import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { refused, textOf } from '../../../../form-answers.ts';
import { found, signedIn } from '../../../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  return found(await event.locals.services.versions.list(personId, event.params.meeting));
};

export const actions: Actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const version = textOf(await event.request.formData(), 'version');
    const { services } = event.locals;
    const said = await services.versions.keep(personId, event.params.meeting, version);
    if (isRefusal(said)) return refused('keep', said, { version });
    redirect(303, event.url.pathname);
  }
};
