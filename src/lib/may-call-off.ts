import type { MeetingPhase } from '#domain/meeting.ts';
import type { PageVerb } from '#protocol/meeting-page.ts';

/** Whether the page offers to postpone or cancel: the clerk may, until the meeting starts. */
export const mayCallOff = (
  can: Readonly<Record<PageVerb, boolean>>,
  phase: MeetingPhase
): boolean => can['create-meeting'] && (phase === 'agendaOpen' || phase === 'agendaPublished');
