import { may } from '#domain/permission.ts';
import { found, signedIn } from '../../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const { board: boardId } = event.params;
  const people = found(await event.locals.services.seats.people(actor.personId, boardId));
  const { board, held, coming, past, mayManage, contacts } = people;
  return {
    board: { id: board.id, name: board.name },
    held,
    coming,
    past,
    mayManage,
    contacts: Object.fromEntries(contacts.map((contact) => [contact.personId, contact])),
    maySee: may(actor, 'see-board', { boardId }),
    maySettle: may(actor, 'manage-board', { boardId })
  };
};
