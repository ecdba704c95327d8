import { redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#lib/new-id.ts';
import { isoDateOf, refused, textOf, typedDate } from '../../../form-answers.ts';
import { signedIn } from '../../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const { page } = await parent();
  const { startTime, endTime, place } = page.meeting;
  return {
    values: {
      date: { day: '', month: '', year: '' },
      startTime,
      endTime: endTime ?? '',
      place: place ?? '',
      reason: '',
      from: page.meeting.date
    }
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const { params, locals, request } = event;
    const form = await request.formData();
    const answers = {
      date: typedDate(form, 'date'),
      startTime: textOf(form, 'startTime'),
      endTime: textOf(form, 'endTime'),
      place: textOf(form, 'place'),
      from: textOf(form, 'from'),
      reason: textOf(form, 'reason')
    };
    const said = await locals.services.proceedings.perform(personId, params.meeting, {
      commandId: newId(),
      command: {
        type: 'postpone-meeting',
        date: isoDateOf(answers.date),
        startTime: answers.startTime,
        endTime: answers.endTime || null,
        place: answers.place || null,
        from: answers.from,
        reason: answers.reason
      }
    });
    if (isRefusal(said)) return refused('postpone', said, answers);
    redirect(303, `/meetings/${params.meeting}/agenda`);
  }
};
