import { layOut } from '#domain/lay-out.ts';
import { found, signedIn } from '../../../../../guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.depends('meeting:page');
  const { personId } = signedIn(event);
  const { meeting, version: id } = event.params;
  const { version, record } = found(
    await event.locals.services.versions.read(personId, meeting, id)
  );
  return { version, layout: layOut(record) };
};
