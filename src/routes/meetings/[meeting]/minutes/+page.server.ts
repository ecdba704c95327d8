import { layOut } from '#domain/lay-out.ts';
import type { Layout } from '#domain/layout.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('meeting:page');
  const view = locals.actor
    ? await locals.services.records.minutes(locals.actor.personId, params.meeting)
    : null;
  const record: { layout: Layout; digest: string | null } | null =
    view && !isRefusal(view) ? { layout: layOut(view.record), digest: view.digest } : null;
  return { record };
};
