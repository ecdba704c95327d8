import type { Office } from '#domain/board.ts';
import type { PersonId } from '#domain/id.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { OFFICES } from '#domain/seat.ts';
import { choiceOf, refused, textOf } from '../../form-answers.ts';
import { found, signedIn } from '../../guard.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { accounts, boards } = event.locals.services;
  const people = found(await accounts.list(personId));
  const managed = await boards.listManaged(personId);
  return { people, ownId: personId, boards: managed.map(({ id, name }) => ({ id, name })) };
};

export const actions: Actions = {
  invite: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const emails = textOf(form, 'emails');
    const boardId = textOf(form, 'boardId');
    const office = choiceOf(form, 'office', OFFICES) ?? 'member';
    const answers: { emails: string; boardId: string; office: Office } = {
      emails,
      boardId,
      office
    };
    const seat = boardId === '' ? null : { boardId, office };
    const invited = await event.locals.services.invitations.invite(personId, { emails, seat });
    if (isRefusal(invited)) return refused('invite', invited, answers);
    return {
      invited: invited.map(({ path, ...person }) => ({
        ...person,
        url: path === null ? null : new URL(path, event.url.origin).href
      }))
    };
  },

  link: async (event) => {
    const { personId, subject, name, email } = await aboutSomebody(event);
    const link = await event.locals.services.invitations.makeLink(personId, subject);
    if (isRefusal(link)) return refused('person', link, null);
    const url = new URL(link.path, event.url.origin).href;
    return { link: { name, email, url, purpose: link.purpose } };
  },

  suspend: (event) =>
    change(event, 'suspend', (name) => `${name} has been suspended and signed out`),
  restore: (event) => change(event, 'restore', (name) => `${name} can sign in again`),
  appoint: (event) => change(event, 'appoint', (name) => `${name} is now an administrator`),
  dismiss: (event) => change(event, 'dismiss', (name) => `${name} is not an administrator any more`)
};

async function change(
  event: RequestEvent,
  act: 'suspend' | 'restore' | 'appoint' | 'dismiss',
  say: (name: string) => string
) {
  const { personId, subject, name } = await aboutSomebody(event);
  const refusal = await event.locals.services.accounts[act](personId, subject);
  return refusal ? refused('person', refusal, null) : { done: say(name) };
}

/** Who asks, and the account the row's form is about. */
async function aboutSomebody(
  event: RequestEvent
): Promise<{ personId: PersonId; subject: PersonId; name: string; email: string }> {
  const { personId } = signedIn(event);
  const subject = textOf(await event.request.formData(), 'id');
  const people = found(await event.locals.services.accounts.list(personId));
  const account = found<(typeof people)[number]>(
    people.find((each) => each.personId === subject) ?? notThere
  );
  return { personId, subject, name: account.name, email: account.email };
}

const notThere: Refusal = refuse('not-found');
