import { compileAgenda } from '#domain/compile-agenda.ts';
import type { ItemId } from '#domain/id.ts';
import type { AgendaRecord } from '#domain/record.ts';
import type { LiveMeeting } from './meeting.svelte.ts';

/**
 * The record of an agenda as it stands now: what the page was loaded with, and the items and the
 * wording that have changed since. A published one is what was published.
 */
export const agendaNow = (
  loaded: AgendaRecord,
  meeting: LiveMeeting,
  seesPart2: (itemId: ItemId) => boolean
): AgendaRecord =>
  loaded.version !== null
    ? loaded
    : compileAgenda({
        ...loaded,
        ...meeting.proceedings.arrangements,
        items: meeting.proceedings.items,
        texts: new Map(Object.entries(meeting.texts)),
        seesPart2
      });
