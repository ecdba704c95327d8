import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { isRealDate } from '#domain/civil-date.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import { newId } from '#lib/new-id.ts';
import { nextMeetingOn } from '#lib/next-meeting.ts';
import { ownerChoices } from '#lib/owner-choices.ts';
import { refused, textOf } from '../../../../form-answers.ts';
import { found, signedIn } from '../../../../guard.ts';
import { todayInLondon } from '../../../../today.ts';
import { dueOnOf, ownersOf, readDue, readOwners } from '../action-answers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { board, rights, choices, nextOn } = await settingOf(event, event.params.board);
  return {
    board: { id: board.id, name: board.name },
    isProposal: !rights.mayChange,
    // Made before the form is sent, so that a form sent twice adds one action.
    newId: newId(),
    choices,
    nextOn
  };
};

export const actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const boardId = event.params.board;
    const { choices, nextOn } = await settingOf(event, boardId);
    const form = await event.request.formData();
    const id = textOf(form, 'id');
    const answers = {
      wording: textOf(form, 'wording'),
      owners: readOwners(form),
      due: readDue(form)
    };
    const owners = ownersOf(answers.owners, choices);
    const dueOn = dueOnOf(answers.due, nextOn);
    if (answers.wording === '')
      return refused('action', refuse('title-missing', 'wording'), answers);
    if (owners.length === 0) return refused('action', refuse('owner-missing', 'owners'), answers);
    if (dueOn !== null && !isRealDate(dueOn)) {
      return refused('action', refuse('date-unreal', 'dueOn'), answers);
    }
    const { wording } = answers;
    const said = await event.locals.services.actions.add(personId, boardId, {
      id,
      wording,
      owners,
      dueOn
    });
    if (isRefusal(said) && said.refused !== 'already-used') return refused('action', said, answers);
    redirect(303, `/boards/${boardId}/actions/${id}?saved=added`);
  }
} satisfies Actions;

async function settingOf(event: Pick<RequestEvent, 'locals' | 'url'>, boardId: string) {
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board, seats } = found(await services.boards.get(personId, boardId));
  const rights = await services.actions.rightsOn(personId, boardId);
  if (!rights.mayAdd) error(403, 'You may not add actions to this log');
  const meetings = found(await services.meetings.ofBoard(personId, boardId));
  return {
    board,
    rights,
    choices: ownerChoices(seats),
    nextOn: nextMeetingOn(meetings, todayInLondon())
  };
}
