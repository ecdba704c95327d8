/**
 * Acceptance scenario 17: a member apologises, one substitute is activated for that seat, and then the
 * member arrives. A second substitute is refused, the seat returns, and the minutes say all of it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Seat } from '#domain/board.ts';
import type { Command } from '#domain/command.ts';
import { holderAttendee, substituteAttendee } from '#domain/seat-attendee.ts';
import {
  codeOf,
  meetingFor,
  perform,
  signIn,
  type Client,
  type SentCommand
} from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { START } from '../support/sample-meeting.ts';
import { register } from '../support/sample-register.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

let server: RunningComposition;
let clerk: Client;
let anita: Client;
let neil: Client;
let meetingId: string;
let seats: readonly Seat[];

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  anita = await signIn(server, 'anita.rawal');
  neil = await signIn(server, 'neil.abara');
  const board = await boardOf(clerk, 'oversight');
  meetingId = meetingOn(board, '2026-12-10');
  seats = board.seats;
});

afterAll(() => server.stop());

const seatOf = (name: string): Seat => {
  const seat = seats.find((each) => each.name === name);
  if (!seat) throw new Error(`${name} has no seat`);
  return seat;
};
const substituteOf = (seat: Seat) => {
  const [substitute] = seat.substitutes;
  if (!substitute) throw new Error(`${seat.name} has no substitute`);
  return substitute;
};

const apologies = (name: string, stand: Seat | null): Command => ({
  type: 'send-apologies',
  attendee: holderAttendee(seatOf(name), 'apologies'),
  substitute: stand && substituteAttendee(stand, substituteOf(stand), 'expected')
});
const arrivalOf = (name: string, at: string): Command => ({
  type: 'record-arrival',
  attendee: holderAttendee(seatOf(name), 'present'),
  at
});
const inSeatOf = (seat: Seat, substitute = substituteOf(seat)): Command => ({
  type: 'record-attendance',
  attendee: substituteAttendee(seat, substitute, 'present')
});
const registerNow = async () => register((await meetingFor(clerk, meetingId)).proceedings);
const actsAsMember = async (client: Client) =>
  (await meetingFor(client, meetingId)).can['propose-action'];

test('in advance the member sends apologies herself, and names the substitute of her seat', async () => {
  const anitas = seatOf('Anita Rawal');
  expect(await codeOf(anita, meetingId, apologies('Owen Tranter', null))).toBe('not-allowed');
  const notHers = apologies('Anita Rawal', seatOf('Owen Tranter'));
  expect(await codeOf(anita, meetingId, notHers)).toBe('not-found');
  expect(await codeOf(neil, meetingId, apologies('Anita Rawal', anitas))).toBe('not-allowed');
  await perform(anita, meetingId, apologies('Anita Rawal', anitas));
  expect(await registerNow()).toEqual(['Anita Rawal: apologies', 'Neil Abara: expected']);
  expect(await actsAsMember(neil)).toBe(false);
});

test('a second substitute for the seat is refused', async () => {
  await perform(clerk, meetingId, { ...START, startedAt: '14:00' });
  await perform(clerk, meetingId, inSeatOf(seatOf('Anita Rawal')));
  expect(await actsAsMember(neil)).toBe(true);
  const other = substituteOf(seatOf('Owen Tranter'));
  const second = inSeatOf(seatOf('Anita Rawal'), other);
  expect(await codeOf(clerk, meetingId, second)).toBe('seat-substituted');
});

test('when the member arrives the seat returns to her, with the time, and once however often it is sent', async () => {
  const arrival: SentCommand = {
    ...arrivalOf('Anita Rawal', '14:40'),
    commandId: 'theonlyarrivalofanita'.slice(0, 20)
  };
  await perform(clerk, meetingId, arrival, arrival);
  const expected = ['Anita Rawal: present 14:40-', 'Neil Abara: present -14:40 then Anita Rawal'];
  expect(await registerNow()).toEqual(expected);
  expect(await actsAsMember(neil)).toBe(false);
  expect(await codeOf(clerk, meetingId, inSeatOf(seatOf('Anita Rawal')))).toBe('seat-substituted');

  const { seq } = (await meetingFor(clerk, meetingId)).proceedings;
  const undo: Command = { type: 'undo-attendance', seq };
  expect(await codeOf(anita, meetingId, undo)).toBe('not-allowed');
  await perform(clerk, meetingId, undo);
  expect(await registerNow()).toEqual(['Anita Rawal: apologies', 'Neil Abara: present']);
  await perform(clerk, meetingId, arrivalOf('Anita Rawal', '14:40'));
  expect(await registerNow()).toEqual(expected);
});

test('a restart keeps who is there, and every format of the minutes says who sat when', async () => {
  const before = await registerNow();
  await server.close();
  await server.reopen();
  expect(await registerNow()).toEqual(before);
  await perform(clerk, meetingId, { type: 'close-meeting', finishedAt: '15:50' });
  for (const path of minutesPaths(meetingId)) {
    const text = squeeze(await textOf(await clerk.get(path)));
    if (path.endsWith('.json')) {
      expect(text).toContain(squeeze('"relievedBy":"Anita Rawal"'));
      continue;
    }
    expect(text, path).toContain(
      squeeze('Neighbourhood Policing, Tarrowshire Police (from 2.40 pm)')
    );
    expect(text, path).toContain(
      squeeze('substitute for Anita Rawal (until 2.40 pm, when Anita Rawal arrived)')
    );
  }
});
