import { describe, expect, test } from 'vitest';
import type { Attendee } from '#domain/attendance.ts';
import type { Command } from '#domain/command.ts';
import { loadProceedings } from '#server/store/proceedings.ts';
import { granted, openMeeting } from '../../tests/support/sample-board-meeting.ts';
import { sampleBoard, type SampleBoard, type Who } from '../../tests/support/sample-board.ts';
import { addItem, exclude, idOf } from '../../tests/support/sample-meeting.ts';
import { person, register } from '../../tests/support/sample-register.ts';

const NOT_ALLOWED = { refused: 'not-allowed' };

async function begin() {
  const board = await sampleBoard();
  const meetingId = await openMeeting(board, [addItem('a'), addItem('b', { part: 'part2' })]);
  const open = (item: string): Command => ({ type: 'open-item', itemId: idOf(item) });
  granted(await board.perform('clerk', meetingId, open('a')));
  return { board, meetingId, open };
}

const stateOf = async ({ db }: SampleBoard, meetingId: string) => {
  const loaded = await loadProceedings(db, meetingId);
  if (!loaded) throw new Error('the meeting is not there');
  return loaded.proceedings;
};

/** What a browser may say of somebody: any name and office at all. */
const arrival = (
  key: string,
  given: Partial<Attendee> = {},
  at: string | null = null
): Command => ({
  type: 'record-arrival',
  attendee: person('x', 'present', { key, name: 'Somebody else', office: 'Chair', ...given }),
  at
});
const departure = (key: string, at: string | null = null): Command => ({
  type: 'record-departure',
  key,
  at
});

describe('[H12] one’s own arrival and departure', () => {
  test.each([
    ['member', 'The member: present 09:10-', null],
    ['chair', 'The chair: present 09:10-', 'Chair'],
    ['crg', 'The crg: inAttendance 09:10-', 'CRG representative']
  ] as const)('%s: now, in the words of their seat', async (who, line, office) => {
    const { board, meetingId } = await begin();
    board.time.now = '2026-11-24T09:10:00.000Z';
    granted(await board.perform(who, meetingId, arrival(board.people[who])));
    const state = await stateOf(board, meetingId);
    expect(register(state)).toEqual([line]);
    expect(state.attendees[0]?.office).toBe(office);
    board.time.now = '2026-11-24T09:30:00.000Z';
    granted(await board.perform(who, meetingId, departure(board.people[who])));
    expect(register(await stateOf(board, meetingId))).toEqual([`${line}09:30`]);
  });

  test('nobody’s but their own, and at no other time', async () => {
    const { board, meetingId } = await begin();
    const { member, chair } = board.people;
    const sent: readonly (readonly [Who, Command])[] = [
      ['member', arrival(chair)],
      ['member', departure(chair)],
      ['member', arrival(member, {}, '09:05')],
      ['officer', arrival(board.people.officer)],
      ['observer', arrival(board.people.observer)]
    ];
    for (const [who, command] of sent) {
      expect(await board.perform(who, meetingId, command)).toEqual(NOT_ALLOWED);
    }
    expect((await stateOf(board, meetingId)).attendees).toEqual([]);
  });

  test('a substitute only in the place they are expected in', async () => {
    const { board, meetingId } = await begin();
    const { substitute, member } = board.people;
    const seat = { substituteSeatId: board.seats.member, substituteFor: 'The member' };
    expect(await board.perform('substitute', meetingId, arrival(substitute, seat))).toEqual({
      refused: 'not-expected',
      field: 'attendee'
    });
    const apologies: Command = {
      type: 'send-apologies',
      attendee: person('x', 'apologies', { key: member }),
      substitute: person('y', 'expected', { key: substitute })
    };
    granted(await board.perform('member', meetingId, apologies));
    granted(await board.perform('substitute', meetingId, arrival(substitute)));
    expect(register(await stateOf(board, meetingId))).toEqual([
      'The member: apologies',
      'The substitute: present'
    ]);
  });
});

describe('[H10] asking to speak', () => {
  const ask = (personId: string, item = 'a'): Command => ({
    type: 'ask-to-speak',
    itemId: idOf(item),
    personId,
    name: 'Any name at all'
  });
  const withdraw = (personId: string): Command => ({
    type: 'withdraw-request-to-speak',
    itemId: idOf('a'),
    personId
  });

  test.each(['chair', 'vice', 'member', 'crg', 'officer', 'observer'] as const)(
    'the %s asks for themself, under their own name',
    async (who) => {
      const { board, meetingId } = await begin();
      granted(await board.perform(who, meetingId, ask(board.people[who])));
      const { speakers } = await stateOf(board, meetingId);
      expect(speakers).toEqual([
        { personId: board.people[who], name: `The ${who}`, itemId: idOf('a') }
      ]);
      granted(await board.perform(who, meetingId, withdraw(board.people[who])));
      expect((await stateOf(board, meetingId)).speakers).toEqual([]);
    }
  );

  test('for somebody else only the clerk records it, and only for people known here', async () => {
    const { board, meetingId } = await begin();
    const { crg, stranger } = board.people;
    for (const who of ['chair', 'member'] as const) {
      expect(await board.perform(who, meetingId, ask(crg))).toEqual(NOT_ALLOWED);
    }
    expect(await board.perform('substitute', meetingId, ask(board.people.substitute))).toEqual(
      NOT_ALLOWED
    );
    expect(await board.perform('clerk', meetingId, ask(stranger))).toEqual({
      refused: 'not-found',
      field: 'personId'
    });
    granted(await board.perform('clerk', meetingId, ask(crg)));
    expect((await stateOf(board, meetingId)).speakers[0]?.name).toBe('The crg');
    expect(await board.perform('member', meetingId, withdraw(crg))).toEqual(NOT_ALLOWED);
    granted(await board.perform('chair', meetingId, withdraw(crg)));
  });

  test('on private business not those who may not see it', async () => {
    const { board, meetingId, open } = await begin();
    granted(await board.perform('clerk', meetingId, exclude('resolution', [idOf('b')])));
    granted(await board.perform('clerk', meetingId, open('b')));
    for (const who of ['crg', 'observer', 'officer'] as const) {
      expect(await board.perform(who, meetingId, ask(board.people[who], 'b'))).toEqual(NOT_ALLOWED);
    }
    granted(await board.perform('member', meetingId, ask(board.people.member, 'b')));
    const seen = await board.proceedings.stateFor(board.people.crg, meetingId);
    expect(JSON.stringify(seen)).not.toContain('The member');
  });

  test('whom to call is for whoever runs the meeting', async () => {
    const { board, meetingId } = await begin();
    const { member } = board.people;
    const call: Command = { type: 'call-speaker', itemId: idOf('a'), personId: member };
    granted(await board.perform('member', meetingId, ask(member)));
    expect(await board.perform('member', meetingId, call)).toEqual(NOT_ALLOWED);
    granted(await board.perform('chair', meetingId, call));
    expect((await stateOf(board, meetingId)).speaking?.personId).toBe(member);
  });
});
