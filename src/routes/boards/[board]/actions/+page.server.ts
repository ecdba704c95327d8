import type { LogRow } from '#lib/action-view.ts';
import { found, signedIn } from '../../../guard.ts';
import { todayInLondon } from '../../../today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Asked for again, in place, when an action or somebody's rights have changed.
  event.depends('board:actions');
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const { board, may } = found(await services.boards.get(personId, boardId));
  const actions = found(await services.actions.list(personId, boardId));
  const printed = found(await services.records.actionLog(personId, boardId));
  const printedRows = new Map(printed.rows.map((row) => [row.number, row]));
  const rows = actions.map((action): LogRow => {
    const { meetingDate, minuteNumber, latestUpdate } = printedRows.get(action.number) ?? {};
    const source =
      action.meetingId && meetingDate
        ? { meetingId: action.meetingId, date: meetingDate, minuteNumber: minuteNumber ?? null }
        : null;
    return { action, latestUpdate: latestUpdate ?? null, source };
  });
  return {
    today: todayInLondon(),
    board: { id: board.id, name: board.name },
    mayManage: may.manageBoard,
    mayAdd: (await services.actions.rightsOn(personId, boardId)).mayAdd,
    rows
  };
};
