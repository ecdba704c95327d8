import { error, redirect } from '@sveltejs/kit';
import { isMember } from '#domain/board.ts';
import { isRefusal } from '#domain/refusal.ts';
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
  const people = found(await event.locals.services.seats.people(personId, event.params.board));
  if (!people.mayManage) error(403, 'Page not found');
  const seat = [...people.held, ...people.coming].find(({ id }) => id === event.params.seat);
  if (!seat) error(404, 'Page not found');
  return {
    board: { id: people.board.id, name: people.board.name },
    seat,
    email: people.contacts.find((each) => each.personId === seat.personId)?.email ?? '',
    maySubstitute: isMember(seat.office),
    answers: {
      // The gentler ending comes first: a date typed under "at once" would end the seat today.
      when: 'on',
      endsOn: datePartsOf(seat.endsOn ?? todayInLondon()),
      name: '',
      email: ''
    }
  };
};

export const actions: Actions = {
  end: async (event) => {
    const { personId } = signedIn(event);
    const { board, seat } = event.params;
    const form = await event.request.formData();
    const when = choiceOf(form, 'when', ['now', 'on']) ?? 'on';
    const endsOn = typedDate(form, 'endsOn');
    const lastDay = when === 'now' ? null : isoDateOf(endsOn);
    const { seats } = event.locals.services;
    const refusal = await seats.endSeat(personId, board, seat, lastDay);
    if (refusal) return refused('end', refusal, { when, endsOn, name: '', email: '' });
    redirect(303, `/boards/${board}/people`);
  },

  link: async (event) => {
    const { personId } = signedIn(event);
    const { services } = event.locals;
    const people = found(await services.seats.people(personId, event.params.board));
    const seat = people.held.find(({ id }) => id === event.params.seat);
    const contact = people.contacts.find((each) => each.personId === seat?.personId);
    if (!seat || !contact) error(404, 'Page not found');
    const link = await services.invitations.makeLink(personId, seat.personId);
    if (isRefusal(link)) return refused('link', link, null);
    const url = new URL(link.path, event.url.origin).href;
    return { link: { name: seat.name, email: contact.email, url, purpose: link.purpose } };
  },

  substitute: async (event) => {
    const { personId } = signedIn(event);
    const { board, seat } = event.params;
    const form = await event.request.formData();
    const given = { name: textOf(form, 'name'), email: textOf(form, 'email') };
    const { seats } = event.locals.services;
    const named = await seats.nameSubstitute(personId, board, seat, given);
    if (isRefusal(named))
      return refused('substitute', named, { ...given, when: null, endsOn: null });
    if (named.path === null) return { done: `${named.name} has been named as a substitute` };
    const url = new URL(named.path, event.url.origin).href;
    const link = { name: named.name, email: given.email, url, purpose: 'invitation' as const };
    return { link };
  },

  remove: async (event) => {
    const { personId } = signedIn(event);
    const { board, seat } = event.params;
    const substituteId = textOf(await event.request.formData(), 'id');
    const { seats } = event.locals.services;
    const refusal = await seats.removeSubstitute(personId, board, seat, substituteId);
    return refusal ? refused('remove', refusal, null) : { done: 'The substitute has been removed' };
  }
};
