import { isRefusal } from '#domain/refusal.ts';
import { refused, textOf } from '../../../form-answers.ts';
import { signedIn } from '../../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  const screens = await event.locals.services.screens.list(personId, event.params.meeting);
  event.depends('meeting:actions');
  const log = await event.locals.services.actionLogs.atMeeting(personId, event.params.meeting);
  return {
    screens: isRefusal(screens) ? [] : screens,
    actionLog: isRefusal(log) ? null : log
  };
};

export const actions: Actions = {
  showOnScreen: async (event) => {
    const { personId } = signedIn(event);
    const code = textOf(await event.request.formData(), 'code');
    const { address, services } = event.locals;
    const shown = await services.screens.pair(personId, event.params.meeting, { code, address });
    return isRefusal(shown) ? refused('screen', shown, { code }) : { done: true };
  },

  endScreen: async (event) => {
    const { personId } = signedIn(event);
    const id = textOf(await event.request.formData(), 'screen');
    const refusal = await event.locals.services.screens.end(personId, event.params.meeting, id);
    return refusal ? refused('screen', refusal, { code: '' }) : { done: true };
  }
};
