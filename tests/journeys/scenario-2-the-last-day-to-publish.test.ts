/**
 * Acceptance scenario 2: with five clear working days, the agenda of 23 June 2022 is published by
 * 15 June; on the 16th there are four, and that asks for a reason.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticeOf } from '#domain/notice.ts';
import { holidaysOf } from '#server/store/holidays.ts';
import { findAgendaPublication } from '#server/store/publications.ts';
import { perform, refusalOf, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { PUBLISH } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

const MEETING = '2022-06-23';

let server: RunningComposition;
let clerk: Client;
let meetingId: string;
let boardId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  boardId = (await boardOf(clerk, 'oversight')).board.id;
  const times = { startTime: '19:00', endTime: null, place: null };
  const wanted = { date: MEETING, ...times, alreadyHeld: true };
  const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
  ({ meetingId } = (await answer.json()) as { meetingId: string });
});

afterAll(() => server.stop());

test('15 June is the last day, and 16 June gives four clear days', async () => {
  const holidays = await holidaysOf(server.db(), boardId);
  expect(noticeOf('2022-06-15', MEETING, 5, holidays)).toMatchObject({ clearDays: 5, met: true });
  expect(noticeOf('2022-06-16', MEETING, 5, holidays)).toMatchObject({ clearDays: 4, met: false });
  const bridget = (
    await clerk.read<{ seats: { office: string; personId: string }[] }>(`/api/boards/${boardId}`)
  ).seats.find(({ office }) => office === 'clerk');
  const page = await server.services().meetings.page(bridget?.personId ?? '', meetingId);
  expect(page).toMatchObject({ notice: { latest: '2022-06-15' } });
});

test('on the 16th it is published with a reason only, on the 15th without one', async () => {
  const late = { ...PUBLISH, publishedOn: '2022-06-16' };
  expect(await refusalOf(clerk, meetingId, late)).toMatchObject({
    refused: 'reason-missing',
    field: 'shortNoticeReason'
  });
  await perform(clerk, meetingId, { ...PUBLISH, publishedOn: '2022-06-15' });
  expect(await findAgendaPublication(server.db(), meetingId)).toMatchObject({
    publishedOn: '2022-06-15',
    clearDays: 5,
    shortNoticeReason: null
  });
});
