import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/command.ts';
import { isRefusal } from '#domain/refusal.ts';
import { newId } from '#server/new-id.ts';
import { verifyAudit } from '#server/store/audit.ts';
import type { Db } from '#server/store/database.ts';
import { listEntries } from '#server/store/journals.ts';
import { findMeeting, listMeetings } from '#server/store/meetings.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { meetingBegun, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import { MEETING, sampleBoard, type SampleBoard } from '../../tests/support/sample-board.ts';
import {
  addItem,
  attend,
  idOf,
  PUBLISH,
  raise,
  START
} from '../../tests/support/sample-meeting.ts';

const auditOf = (db: Db) =>
  db
    .selectFrom('audit_event')
    .select(['actor_id', 'kind', 'subject', 'detail'])
    .orderBy('seq')
    .execute();
const seqsOf = async ({ db }: SampleBoard, meetingId: string) =>
  (await listEntries(db, meetingId, 0)).map(({ seq }) => seq);

test('[INV-10] what leaves no trace is not done and not told', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  const before = await seqsOf(board, meetingId);
  await sql`create trigger no_trace before insert on audit_event
    begin select raise(abort, 'no trace'); end`.execute(board.db);
  board.announced.length = 0;
  const begin = () => board.proceedings.begin(board.people.clerk, board.boardId, MEETING);
  await expect(begin()).rejects.toThrow('no trace');
  await expect(board.perform('clerk', meetingId, PUBLISH)).rejects.toThrow('no trace');
  expect(await listMeetings(board.db, board.boardId)).toHaveLength(1);
  expect(await seqsOf(board, meetingId)).toEqual(before);
  expect(board.announced).toEqual([]);
});

describe('being refused', () => {
  test('[P14] somebody without a place hears what everybody hears of a meeting that is not there', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    for (const who of ['stranger', 'admin'] as const) {
      const refused = await board.perform(who, meetingId, addItem('a'));
      expect(refused).toEqual({ refused: 'not-found' });
      expect(await board.perform(who, newId(), addItem('a'))).toEqual(refused);
      expect(await board.proceedings.stateFor(board.people[who], meetingId)).toEqual(refused);
      expect(await board.proceedings.entriesSince(board.people[who], meetingId, 0)).toEqual(
        refused
      );
      expect(await board.meetings.page(board.people[who], meetingId)).toEqual(refused);
      expect(await board.records.agenda(board.people[who], meetingId)).toEqual(refused);
    }
  });

  test('[P14] an attempt at what is not allowed changes nothing, tells nobody and is kept', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const before = await seqsOf(board, meetingId);
    const events = (await auditOf(board.db)).length;
    board.announced.length = 0;
    expect(await board.perform('member', meetingId, addItem('a'))).toEqual({
      refused: 'not-allowed'
    });
    expect(await board.perform('chair', meetingId, addItem('a', { part: 'part2' }))).toEqual({
      refused: 'not-allowed'
    });
    expect(await board.perform('stranger', meetingId, PUBLISH)).toEqual({ refused: 'not-found' });
    await board.perform('stranger', newId(), PUBLISH);
    expect((await auditOf(board.db)).slice(events)).toEqual([
      {
        actor_id: board.people.member,
        kind: 'command-refused',
        subject: meetingId,
        detail: '{"command":"add-item"}'
      },
      {
        actor_id: board.people.chair,
        kind: 'command-refused',
        subject: meetingId,
        detail: '{"command":"add-item"}'
      },
      {
        actor_id: board.people.stranger,
        kind: 'command-refused',
        subject: meetingId,
        detail: '{"command":"publish-agenda"}'
      }
    ]);
    expect(await verifyAudit(board.db)).toMatchObject({ intact: true });
    expect(await seqsOf(board, meetingId)).toEqual(before);
    expect(board.announced).toEqual([]);
  });

  test('[J5] a command that an effect refuses leaves nothing behind and tells nothing', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    board.time.now = '2026-12-09T09:00:00.000Z';
    const before = await loadProceedings(board.db, meetingId);
    board.announced.length = 0;
    expect(await board.perform('clerk', meetingId, PUBLISH)).toEqual({
      refused: 'reason-missing',
      field: 'shortNoticeReason'
    });
    expect(await loadProceedings(board.db, meetingId)).toEqual(before);
    expect(board.announced).toEqual([]);
    expect(await board.db.selectFrom('publication').selectAll().execute()).toEqual([]);
    // The next command goes on from there.
    const seq = before?.proceedings.seq ?? 0;
    expect(await board.perform('clerk', meetingId, addItem('a'))).toEqual({ seq: seq + 1 });
  });
});

describe('being kept', () => {
  test('[J3] a command sent twice is kept once and answered alike', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const sent = { commandId: newId(), command: addItem('a') };
    const send = (who: keyof typeof board.people) =>
      board.proceedings.perform(board.people[who], meetingId, sent);
    const first = await send('clerk');
    board.announced.length = 0;
    expect(await Promise.all([send('clerk'), send('clerk')])).toEqual([first, first]);
    expect(board.announced).toEqual([]);
    const { proceedings } = (await loadProceedings(board.db, meetingId)) ?? {};
    expect(proceedings?.items.filter(({ id }) => id === idOf('a'))).toHaveLength(1);
  });

  test('[J3] it is answered alike although the right to send it has gone since', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, [addItem('a')]);
    const sent = { commandId: newId(), command: { type: 'open-item', itemId: idOf('a') } } as const;
    const send = () => board.proceedings.perform(board.people.vice, meetingId, sent);
    const first = await send();
    expect(first).toHaveProperty('seq');
    await board.perform(
      'clerk',
      meetingId,
      attend('x', { key: board.people.chair, office: 'Chair' })
    );
    expect(await send()).toEqual(first);
    expect(await board.perform('vice', meetingId, sent.command)).toEqual({
      refused: 'not-allowed'
    });
  });

  test('[J4] commands sent at once are all kept, one after the other', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const before = (await seqsOf(board, meetingId)).length;
    const items = Array.from({ length: 20 }, (_, n) => addItem(`item${n}x`));
    const said = await Promise.all(
      items.map((item, n) => board.perform(n % 2 === 0 ? 'clerk' : 'chair', meetingId, item))
    );
    const seqs = said.map((each) => (isRefusal(each) ? 0 : each.seq)).toSorted((a, b) => a - b);
    expect(seqs).toEqual(items.map((_, n) => before + n + 1));
    expect(await seqsOf(board, meetingId)).toEqual(
      Array.from({ length: before + 20 }, (_, n) => n + 1)
    );
  });

  test('[J5] the meeting’s row says what its journal says, and lists are told when it changes', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const moved: Command = {
      type: 'set-arrangements',
      date: '2026-12-17',
      startTime: '10:00',
      endTime: null,
      place: null
    };
    board.announced.length = 0;
    await board.perform('clerk', meetingId, moved);
    expect(await findMeeting(board.db, meetingId)).toMatchObject({
      date: '2026-12-17',
      startTime: '10:00',
      endTime: null,
      place: null
    });
    expect(board.announced.map(({ type }) => type)).toEqual(['entry', 'board-changed']);
    board.announced.length = 0;
    await board.perform('clerk', meetingId, {
      type: 'move-item',
      itemId: await firstItem(board, meetingId),
      before: null
    });
    expect(board.announced.map(({ type }) => type)).toEqual(['entry']);
  });

  test('[J2] the journal replayed on another server gives the state of this one', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, [addItem('a'), addItem('b', { part: 'part2' })]);
    await board.perform('clerk', meetingId, raise('act', 'b'));
    const here = await loadProceedings(board.db, meetingId);
    expect(await loadProceedings(board.db, meetingId, {})).toEqual(here);
  });
});

test('[Q1] a body that meets in private starts without publishing; any other does not', async () => {
  for (const regime of ['adopted', 'statutory'] as const) {
    const board = await sampleBoard(regime);
    expect(await board.perform('clerk', await meetingBegun(board), START)).toEqual({
      refused: 'agenda-not-published'
    });
  }
  const board = await sampleBoard('private');
  const meetingId = await meetingBegun(board);
  expect(await board.perform('chair', meetingId, START)).toHaveProperty('seq');
  expect(await findMeeting(board.db, meetingId)).toMatchObject({
    phase: 'inSession',
    minutesStage: 'liveNote'
  });
});

test('[P9] what others get of a meeting says nothing of its private business', async () => {
  const board = await sampleBoard();
  const meetingId = await meetingBegun(board);
  await board.perform(
    'clerk',
    meetingId,
    addItem('a', { title: 'Case of J', presenter: 'Tom Ode' })
  );
  await board.perform('clerk', meetingId, {
    type: 'change-part',
    itemId: idOf('a'),
    newItemId: idOf('b'),
    part: 'part2',
    ground: 'Paragraph 1'
  });
  await board.perform('clerk', meetingId, PUBLISH);
  await board.perform('clerk', meetingId, START);
  await board.perform('clerk', meetingId, raise('act', 'b'));
  const { proceedings, people, announced } = board;
  for (const who of ['crg', 'observer', 'officer'] as const) {
    const told = [
      await proceedings.stateFor(people[who], meetingId),
      await proceedings.entriesSince(people[who], meetingId, 0)
    ];
    for (const said of announced) {
      if (said.type !== 'entry') continue;
      const entryFor = await proceedings.entryViews(meetingId, said.entry);
      told.push((await entryFor(people[who])) as never);
    }
    expect(JSON.stringify(told)).not.toMatch(/Case of J|Tom Ode|District councils/);
    expect(JSON.stringify(told)).toContain('Paragraph 1');
  }
  expect(JSON.stringify(await proceedings.stateFor(people.member, meetingId))).toMatch(
    /Case of J.*Tom Ode/
  );
});

async function firstItem({ db }: SampleBoard, meetingId: string): Promise<string> {
  const loaded = await loadProceedings(db, meetingId);
  const [first] = loaded?.proceedings.items ?? [];
  if (!first) throw new Error('the meeting has no items');
  return first.id;
}
