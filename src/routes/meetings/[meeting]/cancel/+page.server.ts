import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#lib/new-id.ts';
import { refused, textOf } from '../../../form-answers.ts';
import { signedIn } from '../../../guard.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const { params, locals, request } = event;
    const reason = textOf(await request.formData(), 'reason');
    const said = await locals.services.proceedings.perform(personId, params.meeting, {
      commandId: newId(),
      command: { type: 'cancel-meeting', reason }
    });
    if (isRefusal(said)) return refused('cancel', said, { reason });
    redirect(303, `/meetings/${params.meeting}/agenda`);
  }
};
