import { error } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { OFFICES, SECTORS } from '#domain/seat.ts';
import {
  choiceOf,
  datePartsOf,
  isoDateOf,
  refused,
  textOf,
  typedDate
} from '../../../../form-answers.ts';
import { found, signedIn } from '../../../../guard.ts';
import { todayInLondon } from '../../../../today.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board, mayManage, organisations } = found(
    await services.seats.people(personId, event.params.board)
  );
  if (!mayManage) error(403, 'Page not found');
  const office = OFFICES.find((each) => each === event.url.searchParams.get('office')) ?? 'member';
  return {
    board: { id: board.id, name: board.name },
    organisations: organisations.map(({ name }) => name),
    answers: {
      name: '',
      email: '',
      office,
      organisation: '',
      sector: 'council' as (typeof SECTORS)[number],
      post: '',
      startsOn: datePartsOf(todayInLondon())
    }
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const answers = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      office: choiceOf(form, 'office', OFFICES) ?? 'member',
      organisation: textOf(form, 'organisation'),
      sector: choiceOf(form, 'sector', SECTORS) ?? 'council',
      post: textOf(form, 'post'),
      startsOn: typedDate(form, 'startsOn')
    };
    const seated = await event.locals.services.seats.fillSeat(personId, event.params.board, {
      ...answers,
      startsOn: isoDateOf(answers.startsOn)
    });
    if (isRefusal(seated)) return refused('seat', seated, answers);
    const url = seated.path === null ? null : new URL(seated.path, event.url.origin).href;
    return { seated: { name: seated.name, email: answers.email, url } };
  }
};
