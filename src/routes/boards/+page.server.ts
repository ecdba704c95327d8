import { signedIn } from '../guard.ts';
import { todayInLondon } from '../today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const today = todayInLondon();
  const coming = await services.meetings.comingUp(personId);
  const boards = await services.boards.list(personId);
  return {
    boards: boards.map(({ id, name }) => ({
      id,
      name,
      next: coming.find((meeting) => meeting.boardId === id && meeting.date >= today) ?? null
    }))
  };
};
