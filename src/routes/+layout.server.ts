import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
  me: locals.actor && { id: locals.actor.personId, name: locals.actor.name },
  isAdministrator: locals.actor?.isAdministrator ?? false
});
