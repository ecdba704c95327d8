import { found, signedIn } from '../../guard.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  // The frame asks for this again, in place, when what the person may see or do has changed.
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  return { page: found(await event.locals.services.meetings.page(personId, event.params.meeting)) };
};
