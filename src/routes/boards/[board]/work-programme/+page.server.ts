import { isRefusal } from '#domain/refusal.ts';
import { choiceOf, refused, textOf } from '../../../form-answers.ts';
import { datePartsOf, isoDateOf, typedDate } from '../../../form-answers.ts';
import { found, signedIn } from '../../../guard.ts';
import { todayInLondon } from '../../../today.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // Asked for again, in place, when the programme or a meeting of the board changes.
  event.depends('board:programme');
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const year = event.url.searchParams.get('year');
  const programme = found(await services.workProgrammes.get(personId, boardId, year));
  const { may, seats } = found(await services.boards.get(personId, boardId));
  const next = programme.dates.find(({ date }) => date >= todayInLondon())?.date;
  return {
    ...programme,
    today: todayInLondon(),
    mayManage: may.manageBoard,
    clerk: seats.find(({ office }) => office === 'clerk')?.post ?? 'Clerk',
    usual: datePartsOf(next ?? todayInLondon())
  };
};

export const actions: Actions = {
  add: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const [title, lead] = [textOf(form, 'title'), textOf(form, 'lead')];
    const requestedBy = choiceOf(form, 'requestedBy', ['members', 'officers']) ?? 'members';
    const meetingOn = typedDate(form, 'meetingOn');
    const words = { title, lead, requestedBy, meetingOn: isoDateOf(meetingOn) };
    const { workProgrammes } = event.locals.services;
    const said = await workProgrammes.add(personId, event.params.board, words);
    if (isRefusal(said)) return refused('add', said, { title, lead, requestedBy, meetingOn });
    return { done: `${title} is on the work programme` };
  },

  move: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const { workProgrammes } = event.locals.services;
    const said = await workProgrammes.change(personId, event.params.board, textOf(form, 'id'), {
      meetingOn: textOf(form, 'to')
    });
    return isRefusal(said) ? refused('move', said, null) : { done: 'The topic has been moved' };
  },

  edit: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const { workProgrammes } = event.locals.services;
    const said = await workProgrammes.change(personId, event.params.board, textOf(form, 'id'), {
      title: textOf(form, 'title'),
      lead: textOf(form, 'lead'),
      requestedBy: choiceOf(form, 'requestedBy', ['members', 'officers']) ?? 'members'
    });
    return isRefusal(said) ? refused('edit', said, null) : { done: 'The topic has been changed' };
  },

  remove: async (event) => {
    const { personId } = signedIn(event);
    const id = textOf(await event.request.formData(), 'id');
    const { workProgrammes } = event.locals.services;
    const said = await workProgrammes.remove(personId, event.params.board, id);
    return isRefusal(said) ? refused('remove', said, null) : { done: 'The topic has been removed' };
  }
};
