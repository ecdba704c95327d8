import { describe, expect, test } from 'vitest';
import type { Attendee } from '#domain/attendance.ts';
import type { Command } from '#domain/command.ts';
import type { Proceedings } from '#domain/proceedings.ts';
import { newId } from '#server/new-id.ts';
import { appendEntry } from '#server/store/journals.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { addSubstitute } from '#server/store/seats.ts';
import { givePerson } from '../../tests/support/people.ts';
import { granted, meetingBegun, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, type SampleBoard } from '../../tests/support/sample-board.ts';
import { attend, CLOSE } from '../../tests/support/sample-meeting.ts';
import { person, register } from '../../tests/support/sample-register.ts';

const KEY_REFUSED = { refused: 'seat-substituted', field: 'key' };

const stateOf = async ({ db }: SampleBoard, meetingId: string): Promise<Proceedings> => {
  const loaded = await loadProceedings(db, meetingId);
  if (!loaded) throw new Error('the meeting is not there');
  return loaded.proceedings;
};

const inSeat = ({ people, seats }: SampleBoard): Partial<Attendee> => ({
  key: people.substitute,
  name: 'The substitute',
  substituteSeatId: seats.member,
  substituteFor: 'The member'
});

const apologiesOf = (key: string, substitute: string | null = null): Command => ({
  type: 'send-apologies',
  attendee: person('x', 'apologies', { key, name: 'Any name at all', office: 'Chair' }),
  substitute: substitute === null ? null : person('y', 'expected', { key: substitute })
});

describe('seats and their substitutes', () => {
  test('[Q7] a substitute sits in a seat of this board, and never beside its member', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    const seat = attend('x', inSeat(board));
    expect(
      await board.perform(
        'clerk',
        meetingId,
        attend('x', { ...inSeat(board), substituteSeatId: newId() })
      )
    ).toEqual({ refused: 'not-found', field: 'substituteSeatId' });
    granted(await board.perform('clerk', meetingId, attend('x', { key: board.people.member })));
    expect(await board.perform('clerk', meetingId, seat)).toEqual(KEY_REFUSED);
    const left: Command = { type: 'record-departure', key: board.people.member, at: null };
    granted(await board.perform('clerk', meetingId, left));
    expect(await board.perform('clerk', meetingId, seat)).toEqual({
      refused: 'seat-returned',
      field: 'key'
    });
  });

  test('[E6] the member’s arrival ends the substitute’s attendance, although nobody named the one to the other', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    board.time.now = '2026-11-24T14:00:00.000Z';
    granted(await board.perform('clerk', meetingId, attend('x', inSeat(board))));
    board.time.now = '2026-11-24T14:40:00.000Z';
    const member = attend('x', { key: board.people.member, name: 'The member' });
    granted(await board.perform('clerk', meetingId, member));
    expect(register(await stateOf(board, meetingId))).toEqual([
      'The substitute: present -14:40 then The member',
      'The member: present 14:40-'
    ]);
  });

  test('[E6] where an old journal does not say whose seat it was, both are never there at once', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    const { seq } = await stateOf(board, meetingId);
    const entry = {
      seq: seq + 1,
      at: board.time.now,
      by: board.people.clerk,
      command: attend('x', inSeat(board))
    };
    await appendEntry(board.db, meetingId, entry, newId());
    const member = attend('x', { key: board.people.member });
    expect(await board.perform('clerk', meetingId, member)).toEqual(KEY_REFUSED);
  });

  test('[P8] [E7] a substitute writes while in the seat, and no longer once its member has come', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    const mayWrite = async () =>
      granted(await board.meetings.page(board.people.substitute, meetingId)).writable.length > 0;
    const seen = [await mayWrite()];
    granted(await board.perform('clerk', meetingId, attend('x', inSeat(board))));
    seen.push(await mayWrite());
    granted(await board.perform('clerk', meetingId, attend('x', { key: board.people.member })));
    seen.push(await mayWrite());
    expect(seen).toEqual([false, true, false]);
    expect(board.announced.at(-1)).toMatchObject({ type: 'rights-changed' });
  });
});

describe('apologies', () => {
  test('[E1] a member sends their own, in the words of their seat, and takes them back', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const { member, substitute } = board.people;
    granted(await board.perform('member', meetingId, apologiesOf(member, substitute)));
    expect((await stateOf(board, meetingId)).attendees).toMatchObject([
      { key: member, name: 'The member', kind: 'apologies', office: null },
      {
        key: substitute,
        name: 'The substitute',
        kind: 'expected',
        substituteSeatId: board.seats.member,
        substituteFor: 'The member',
        substituteForId: member
      }
    ]);
    const back: Command = { type: 'withdraw-apologies', key: member };
    granted(await board.perform('member', meetingId, back));
    expect((await stateOf(board, meetingId)).attendees).toEqual([]);
  });

  test('[E1] [P3] nobody sends anybody else’s but the clerk, and it is known who tried', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const { member, crg, officer, chair } = board.people;
    const refused = { refused: 'not-allowed' };
    expect(await board.perform('chair', meetingId, apologiesOf(member))).toEqual(refused);
    expect(await board.perform('member', meetingId, apologiesOf(chair))).toEqual(refused);
    expect(await board.perform('crg', meetingId, apologiesOf(crg))).toEqual(refused);
    expect(await board.perform('officer', meetingId, apologiesOf(officer))).toEqual(refused);
    const audited = await board.db
      .selectFrom('audit_event')
      .select('actor_id')
      .where('kind', '=', 'command-refused')
      .execute();
    const tried = (['chair', 'member', 'crg', 'officer'] as const).map((who) => board.people[who]);
    expect(audited.map((each) => each.actor_id)).toEqual(tried);
    granted(await board.perform('clerk', meetingId, apologiesOf(member)));
    const back: Command = { type: 'withdraw-apologies', key: member };
    expect(await board.perform('chair', meetingId, back)).toEqual(refused);
    expect(register(await stateOf(board, meetingId))).toEqual(['The member: apologies']);
  });

  test('[E2] only a substitute named for the sender’s own seat, and only of a seat that counts', async () => {
    const board = await sampleBoard();
    const meetingId = await meetingBegun(board);
    const { member, chair, crg, substitute, stranger } = board.people;
    const other = await givePerson(board.db, 'other@example.org', 'Another');
    await addSubstitute(board.db, board.seats.chair, other, '2026-01-05');
    for (const each of [other, stranger, chair, newId()]) {
      expect(await board.perform('member', meetingId, apologiesOf(member, each))).toEqual({
        refused: 'not-found',
        field: 'substitute'
      });
    }
    expect(await board.perform('clerk', meetingId, apologiesOf(crg))).toEqual({
      refused: 'not-found',
      field: 'attendee'
    });
    granted(await board.perform('chair', meetingId, apologiesOf(chair, other)));
    granted(await board.perform('member', meetingId, apologiesOf(member, substitute)));
  });

  test('[E1] none once the meeting has closed', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    granted(await board.perform('clerk', meetingId, CLOSE));
    expect(await board.perform('member', meetingId, apologiesOf(board.people.member))).toEqual({
      refused: 'meeting-not-in-session'
    });
  });

  test('[J3] [E4] an arrival sent twice is recorded once, and keeps its first time', async () => {
    const board = await sampleBoard();
    const meetingId = await openMeeting(board, []);
    board.time.now = '2026-11-24T14:20:00.000Z';
    const arrival: Command = {
      type: 'record-arrival',
      attendee: person('x', 'present', { key: board.people.member, name: 'The member' }),
      at: null
    };
    const send = () =>
      board.proceedings.perform(board.people.clerk, meetingId, {
        commandId: 'c'.repeat(20),
        command: arrival
      });
    const first = granted(await send());
    board.time.now = '2026-11-24T14:30:00.000Z';
    expect(await send()).toEqual(first);
    expect((await stateOf(board, meetingId)).seq).toBe(first.seq);
    granted(await board.perform('clerk', meetingId, arrival));
    expect(register(await stateOf(board, meetingId))).toEqual(['The member: present 14:20-']);
  });
});
