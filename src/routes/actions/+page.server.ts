import { signedIn } from '../guard.ts';
import { todayInLondon } from '../today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const boards = await services.boards.list(personId);
  const actions = await services.actions.mine(personId);
  return {
    today: todayInLondon(),
    boards: boards.map(({ id, name }) => ({
      id,
      name,
      actions: actions.filter(({ boardId }) => boardId === id)
    }))
  };
};
