import { redirect } from '@sveltejs/kit';
import { MAIL_CHOICES } from '#domain/mail-notice.ts';
import { isRefusal } from '#domain/refusal.ts';
import { choiceOf, passwordOf, refused, textOf } from '../form-answers.ts';
import { signedIn } from '../guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { people, calendars, notices } = event.locals.services;
  const sessions = await people.listSessions(personId);
  return {
    ...(await people.me(personId)),
    calendar: await calendars.mine(personId),
    mail: { choice: await notices.choice(personId), isSent: notices.sendsMail },
    sessions: sessions.map(({ sessionId, ...session }) => ({
      ...session,
      id: sessionId,
      isThis: sessionId === event.locals.sessionId
    }))
  };
};

export const actions: Actions = {
  name: async (event) => {
    const { personId } = signedIn(event);
    const name = textOf(await event.request.formData(), 'name');
    const refusal = await event.locals.services.people.changeName(personId, name);
    return refusal ? refused('name', refusal, { name }) : { done: 'Your name has been changed' };
  },

  password: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const changed = await event.locals.services.people.changePassword(personId, {
      current: passwordOf(form, 'current'),
      password: passwordOf(form, 'password')
    });
    if (isRefusal(changed)) return refused('password', changed, { name: null });
    event.locals.startSession(changed.token);
    return { done: 'Your password has been changed. Other browsers have been signed out' };
  },

  endSession: async (event) => {
    const { personId } = signedIn(event);
    const id = textOf(await event.request.formData(), 'id');
    const refusal = await event.locals.services.people.endOwnSession(personId, id);
    return refusal
      ? refused('sessions', refusal, { name: null })
      : { done: 'That browser has been signed out' };
  },

  mail: async (event) => {
    const { personId } = signedIn(event);
    const choice = choiceOf(await event.request.formData(), 'choice', MAIL_CHOICES);
    if (choice) await event.locals.services.notices.choose(personId, choice);
    return { done: 'Your choice of mail has been saved' };
  },

  makeCalendar: async (event) => {
    const { personId } = signedIn(event);
    const { path } = await event.locals.services.calendars.make(personId);
    return { done: 'Your calendar has an address', calendarUrl: `${event.url.origin}${path}` };
  },

  endCalendar: async (event) => {
    const { personId } = signedIn(event);
    await event.locals.services.calendars.end(personId);
    return { done: 'The address of your calendar opens nothing any more' };
  },

  everywhere: async (event) => {
    const { personId } = signedIn(event);
    await event.locals.services.people.signOutEverywhere(personId);
    redirect(303, '/sign-in?signed-out');
  }
};
