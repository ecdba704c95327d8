import { error, redirect } from '@sveltejs/kit';
import type { BoardKind } from '#domain/board.ts';
import { may } from '#domain/permission.ts';
import { isRefusal } from '#domain/refusal.ts';
import { choiceOf, refused, textOf } from '../../form-answers.ts';
import { signedIn } from '../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS: readonly BoardKind[] = ['board', 'reference-group'];

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  if (!may(actor, 'create-board', { boardId: '' })) error(404, 'Page not found');
  const boards = await event.locals.services.boards.listManaged(actor.personId);
  return { boards: boards.map(({ id, name, kind }) => ({ id, name, kind })) };
};

export const actions: Actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const name = textOf(form, 'name');
    const kind = choiceOf(form, 'kind', KINDS) ?? 'board';
    const parentId = textOf(form, 'parentId');
    const created = await event.locals.services.boards.create(personId, {
      name,
      kind,
      parentId: parentId || null
    });
    if (isRefusal(created)) return refused('board', created, { name, kind, parentId });
    // A board does nothing before somebody is its clerk.
    redirect(303, `/boards/${created.boardId}/people/add?office=clerk`);
  }
};
