import { isBeingSettled, type Meeting } from '#domain/meeting.ts';
import { isRefusal } from '#domain/refusal.ts';
import { clockThatMatters, stepsForYou, waitingMinutes } from '#lib/what-needs-you.ts';
import { signedIn } from './guard.ts';
import { todayInLondon } from './today.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const { services } = event.locals;
  const { personId } = actor;
  const today = todayInLondon();
  const boards = await services.boards.list(personId);
  const notHeld = await services.meetings.comingUp(personId);
  const lists = await Promise.all(boards.map(({ id }) => services.meetings.ofBoard(personId, id)));
  const all = lists.flatMap((list) => (isRefusal(list) ? [] : list));
  const written = all.filter(
    ({ minutesStage }) => isBeingSettled(minutesStage) || minutesStage === 'circulated'
  );
  // Those who have the date in their diaries must find out that it no longer holds.
  const cancelled = all.filter(({ phase }) => phase === 'cancelled');
  const waiting = await Promise.all(
    [...notHeld, ...written].map(async (meeting) => ({
      ...meeting,
      correctionsBy: await correctionsBy(meeting)
    }))
  );
  return {
    today,
    boards: boards.map(({ id, name }) => ({ id, name })),
    clock: clockThatMatters(actor, notHeld, today),
    actions: await services.actions.mine(personId),
    steps: stepsForYou(actor, all, today),
    minutes: waitingMinutes(actor, waiting, today),
    coming: [...notHeld, ...cancelled]
      .filter(({ date }) => date >= today)
      .sort((a, b) => a.date.localeCompare(b.date))
  };

  async function correctionsBy({ id, minutesStage }: Meeting): Promise<string | null> {
    if (minutesStage !== 'circulated') return null;
    const state = await services.proceedings.stateFor(personId, id);
    return isRefusal(state) ? null : state.minutes.correctionsBy;
  }
};
