import { isRefusal, refuse } from '#domain/refusal.ts';
import { refused } from '../form-answers.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const found = await locals.services.screens.show(locals.screenToken);
  return { show: found?.show ?? ({ state: 'idle' } as const) };
};

export const actions: Actions = {
  /** Asked for, never made by looking: a page that is only fetched makes no code. */
  ask: async ({ locals }) => {
    const asked = await locals.services.screens.ask(locals.screenToken, locals.address);
    if (isRefusal(asked)) return refused('ask', refuse(asked.refused, 'screen'), null);
    if (asked.token !== null) locals.keepScreen(asked.token);
    return { form: 'ask' as const, refusal: null };
  }
};
