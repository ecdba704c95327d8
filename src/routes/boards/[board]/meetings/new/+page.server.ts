import { error, redirect } from '@sveltejs/kit';
import { isRefusal } from '#domain/refusal.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import type { Services } from '#server/services.ts';
import { datePartsOf, isoDateOf, refused, textOf, typedDate } from '../../../../form-answers.ts';
import { found, signedIn } from '../../../../guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const { board, may } = found(await services.boards.get(personId, boardId));
  if (!may.createMeeting) error(403, 'Only the clerk sets up meetings');
  const { date, startTime, endTime, place } = found(
    await services.meetings.pattern(personId, boardId)
  );
  return {
    board: { id: board.id, name: board.name },
    usual: {
      date: datePartsOf(date),
      startTime,
      endTime: endTime ?? '',
      place: place ?? '',
      alreadyHeld: false
    },
    standing: board.settings.standingItems.map((item) => standingItemOf(item).title),
    deferred: await deferredTitles(services, personId, boardId)
  };
};

/** What the last meeting put off, which comes onto the agenda by itself. */
async function deferredTitles(
  services: Services,
  personId: string,
  boardId: string
): Promise<string[]> {
  const meetings = found(await services.meetings.ofBoard(personId, boardId));
  const last = meetings.find(({ phase }) => phase !== 'cancelled');
  const state = last && (await services.proceedings.stateFor(personId, last.id));
  if (!state || isRefusal(state)) return [];
  return state.items.filter(({ status }) => status === 'deferred').map(({ title }) => title);
}

export const actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const answers = {
      date: typedDate(form, 'date'),
      startTime: textOf(form, 'startTime'),
      endTime: textOf(form, 'endTime'),
      place: textOf(form, 'place'),
      alreadyHeld: form.has('alreadyHeld')
    };
    const begun = await event.locals.services.proceedings.begin(personId, event.params.board, {
      date: isoDateOf(answers.date),
      startTime: answers.startTime,
      endTime: answers.endTime || null,
      place: answers.place || null,
      alreadyHeld: answers.alreadyHeld
    });
    if (isRefusal(begun)) return refused('meeting', begun, answers);
    redirect(303, `/meetings/${begun.meetingId}/agenda`);
  }
} satisfies Actions;
