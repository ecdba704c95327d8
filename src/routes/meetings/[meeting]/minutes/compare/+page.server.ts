import { error } from '@sveltejs/kit';
import { found, signedIn } from '../../../../guard.ts';
import type { PageServerLoad } from './$types';

/** Without `a` and `b` in the address: the last version and the one before it. */
export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  const { locals, params, url } = event;
  const { versions } = found(await locals.services.versions.list(personId, params.meeting));
  const [last, before = last] = versions;
  if (!last || !before) error(404, 'Page not found');
  const a = url.searchParams.get('a') ?? before.id;
  const b = url.searchParams.get('b') ?? last.id;
  const compared = found(
    await locals.services.versions.compare(personId, params.meeting, { a, b })
  );
  return { versions, ...compared, asList: url.searchParams.get('view') === 'list' };
};
