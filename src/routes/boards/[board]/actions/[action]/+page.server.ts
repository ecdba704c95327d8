import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { RAG_STATES, type ActionCommand } from '#domain/action.ts';
import { isRealDate } from '#domain/civil-date.ts';
import { isRefusal, refuse } from '#domain/refusal.ts';
import { nextMeetingOn } from '#lib/next-meeting.ts';
import { ownerChoices } from '#lib/owner-choices.ts';
import { choiceOf, datePartsOf, refused, textOf } from '../../../../form-answers.ts';
import { found, signedIn } from '../../../../guard.ts';
import { todayInLondon } from '../../../../today.ts';
import { dueOnOf, ownersOf, readDue, readOwners } from '../action-answers.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = Pick<RequestEvent, 'locals' | 'url'> & {
  readonly params: { readonly board: string; readonly action: string };
};

export const load: PageServerLoad = async (event) => {
  // Asked for again, in place, when somebody changed this action.
  event.depends('board:action');
  const { personId } = signedIn(event);
  const { services } = event.locals;
  const { board: boardId } = event.params;
  const { action, updates, can } = await actionOf(event);
  const { board, seats } = found(await services.boards.get(personId, boardId));
  const rights = await services.actions.rightsOn(personId, boardId);
  const today = todayInLondon();
  return {
    today,
    board: { id: board.id, name: board.name },
    action,
    updates,
    can: {
      update: can['update-action'],
      change: can['change-action'],
      close: can['close-action'],
      word: rights.mayWord && action.meetingId === null
    },
    choices: ownerChoices(seats, action.owners),
    due: action.dueOn
      ? { choice: 'date' as const, date: datePartsOf(action.dueOn) }
      : { choice: 'none' as const, date: { day: '', month: '', year: '' } },
    nextOn: nextMeetingOn(found(await services.meetings.ofBoard(personId, boardId)), today),
    source: await sourceOf(event, action)
  };
};

export const actions = {
  update: async (event) => {
    const form = await event.request.formData();
    const rag = choiceOf(form, 'rag', RAG_STATES) ?? 'noInformation';
    const answers = { rag, text: textOf(form, 'text') };
    return change(event, 'update', answers, { type: 'update-action', ...answers });
  },

  assign: async (event) => {
    const form = await event.request.formData();
    const { personId } = signedIn(event);
    const { action } = await actionOf(event);
    const { seats } = found(await event.locals.services.boards.get(personId, event.params.board));
    const answers = readOwners(form);
    const owners = ownersOf(answers, ownerChoices(seats, action.owners));
    return change(event, 'assign', answers, { type: 'assign-action', owners });
  },

  reschedule: async (event) => {
    const form = await event.request.formData();
    const { personId } = signedIn(event);
    const { board } = event.params;
    const meetings = found(await event.locals.services.meetings.ofBoard(personId, board));
    const answers = { due: readDue(form), reason: textOf(form, 'reason') };
    const dueOn = dueOnOf(answers.due, nextMeetingOn(meetings, todayInLondon()));
    if (dueOn !== null && !isRealDate(dueOn)) {
      return refused('reschedule', refuse('date-unreal', 'dueOn'), answers);
    }
    const { reason } = answers;
    return change(event, 'reschedule', answers, { type: 'reschedule-action', dueOn, reason });
  },

  accept: async (event) => change(event, 'accept', {}, { type: 'accept-action' }),

  close: async (event) => {
    const form = await event.request.formData();
    const as = choiceOf(form, 'as', ['closed', 'noLongerRequired']) ?? 'closed';
    const answers = { as, text: textOf(form, 'text') };
    return change(event, 'close', answers, { type: 'close-action', ...answers });
  },

  reopen: async (event) => {
    const form = await event.request.formData();
    const answers = { text: textOf(form, 'text') };
    return change(event, 'reopen', answers, { type: 'reopen-action', ...answers });
  }
} satisfies Actions;

/** Does it and shows the page anew, or shows the form again with the answers kept. */
async function change<Form extends string, Answers extends object>(
  event: Event,
  form: Form,
  answers: Answers,
  command: ActionCommand
) {
  const { personId } = signedIn(event);
  const { action } = await actionOf(event);
  const said = await event.locals.services.actions.change(personId, action.id, command);
  if (isRefusal(said)) return refused(form, said, answers);
  redirect(303, `/boards/${action.boardId}/actions/${action.id}?saved=${form}`);
}

async function actionOf(event: Event) {
  const { personId } = signedIn(event);
  const shown = found(await event.locals.services.actions.get(personId, event.params.action));
  if (shown.action.boardId !== event.params.board) error(404, 'Page not found');
  return shown;
}

/** The minute that the action was raised in, or null for one added straight in the log. */
async function sourceOf(
  event: Event,
  { meetingId, number }: { readonly meetingId: string | null; readonly number: number }
) {
  const { personId } = signedIn(event);
  const log = await event.locals.services.records.actionLog(personId, event.params.board);
  const row = isRefusal(log) ? undefined : log.rows.find((each) => each.number === number);
  if (!meetingId || !row?.meetingDate) return null;
  return { meetingId, date: row.meetingDate, minuteNumber: row.minuteNumber };
}
