/** Reading meetings: what the board page, Home and the meeting's own pages show one person. */
import { printedHolder, type Board, type Seat } from '#domain/board.ts';
import { diaryChangeOf, type DiaryChange } from '#domain/calling-off.ts';
import { addDays, sameWeekdayNextQuarter } from '#domain/civil-date.ts';
import { momentOf } from '#domain/london-time.ts';
import type { Arrangements } from '#domain/meeting.ts';
import { addWorkingDays, latestPublicationDay, noticeOf, workingDaysLeft } from '#domain/notice.ts';
import { may } from '#domain/permission.ts';
import { nextStep, type TimetableStep } from '#domain/timetable.ts';
import { isRefusal, refuse, type Refusal } from '#domain/refusal.ts';
import { withholdFromProceedings } from '#domain/withhold.ts';
import {
  PAGE_VERBS,
  type MeetingPage,
  type MeetingSummary,
  type PageVerb
} from '#protocol/meeting-page.ts';
import type { Clock } from '#server/clock.ts';
import { readAgendaTexts, readMinutes } from '#server/record/document-text.ts';
import { firstNumberOf } from '#server/record/compile.ts';
import { listActions } from '#server/store/actions.ts';
import { findActor } from '#server/store/actors.ts';
import { findBoard, listBoards } from '#server/store/boards.ts';
import type { Db } from '#server/store/database.ts';
import { holidaysOf } from '#server/store/holidays.ts';
import { findMeetingContext, type MeetingContext } from '#server/store/meeting-context.ts';
import { listMeetings, type MeetingRow } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { findAgendaPublication, listAgendaVersions } from '#server/store/publications.ts';
import { listSeats } from '#server/store/seats.ts';
import { listTopics } from '#server/store/work-programme.ts';
import { timetableFor, type BoardCalendar } from './meetings-timetable.ts';

export function makeMeetings({ db, clock }: { db: Db; clock: Clock }) {
  const today = () => momentOf(clock()).today;

  /** A board's meetings, latest first. */
  async function ofBoard(personId: string, boardId: string): Promise<MeetingSummary[] | Refusal> {
    const actor = await findActor(db, personId, today());
    const board = await findBoard(db, boardId);
    if (!actor || !board || !may(actor, 'see-board', { boardId })) return refuse('not-found');
    const calendar = await calendarOf(board);
    return Promise.all(calendar.meetings.map((meeting) => summaryOf(calendar, meeting)));
  }

  /** Meetings to come on every board the person belongs to, soonest first. */
  async function comingUp(personId: string): Promise<MeetingSummary[]> {
    const actor = await findActor(db, personId, today());
    if (!actor) return [];
    const boards = (await listBoards(db)).filter(({ id }) =>
      may(actor, 'see-board', { boardId: id })
    );
    const lists = await Promise.all(boards.map(({ id }) => ofBoard(personId, id)));
    return lists
      .flatMap((list) => (isRefusal(list) ? [] : list))
      .filter((meeting) => meeting.phase !== 'ended' && meeting.phase !== 'cancelled')
      .sort((a, b) => a.date.localeCompare(b.date));
  }

  async function summaryOf(calendar: BoardCalendar, meeting: MeetingRow): Promise<MeetingSummary> {
    const { board, holidays } = calendar;
    const { minuteCount, numberedFrom, createdAt, ...given } = meeting;
    const next = nextStep(await timetableFor(db, calendar, meeting)) ?? null;
    const shown = { ...given, change: await changeOf(meeting), next };
    const asksNotice = board.settings.accessRegime !== 'private' && meeting.phase === 'agendaOpen';
    if (!asksNotice) return { ...shown, boardName: board.name, publishBy: null };
    const date = latestPublicationDay(meeting.date, board.settings.noticeDays, holidays);
    const daysLeft = workingDaysLeft(today(), date, holidays);
    return { ...shown, boardName: board.name, publishBy: { date, daysLeft } };
  }

  const calendarOf = async (board: Board): Promise<BoardCalendar> => ({
    board,
    meetings: await listMeetings(db, board.id),
    holidays: await holidaysOf(db, board.id),
    today: today()
  });

  /** Every date of the meeting, and how far each thing has come. */
  async function timetable(
    personId: string,
    meetingId: string
  ): Promise<readonly TimetableStep[] | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    return context
      ? timetableFor(db, await calendarOf(context.board), context.meeting)
      : refuse('not-found');
  }

  /** Asked of the journal only where it can matter: most meetings of a board have long been held. */
  async function changeOf({ id, minutesStage }: MeetingRow): Promise<DiaryChange | null> {
    const loaded = minutesStage === null ? await loadProceedings(db, id) : undefined;
    return loaded ? diaryChangeOf(loaded.proceedings) : null;
  }

  /** What "Set up next meeting" offers: the pattern of the last one, a quarter on. */
  async function pattern(personId: string, boardId: string): Promise<Arrangements | Refusal> {
    const meetings = await ofBoard(personId, boardId);
    if (isRefusal(meetings)) return meetings;
    const last = meetings.find(({ phase }) => phase !== 'cancelled');
    if (!last) {
      // Four weeks on, or the first working day after that.
      const date = addWorkingDays(addDays(today(), 27), 1, await holidaysOf(db, boardId));
      return { date, startTime: '14:00', endTime: '16:00', place: null };
    }
    const { startTime, endTime, place } = last;
    let date = sameWeekdayNextQuarter(last.date);
    while (date <= today()) date = sameWeekdayNextQuarter(date);
    // Y15: a date that the programme has, and the diary has not, is the next one.
    const planned = (await listTopics(db, boardId))
      .map(({ meetingOn }) => meetingOn)
      .filter((on) => on > last.date && on > today())
      .toSorted()[0];
    return { date: planned ?? date, startTime, endTime, place };
  }

  async function page(personId: string, meetingId: string): Promise<MeetingPage | Refusal> {
    const context = await findMeetingContext(db, personId, meetingId, clock());
    return context ? pageOf(context) : refuse('not-found');
  }

  async function pageOf(context: MeetingContext): Promise<MeetingPage> {
    const { actor, board, meeting, can, seesPart2 } = context;
    const seesAgenda = can('see-agenda');
    const whole = withholdFromProceedings(
      context.proceedings,
      seesPart2,
      can('return-minutes'),
      context.knowsNature,
      context.isOut
    );
    // Before the agenda is published some may know only that there is a meeting, when and where.
    const proceedings = seesAgenda
      ? whole
      : { ...whole, items: [], resolutions: [], actions: [], votes: [] };
    const items = proceedings.items;
    const seats = await listSeats(db, board.id, proceedings.arrangements.date);
    const calendar = await calendarOf(board);
    const { meetings } = calendar;
    const readable = items.filter(({ id }) => can('see-minute', id)).map(({ id }) => id);
    return {
      board,
      meeting: {
        id: meeting.id,
        boardId: board.id,
        ...proceedings.arrangements,
        phase: proceedings.phase,
        minutesStage: proceedings.minutes.stage
      },
      proceedings,
      texts: seesAgenda ? await readAgendaTexts(db, meeting.id, items, seesPart2) : {},
      minutes: await readMinutes(db, readable),
      actions: (await listActions(db, { meetingId: meeting.id })).filter(({ itemId }) =>
        can('see-action', itemId)
      ),
      seats,
      people: peopleOf(seats),
      today: today(),
      now: clock(),
      timetable: await timetableFor(db, calendar, meeting),
      nextMeetingOn: nextMeetingOn(meetings, meeting),
      firstMinuteNumber: await firstNumberOf(db, board, proceedings),
      notice: await noticeFor(context),
      publication: await publicationOf(meeting.id),
      formerAgendas: (await listAgendaVersions(db, meeting.id)).filter(
        ({ version }) =>
          proceedings.phase === 'agendaOpen' || version !== proceedings.publication?.version
      ),
      awaiting: meetings
        .filter(({ date, minutesStage }) => minutesStage === 'circulated' && date <= meeting.date)
        .filter(({ id }) => id !== meeting.id)
        .map(({ id, date }) => ({ meetingId: id, date })),
      can: Object.fromEntries(PAGE_VERBS.map((verb) => [verb, can(verb)])) as Record<
        PageVerb,
        boolean
      >,
      writable: items.filter(({ id }) => can('write-minute', id)).map(({ id }) => id),
      seesPart2: items
        .filter(({ id, part }) => part === 'part2' && seesPart2(id))
        .map(({ id }) => id),
      me: actor.personId
    };
  }

  async function noticeFor({ board, proceedings }: MeetingContext) {
    if (board.settings.accessRegime === 'private') return null;
    const holidays = await holidaysOf(db, board.id);
    // O3: what was published before a postponement gave no notice of the new date.
    const stands = proceedings.phase === 'agendaOpen' ? null : proceedings.publication;
    const on = stands?.on ?? today();
    const { date } = proceedings.arrangements;
    return {
      ...noticeOf(on, date, board.settings.noticeDays, holidays),
      latest: latestPublicationDay(date, board.settings.noticeDays, holidays)
    };
  }

  async function publicationOf(meetingId: string) {
    const found = await findAgendaPublication(db, meetingId);
    return found ? { version: found.version, on: found.publishedOn, digest: found.digest } : null;
  }

  return { ofBoard, comingUp, pattern, page, timetable };
}

/** Everybody an action may be given to: seat holders and their substitutes, once each. */
const peopleOf = (seats: readonly Seat[]) => {
  const people = seats.flatMap((seat) => [
    {
      id: seat.personId,
      name: seat.name,
      post: printedHolder(seat).organisation ?? seat.post ?? ''
    },
    ...seat.substitutes.map((each) => ({
      id: each.personId,
      name: each.name,
      post: each.post ?? ''
    }))
  ]);
  return [...new Map(people.map((person) => [person.id, person])).values()];
};

/** The next date already in the diary, else a quarter on: what "next meeting" means for a due date. */
function nextMeetingOn(meetings: readonly MeetingRow[], meeting: MeetingRow): string {
  const later = meetings.filter(({ date, phase }) => date > meeting.date && phase !== 'cancelled');
  return later.at(-1)?.date ?? sameWeekdayNextQuarter(meeting.date);
}
