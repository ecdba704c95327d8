import { isOverdue } from '#domain/action.ts';
import { nextOf } from '#lib/next-meeting.ts';
import { found, signedIn } from '../../guard.ts';
import { todayInLondon } from '../../today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Asked for again, in place, when a meeting, an action or somebody's rights have changed.
  event.depends('board:page');
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const today = todayInLondon();
  const { board, seats, may } = found(await services.boards.get(personId, boardId));
  const meetings = found(await services.meetings.ofBoard(personId, boardId));
  const shown = nextOf(meetings, today);
  const timetable = shown && found(await services.meetings.timetable(personId, shown.id));
  const actions = found(await services.actions.list(personId, boardId));
  return {
    today,
    board: {
      id: board.id,
      name: board.name,
      quorum: board.settings.quorum,
      isOpen: board.settings.accessRegime !== 'private'
    },
    seats: seats.map(({ office, name }) => ({ office, name })),
    meetings,
    /** The one that meets now or next, with all its dates. */
    next: shown ? { id: shown.id, timetable: timetable ?? [] } : null,
    actions: {
      total: actions.length,
      open: actions.filter(({ state }) => state === 'open' || state === 'proposed').length,
      overdue: actions.filter((action) => isOverdue(action, today)).length,
      proposed: actions.filter(({ state }) => state === 'proposed').length
    },
    may
  };
};
