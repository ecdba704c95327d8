/** The use cases, each made with what it needs; `compose.ts` and the demo's story share this list. */
import type { Announce } from './announcement.ts';
import type { Passwords } from './auth/passwords.ts';
import type { Clock } from './clock.ts';
import { makeAccounts } from './services/accounts.ts';
import { makeActionLogs } from './services/action-logs.ts';
import { makeActions } from './services/actions.ts';
import { makeBoards } from './services/boards.ts';
import { makeCalendars } from './services/calendars.ts';
import { makeComments } from './services/comments.ts';
import { makeDocuments } from './services/documents.ts';
import { makeInvitations } from './services/invitations.ts';
import { makeLinks } from './services/links.ts';
import { makeMeetings } from './services/meetings.ts';
import { makeNotices } from './services/notices.ts';
import { makePeople } from './services/people.ts';
import { makeProceedings } from './services/proceedings.ts';
import { makeProposals } from './services/proposals.ts';
import { makeRecords } from './services/records.ts';
import { makeScreens } from './services/screens.ts';
import { makeSeats } from './services/seats.ts';
import { makeVersions } from './services/versions.ts';
import { makeWorkProgrammes } from './services/work-programmes.ts';
import type { Db } from './store/database.ts';

export type Services = ReturnType<typeof makeServices>;

export const makeServices = (needs: {
  readonly db: Db;
  readonly clock: Clock;
  readonly announce: Announce;
  readonly passwords: Passwords;
  /** Whether a mail server is set up. */
  readonly sendsMail?: boolean;
}) => ({
  people: makePeople(needs),
  accounts: makeAccounts(needs),
  invitations: makeInvitations(needs),
  links: makeLinks(needs),
  boards: makeBoards(needs),
  seats: makeSeats(needs),
  meetings: makeMeetings(needs),
  proceedings: makeProceedings(needs),
  actions: makeActions(needs),
  actionLogs: makeActionLogs(needs),
  proposals: makeProposals(needs),
  workProgrammes: makeWorkProgrammes(needs),
  documents: makeDocuments(needs),
  records: makeRecords(needs),
  calendars: makeCalendars(needs),
  notices: makeNotices(needs),
  screens: makeScreens(needs),
  versions: makeVersions(needs),
  comments: makeComments(needs)
});
