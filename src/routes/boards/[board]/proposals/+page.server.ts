import { isRefusal } from '#domain/refusal.ts';
import { choiceOf, refused, textOf } from '../../../form-answers.ts';
import { found, signedIn } from '../../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

const NOTHING = { title: '', why: '', minutes: '', part: 'part1', ground: '', id: '', reply: '' };

export const load: PageServerLoad = async (event) => {
  // Asked for again, in place, when something is proposed or answered.
  event.depends('board:parked');
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const proposals = found(await services.proposals.list(personId, boardId));
  const { may } = found(await services.boards.get(personId, boardId));
  const meetings = found(await services.meetings.ofBoard(personId, boardId));
  return {
    ...proposals,
    mayManage: may.manageBoard,
    preparing: meetings
      .filter(({ phase }) => phase === 'agendaOpen')
      .map(({ id, date }) => ({ id, date }))
      .toReversed()
  };
};

export const actions: Actions = {
  propose: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const part = choiceOf(form, 'part', ['part1', 'part2']) ?? 'part1';
    const [title, why, minutes, ground] = ['title', 'why', 'minutes', 'ground'].map((name) =>
      textOf(form, name)
    ) as [string, string, string, string];
    const said = await event.locals.services.proposals.propose(personId, event.params.board, {
      title,
      why,
      minutes: minutes === '' ? null : Number(minutes),
      part,
      ground: part === 'part2' ? ground : null
    });
    if (!isRefusal(said)) return { done: `${title} has been proposed` };
    return refused('propose', said, { ...NOTHING, title, why, minutes, part, ground });
  },

  answer: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const as = choiceOf(form, 'as', ['kept', 'declined']) ?? 'kept';
    const [id, reply] = [textOf(form, 'id'), textOf(form, 'reply')];
    const { proposals } = event.locals.services;
    const said = await proposals.answer(personId, event.params.board, id, { as, reply });
    if (isRefusal(said)) return refused('answer', said, { ...NOTHING, id, reply });
    return {
      done: as === 'kept' ? 'The item is kept for a later meeting' : 'The item is declined'
    };
  },

  withdraw: async (event) => {
    const { personId } = signedIn(event);
    const id = textOf(await event.request.formData(), 'id');
    const said = await event.locals.services.proposals.withdraw(personId, event.params.board, id);
    if (isRefusal(said)) return refused('withdraw', said, { ...NOTHING, id });
    return { done: 'Your proposal has been withdrawn' };
  }
};
