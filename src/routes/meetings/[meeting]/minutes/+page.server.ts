import { layOut } from '#domain/lay-out.ts';
import type { Layout } from '#domain/layout.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { CommentStart } from '#lib/live/comments.svelte.ts';
import type { PageServerLoad } from './$types';

type ShownRecord = {
  readonly layout: Layout;
  readonly digest: string | null;
  readonly minutes: readonly { readonly itemId: string; readonly number: number }[];
};

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('meeting:page');
  const personId = locals.actor?.personId ?? '';
  const view = await locals.services.records.minutes(personId, params.meeting);
  const record: ShownRecord | null = isRefusal(view)
    ? null
    : {
        layout: layOut(view.record),
        digest: view.digest,
        minutes: view.record.minutes.map(({ itemId, minuteNumber }) => ({
          itemId,
          number: minuteNumber
        }))
      };
  const listed = await locals.services.comments.list(personId, params.meeting);
  const comments: CommentStart = isRefusal(listed) ? { threads: [], items: [] } : listed;
  return { record, comments };
};
