import { found, signedIn } from '../../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  return {
    record: found(await event.locals.services.records.agenda(personId, event.params.meeting))
  };
};
