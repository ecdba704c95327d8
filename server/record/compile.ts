/** Makes the records of a meeting out of its proceedings, its documents and the rows they point at. */
import { attendeesOf } from '#domain/attendance.ts';
import { isMember, printedHolder, type Board, type Seat } from '#domain/board.ts';
import { compileAgenda } from '#domain/compile-agenda.ts';
import { compileMinutes, minutedItems } from '#domain/compile-minutes.ts';
import { unstatedUnder } from '#domain/declaration-statement.ts';
import { exclusionWords } from '#domain/exclusion.ts';
import { firstMinuteNumber } from '#domain/numbering.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import type { AgendaRecord, MinutesRecord, PrintedPerson, RecordHead } from '#domain/record.ts';
import { statementWords } from '#domain/statement.ts';
import { votesUnder } from '#domain/vote-statement.ts';
import { listActions } from '#server/store/actions.ts';
import type { Db } from '#server/store/database.ts';
import { listMeetings, type MeetingRow } from '#server/store/meetings.ts';
import { listSeats } from '#server/store/seats.ts';
import { readAgendaTexts, readMinutes } from './document-text.ts';

const everything = () => true;

/** The whole agenda, private items included: who may see what is decided where it is shown. */
export async function compileAgendaRecord(
  db: Db,
  board: Board,
  proceedings: Proceedings,
  { publishedOn }: { publishedOn: string | null }
): Promise<AgendaRecord> {
  const seats = await listSeats(db, board.id, proceedings.arrangements.date);
  const texts = await readAgendaTexts(db, proceedings.meetingId, proceedings.items, everything);
  return compileAgenda({
    ...headOf(board, proceedings),
    openToPublic: board.settings.accessRegime !== 'private',
    version: publishedOn === null ? null : (proceedings.publication?.version ?? 1),
    publishedOn,
    membership: seats.filter(({ office }) => isMember(office)).map(printedHolder),
    substitutes: seats.flatMap(printedSubstitutes),
    items: proceedings.items,
    texts: new Map(Object.entries(texts)),
    seesPart2: everything,
    minutesOf: awaitingApproval(await listMeetings(db, board.id), proceedings.arrangements.date)
  });
}

/** [Y11] Dates of the meetings held before this one whose minutes are not approved, earliest first. */
export const awaitingApproval = (meetings: readonly MeetingRow[], before: string): string[] =>
  meetings
    .filter(({ minutesStage }) => minutesStage !== null && minutesStage !== 'approved')
    .map(({ date }) => date)
    .filter((date) => date < before)
    .toSorted();

/** The whole minutes as they stand, as a draft. */
export async function compileMinutesRecord(
  db: Db,
  board: Board,
  proceedings: Proceedings
): Promise<MinutesRecord> {
  const { meetingId, items, attendees } = proceedings;
  const texts = await readAgendaTexts(db, meetingId, items, everything);
  const minuteTexts = await readMinutes(
    db,
    items.map(({ id }) => id)
  );
  const actions = await listActions(db, { meetingId });
  return compileMinutes({
    ...headOf(board, proceedings),
    state: 'draft',
    startTime: proceedings.startedAt ?? proceedings.arrangements.startTime,
    finishTime: proceedings.finishedAt,
    present: attendeesOf(attendees, 'present'),
    inAttendance: attendeesOf(attendees, 'inAttendance'),
    apologies: attendeesOf(attendees, 'apologies'),
    opening: board.settings.opening,
    approval: null,
    items,
    firstNumber: await firstNumberOf(db, board, proceedings),
    texts: new Map(Object.entries(texts)),
    minuteTexts: new Map(Object.entries(minuteTexts)),
    actions: new Map(
      actions.map(({ id, number, owners, dueOn }) => [
        id,
        { number, owners: owners.map(({ name }) => name), dueOn }
      ])
    ),
    approvals: proceedings.approvals,
    wordsOf: (statement) => statementWords(statement, proceedings),
    exclusions: exclusionsOf(board, proceedings),
    declaredUnder: unstatedUnder(proceedings, Object.values(minuteTexts)),
    votesUnder: (itemId) => votesUnder(itemId, proceedings),
    seesPart2: everything
  });
}

/** By the first of the items it was for that was taken: one that never was needs no resolution. */
const exclusionsOf = (
  { settings }: Board,
  { exclusions, items }: Proceedings
): Map<string, string> =>
  new Map(
    exclusions.flatMap((exclusion) => {
      const first = minutedItems(items).find(({ id }) => exclusion.itemIds.includes(id));
      return first ? [[first.id, exclusionWords(exclusion, items, settings.accessRegime)]] : [];
    })
  );

/** Number of the meeting's first minute: as set by hand, or by the board's scheme. */
export async function firstNumberOf(
  db: Db,
  board: Board,
  proceedings: Proceedings
): Promise<number> {
  if (proceedings.minutes.numberedFrom !== null) return proceedings.minutes.numberedFrom;
  const { date, startTime } = proceedings.arrangements;
  const isEarlier = (meeting: MeetingRow): boolean =>
    meeting.date < date || (meeting.date === date && meeting.startTime < startTime);
  // Numbers are used up only by meetings that have been held.
  const held = (await listMeetings(db, board.id)).filter(
    (meeting) => meeting.minutesStage !== null && isEarlier(meeting)
  );
  return firstMinuteNumber(
    board.settings.numbering,
    date,
    // Of two on one day, the earlier comes first.
    held.toReversed().map((meeting) => ({
      date: meeting.date,
      minutes: meeting.minuteCount,
      startedFrom: meeting.numberedFrom
    }))
  );
}

/** The number of each minuted item's minute, by item id. */
export async function minuteNumbersOf(
  db: Db,
  board: Board,
  proceedings: Proceedings
): Promise<Map<string, number>> {
  const first = await firstNumberOf(db, board, proceedings);
  return new Map(minutedItems(proceedings.items).map(({ id }, index) => [id, first + index]));
}

const headOf = (
  { name, settings }: Board,
  { arrangements, attribution }: Proceedings
): RecordHead => ({
  ...(attribution === 'named' ? {} : { attribution }),
  board: { name, strapline: settings.strapline },
  date: arrangements.date,
  startTime: arrangements.startTime,
  place: arrangements.place,
  contact: settings.contactEmail
    ? { name: settings.contactName, post: settings.contactPost, email: settings.contactEmail }
    : null
});

const printedSubstitutes = (seat: Seat): PrintedPerson[] =>
  seat.substitutes.map(({ name, post }) => ({
    name,
    office: null,
    organisation: seat.organisation,
    post,
    substituteFor: null
  }));
