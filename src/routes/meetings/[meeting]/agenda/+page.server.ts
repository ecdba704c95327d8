import { isRefusal } from '#domain/refusal.ts';
import { signedIn } from '../../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  const record = await event.locals.services.records.agenda(personId, event.params.meeting);
  // Before it is published some may know only that there will be an agenda.
  return { record: isRefusal(record) ? null : record };
};
