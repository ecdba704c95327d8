/**
 * Meetings as calendars: a board's, for whoever is signed in, and a person's own under a secret
 * address that calendar programs can read without a session. Whoever has that address can read it,
 * so it says no more than title, time, place and link, and the person's places are asked each time.
 */
import type { Board } from '#domain/board.ts';
import type { Command, CommandType } from '#domain/command.ts';
import type { PersonId } from '#domain/id.ts';
import { momentOf } from '#domain/london-time.ts';
import { may } from '#domain/permission.ts';
import { refuse, type Refusal } from '#domain/refusal.ts';
import { isSecretOf, newSecret, readToken } from '#server/auth/secret-token.ts';
import { giveBackTo, networkOf, takeFrom } from '#server/auth/tries.ts';
import type { Clock } from '#server/clock.ts';
import type { CalendarMeeting } from '#server/export/calendar.ts';
import { newId } from '#server/new-id.ts';
import { findActor } from '#server/store/actors.ts';
import { recordAudit } from '#server/store/audit.ts';
import { findBoard, listBoards } from '#server/store/boards.ts';
import * as store from '#server/store/calendar-feeds.ts';
import type { Db } from '#server/store/database.ts';
import { listEntriesOf } from '#server/store/journals.ts';
import { listMeetings, type MeetingRow } from '#server/store/meetings.ts';

export type Calendars = ReturnType<typeof makeCalendars>;

/** In a quarter of an hour. Programs ask once in an hour, and a person has a few of them. */
const READS_OF_A_FEED = 30;
/** Only addresses that open nothing count: the servers of a calendar program read for thousands. */
const MISSES_FROM_ADDRESS = 30;

/** What a calendar that holds the meeting has to be told of. */
const CALENDAR_COMMANDS: readonly CommandType[] = [
  'set-arrangements',
  'postpone-meeting',
  'cancel-meeting'
];

export function makeCalendars({ db, clock }: { db: Db; clock: Clock }) {
  async function ofBoard(
    personId: PersonId,
    boardId: string
  ): Promise<{ boardName: string; meetings: readonly CalendarMeeting[] } | Refusal> {
    const actor = await findActor(db, personId, momentOf(clock()).today);
    const board = await findBoard(db, boardId);
    if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    return { boardName: board.name, meetings: await meetingsOf(board) };
  }

  /** What the secret address of a person's calendar opens; `address` is the reader's network address. */
  async function read(
    token: string,
    address: string
  ): Promise<{ meetings: readonly CalendarMeeting[] } | Refusal> {
    const at = clock();
    const feed = await opened(token, address, at);
    if ('refused' in feed) return feed;
    const actor = await findActor(db, feed.personId, momentOf(at).today);
    if (!actor) return refuse('not-found');
    const boards = (await listBoards(db)).filter(({ id }) =>
      may(actor, 'see-board', { boardId: id })
    );
    const meetings = await Promise.all(boards.map(meetingsOf));
    // Why a meeting is not held is for those who are signed in.
    return { meetings: meetings.flat().map((meeting) => ({ ...meeting, reason: null })) };
  }

  /** A try is taken before the secret is looked at, so that guesses sent all at once count too. */
  const opened = (token: string, address: string, at: string) =>
    db.transaction().execute(async (trx): Promise<store.CalendarFeed | Refusal> => {
      const misses = {
        key: `calendar:${networkOf(address)}`,
        capacity: MISSES_FROM_ADDRESS
      };
      if (!(await takeFrom(trx, [misses], at))) return refuse('too-many-tries');
      const secret = readToken(token);
      const feed = secret && (await store.findFeed(trx, secret.id));
      if (!feed || !isSecretOf(secret, feed.secretHash)) return refuse('not-found');
      await giveBackTo(trx, [misses], at);
      const reads = { key: `calendar-feed:${feed.id}`, capacity: READS_OF_A_FEED };
      if (!(await takeFrom(trx, [reads], at))) return refuse('too-many-tries');
      await store.setFeedRead(trx, feed.id, at);
      return feed;
    });

  /** Since when the person's calendar has an address, and when it was last read; null without one. */
  async function mine(
    personId: PersonId
  ): Promise<{ madeAt: string; readAt: string | null } | null> {
    const feed = await store.findFeedOf(db, personId);
    return feed ? { madeAt: feed.madeAt, readAt: feed.readAt } : null;
  }

  /** A new address, whose path is told this once; one that was made before opens nothing from now on. */
  async function make(personId: PersonId): Promise<{ path: string }> {
    const at = clock();
    const id = newId();
    const { token, secretHash } = newSecret(id);
    await db.transaction().execute(async (trx) => {
      await store.deleteFeedOf(trx, personId);
      await store.insertFeed(trx, { id, personId, secretHash, madeAt: at });
      await note(trx, personId, 'calendar-made', at);
    });
    return { path: `/calendar/${token}.ics` };
  }

  async function end(personId: PersonId): Promise<void> {
    await db.transaction().execute(async (trx) => {
      if (await store.deleteFeedOf(trx, personId))
        await note(trx, personId, 'calendar-ended', clock());
    });
  }

  const meetingsOf = async (board: Board): Promise<CalendarMeeting[]> =>
    Promise.all(
      (await listMeetings(db, board.id)).map((meeting) => toCalendar(board.name, meeting))
    );

  async function toCalendar(title: string, meeting: MeetingRow): Promise<CalendarMeeting> {
    const { date, startTime, endTime, place } = meeting;
    const changes = await listEntriesOf(db, meeting.id, CALENDAR_COMMANDS);
    return {
      meetingId: meeting.id,
      title,
      date,
      startTime,
      endTime,
      place,
      isCancelled: meeting.phase === 'cancelled',
      reason: reasonIn(changes.at(-1)?.command),
      changes: changes.length,
      changedAt: changes.at(-1)?.at ?? meeting.createdAt
    };
  }

  return { ofBoard, read, mine, make, end };
}

/** The reason of the last change, where it asks for one. */
const reasonIn = (command: Command | undefined): string | null =>
  command && 'reason' in command ? command.reason : null;

const note = (trx: Db, personId: PersonId, kind: string, at: string): Promise<void> =>
  recordAudit(trx, { at, actorId: personId, kind, subject: personId, detail: {} });
