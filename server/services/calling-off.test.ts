import { describe, expect, test } from 'vitest';
import { canonicalBytes, digestOf } from '#server/export/canonical.ts';
import { meetingsToCalendar } from '#server/export/calendar.ts';
import { granted, meetingBegun, performAll } from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, type SampleBoard, type Who } from '../../tests/support/sample-board.ts';
import {
  addItem,
  admit,
  CANCEL,
  CLOSE,
  idOf,
  postponeTo,
  PUBLISH,
  START
} from '../../tests/support/sample-meeting.ts';

const LATER = '2027-01-14';

const agendaFor = async (board: SampleBoard, who: Who, meetingId: string) =>
  board.records.agenda(board.people[who], meetingId);
const pageFor = async (board: SampleBoard, who: Who, meetingId: string) =>
  granted(await board.meetings.page(board.people[who], meetingId));

async function publishedMeeting(board: SampleBoard): Promise<string> {
  const meetingId = await meetingBegun(board);
  await performAll(board, meetingId, [addItem('a'), addItem('b', { part: 'part2' }), PUBLISH]);
  return meetingId;
}

test('[O1] [P14] nobody but the clerk calls a meeting off, and it is kept that they asked', async () => {
  const board = await sampleBoard();
  const meetingId = await publishedMeeting(board);
  for (const who of ['chair', 'vice', 'member', 'crg', 'officer', 'observer'] as const) {
    for (const command of [CANCEL, postponeTo(LATER)]) {
      expect(await board.perform(who, meetingId, command)).toEqual({ refused: 'not-allowed' });
    }
  }
  const refused = await board.db
    .selectFrom('audit_event')
    .select('actor_id')
    .where('kind', '=', 'command-refused')
    .execute();
  expect(refused).toHaveLength(12);
  expect((await pageFor(board, 'clerk', meetingId)).proceedings.phase).toBe('agendaPublished');
});

describe('postponing', () => {
  test('[O2] two who postpone at once do not put the same date off twice', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    const said = await Promise.all(
      [LATER, '2027-02-11'].map((date) => board.perform('clerk', meetingId, postponeTo(date)))
    );
    expect(said).toEqual([
      expect.objectContaining({ seq: expect.any(Number) }),
      { refused: 'date-changed', field: 'date' }
    ]);
  });

  test('[O2] [D6] never to a time that clocks skip', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    const skipped = { ...postponeTo('2027-03-28'), startTime: '01:30', endTime: null };
    expect(await board.perform('clerk', meetingId, skipped)).toEqual({
      refused: 'time-unreal',
      field: 'startTime'
    });
  });

  test('[O3] [N3] notice is counted anew, and the first version is kept beside the second', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    await performAll(board, meetingId, [postponeTo(LATER)]);
    const { notice } = await pageFor(board, 'clerk', meetingId);
    // Over Christmas and New Year: the sixth working day before 14 January.
    expect(notice).toMatchObject({ latestPublicationDay: '2027-01-06', met: true });
    expect(granted(await board.meetings.ofBoard(board.people.crg, board.boardId))[0]).toMatchObject(
      { date: LATER, publishBy: { date: '2027-01-06' }, change: { from: '2026-12-10' } }
    );
    board.time.now = '2027-01-08T09:00:00.000Z';
    expect(await board.perform('clerk', meetingId, PUBLISH)).toMatchObject({
      refused: 'reason-missing'
    });
    await performAll(board, meetingId, [{ ...PUBLISH, shortNoticeReason: 'Agreed by all.' }]);
    const kept = await board.db
      .selectFrom('publication')
      .select(['version', 'clear_days', 'record', 'digest'])
      .orderBy('version')
      .execute();
    expect(kept.map(({ version, clear_days }) => [version, clear_days])).toEqual([
      [1, 11],
      [2, 3]
    ]);
    const reader = board.people.crg;
    const versions = await Promise.all(
      [1, 2, 3, Number.NaN].map((each) => board.records.agendaVersion(reader, meetingId, each))
    );
    expect(versions).toMatchObject([
      { version: 1, date: '2026-12-10' },
      { version: 2, date: LATER },
      { refused: 'not-found' },
      { refused: 'not-found' }
    ]);
    const part2 = granted(versions[0] ?? { refused: 'not-found' }).items.filter(
      ({ part }) => part === 'part2'
    );
    expect(part2).toMatchObject([{ withheld: true, recommendations: [] }]);
    expect(await board.records.agendaVersion(board.people.stranger, meetingId, 1)).toEqual({
      refused: 'not-found'
    });
    expect((await pageFor(board, 'crg', meetingId)).formerAgendas).toEqual([
      { version: 1, on: '2026-11-24' }
    ]);
    for (const { record, digest } of kept) {
      const frozen = JSON.parse(record) as Parameters<typeof canonicalBytes>[0];
      expect(digestOf(canonicalBytes(frozen))).toBe(digest);
      expect(frozen).not.toHaveProperty('calledOff');
    }
  });

  test('[O6] [P13] whoever does not see the new draft reads what was published, and that it is off', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    await performAll(board, meetingId, [postponeTo(LATER), addItem('secretplan')]);
    const calledOff = { reason: postponeTo(LATER).reason, postponedTo: LATER };
    const read = granted(await agendaFor(board, 'crg', meetingId));
    expect(read).toMatchObject({ version: 1, date: '2026-12-10', calledOff });
    expect(JSON.stringify(read)).not.toContain('secretplan');
    expect(read.items.find(({ part }) => part === 'part2')).toMatchObject({ withheld: true });
    expect((await pageFor(board, 'crg', meetingId)).proceedings).toMatchObject({
      items: [],
      postponements: [{ from: '2026-12-10', to: LATER }]
    });
    const draft = granted(await agendaFor(board, 'member', meetingId));
    expect(draft).toMatchObject({ version: null, date: LATER });
    expect(draft.items.map(({ title }) => title)).toContain('About secretplan');
  });
});

describe('cancelling', () => {
  test('[O6] [P13] the published agenda says so to everybody; one never published stays unseen', async () => {
    const board = await sampleBoard();
    const published = await publishedMeeting(board);
    const draft = await meetingBegun(board, { date: LATER });
    for (const meetingId of [published, draft]) await performAll(board, meetingId, [CANCEL]);
    const calledOff = { reason: CANCEL.reason, postponedTo: null };
    for (const who of ['crg', 'member', 'observer', 'clerk'] as const) {
      expect(await agendaFor(board, who, published)).toMatchObject({ version: 1, calledOff });
    }
    expect(await agendaFor(board, 'crg', draft)).toEqual({ refused: 'not-found' });
    expect((await pageFor(board, 'crg', draft)).proceedings.items).toEqual([]);
    expect(await agendaFor(board, 'member', draft)).toMatchObject({ version: null, calledOff });
  });

  test('[O5] it is no next meeting, and the list says why', async () => {
    const board = await sampleBoard();
    const first = await meetingBegun(board, { date: '2026-12-03' });
    const cancelled = await publishedMeeting(board);
    const last = await meetingBegun(board, { date: '2027-03-11' });
    expect((await pageFor(board, 'clerk', first)).nextMeetingOn).toBe('2026-12-10');
    await performAll(board, cancelled, [CANCEL]);
    expect((await pageFor(board, 'clerk', first)).nextMeetingOn).toBe('2027-03-11');
    const coming = await board.meetings.comingUp(board.people.member);
    expect(coming.map(({ id }) => id)).toEqual([first, last]);
    const listed = granted(await board.meetings.ofBoard(board.people.crg, board.boardId));
    expect(listed.find(({ id }) => id === cancelled)).toMatchObject({
      phase: 'cancelled',
      publishBy: null,
      change: { kind: 'cancelled', reason: CANCEL.reason }
    });
    await performAll(board, last, [CANCEL]);
    expect(granted(await board.meetings.pattern(board.people.clerk, board.boardId)).date).toBe(
      '2027-03-04'
    );
  });
});

test('[O6] the calendar keeps the UID, raises SEQUENCE each time, and says CANCELLED at the end', async () => {
  const board = await sampleBoard();
  const meetingId = await publishedMeeting(board);
  const lines = async () => {
    const { boardName, meetings } = granted(
      await board.calendars.ofBoard(board.people.crg, board.boardId)
    );
    const calendar = await meetingsToCalendar(boardName, meetings);
    return calendar
      .split('\r\n')
      .filter((line) => /^(UID|SEQUENCE|STATUS|DTSTART|DESCRIPTION)/.test(line));
  };
  const uid = `UID:${meetingId}@correct-record`;
  expect(await lines()).toEqual(
    expect.arrayContaining([uid, 'SEQUENCE:0', 'DTSTART:20261210T140000Z', 'STATUS:CONFIRMED'])
  );
  await performAll(board, meetingId, [postponeTo(LATER)]);
  expect(await lines()).toEqual(
    expect.arrayContaining([uid, 'SEQUENCE:1', 'DTSTART:20270114T140000Z', 'STATUS:CONFIRMED'])
  );
  await performAll(board, meetingId, [CANCEL]);
  expect(await lines()).toEqual(
    expect.arrayContaining([
      uid,
      'SEQUENCE:2',
      'DTSTART:20270114T140000Z',
      'STATUS:CANCELLED',
      `DESCRIPTION:${CANCEL.reason}`
    ])
  );
});

describe('urgent items', () => {
  test('[U1] the chair admits one, and the vice-chair while the chair is away; nobody else', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    const chair = {
      type: 'record-attendance',
      attendee: {
        key: board.people.chair,
        name: 'The chair',
        kind: 'present',
        office: 'Chair',
        organisation: null,
        sector: null,
        post: null,
        substituteSeatId: null,
        substituteFor: null
      }
    } as const;
    await performAll(board, meetingId, [chair]);
    for (const who of ['vice', 'member', 'crg', 'officer', 'clerk', 'observer'] as const) {
      expect(await board.perform(who, meetingId, admit('late'))).toEqual({
        refused: 'not-allowed'
      });
    }
    expect(await board.perform('chair', meetingId, admit('late'))).toHaveProperty('seq');
    await performAll(board, meetingId, [{ type: 'clear-attendance', key: board.people.chair }]);
    expect(await board.perform('vice', meetingId, admit('later'))).toHaveProperty('seq');
  });

  test('[U3] [U4] everybody reads it on the agenda and, with its reason, in the minutes', async () => {
    const board = await sampleBoard();
    const meetingId = await publishedMeeting(board);
    granted(await board.perform('chair', meetingId, admit('late')));
    const agenda = granted(await agendaFor(board, 'crg', meetingId));
    expect(agenda.version).toBe(1);
    expect(agenda.items.at(-1)).toMatchObject({
      title: 'About late',
      number: agenda.items.length,
      urgentReason: admit('late').reason,
      withheld: false
    });
    await performAll(board, meetingId, [START, CLOSE]);
    const { record } = granted(await board.records.minutes(board.people.clerk, meetingId));
    const minute = record.minutes.find(({ itemId }) => itemId === idOf('late'));
    expect(JSON.stringify(minute?.blocks)).toContain(admit('late').reason);
  });
});
