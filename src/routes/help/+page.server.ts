import type { PageServerLoad } from './$types';

/** Help is for everybody; who is signed in also sees whom to ask. */
export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.actor) return { contacts: [] };
  const { personId } = locals.actor;
  const boards = await locals.services.boards.list(personId);
  return {
    contacts: boards
      .filter(({ settings }) => settings.contactName !== '')
      .map(({ id, name, settings }) => ({
        id,
        board: name,
        name: settings.contactName,
        post: settings.contactPost,
        email: settings.contactEmail
      }))
  };
};
