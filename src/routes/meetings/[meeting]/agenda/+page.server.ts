import { isRefusal } from '#domain/refusal.ts';
import { signedIn } from '../../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  const page = await event.parent();
  const record = await event.locals.services.records.agenda(personId, event.params.meeting);
  // Before it is published some may know only that there will be an agenda.
  event.depends('board:parked');
  const boardId = page.page.board.id;
  const proposals = await event.locals.services.proposals.list(personId, boardId);
  return {
    record: isRefusal(record) ? null : record,
    proposals: isRefusal(proposals) ? null : { parked: proposals.parked, may: proposals.may }
  };
};
