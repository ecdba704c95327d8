import { error, redirect } from '@sveltejs/kit';
import { municipalYearOf, plainDate } from '#domain/civil-date.ts';
import { carriedTo } from '#domain/proposal.ts';
import { isRefusal } from '#domain/refusal.ts';
import { standingItemOf } from '#domain/standing-item.ts';
import { dueOn } from '#domain/work-programme.ts';
import type { Services } from '#server/services.ts';
import {
  datePartsOf,
  idsOf,
  isoDateOf,
  refused,
  textOf,
  typedDate
} from '../../../../form-answers.ts';
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
  const { parked } = found(await services.proposals.list(personId, boardId));
  const meetings = found(await services.meetings.ofBoard(personId, boardId));
  const awaiting = meetings
    .filter(({ minutesStage }) => minutesStage !== null && minutesStage !== 'approved')
    .map((meeting) => meeting.date)
    .filter((held) => held < date)
    .toSorted();
  return {
    board: { id: board.id, name: board.name },
    usual: {
      date: datePartsOf(date),
      startTime,
      endTime: endTime ?? '',
      place: place ?? '',
      alreadyHeld: false,
      leave: [] as string[]
    },
    standing: board.settings.standingItems.map((item) => ({
      title: standingItemOf(item).title,
      of: item === 'minutes' ? awaiting : []
    })),
    carried: carriedTo(date, parked).map(({ id, title, origin }) => ({
      id,
      title,
      why: `Not taken on ${plainDate(origin?.date ?? date)}`
    })),
    topics: await topicsOn(services, personId, boardId, date)
  };
};

/** What the work programme has for this date. */
async function topicsOn(services: Services, personId: string, boardId: string, date: string) {
  const year = municipalYearOf(date);
  const { dates } = found(await services.workProgrammes.get(personId, boardId, year));
  const topics = dueOn(
    date,
    dates.flatMap((each) => each.topics)
  );
  return topics.map(({ id, title }) => ({ id, title, why: 'From the work programme' }));
}

export const actions = {
  default: async (event) => {
    const { personId } = signedIn(event);
    const form = await event.request.formData();
    const taken = idsOf(form, 'take');
    const answers = {
      date: typedDate(form, 'date'),
      startTime: textOf(form, 'startTime'),
      endTime: textOf(form, 'endTime'),
      place: textOf(form, 'place'),
      alreadyHeld: form.has('alreadyHeld'),
      // What was offered and is no longer ticked goes on waiting.
      leave: idsOf(form, 'offered').filter((id) => !taken.includes(id))
    };
    const begun = await event.locals.services.proceedings.begin(personId, event.params.board, {
      date: isoDateOf(answers.date),
      startTime: answers.startTime,
      endTime: answers.endTime || null,
      place: answers.place || null,
      alreadyHeld: answers.alreadyHeld,
      leave: answers.leave
    });
    if (isRefusal(begun)) return refused('meeting', begun, answers);
    redirect(303, `/meetings/${begun.meetingId}/agenda`);
  }
} satisfies Actions;
