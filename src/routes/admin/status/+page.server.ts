import { found, signedIn } from '../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  return { mail: found(await event.locals.services.notices.status(personId)) };
};
