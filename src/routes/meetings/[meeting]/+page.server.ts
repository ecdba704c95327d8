import { redirect } from '@sveltejs/kit';
import { modeOf } from '#domain/meeting.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, parent }) => {
  const { page } = await parent();
  redirect(307, `/meetings/${params.meeting}/${modeOf(page.meeting)}`);
};
