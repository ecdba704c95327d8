/**
 * Acceptance scenario 11: the first minute after a meeting whose minutes are 16 to 20 is 1 in the
 * next municipal year, and 21 at one more meeting in the same.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#server/new-id.ts';
import { meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf } from '../support/demo-meetings.ts';
import { addItem, CIRCULATE, PUBLISH, START } from '../support/sample-meeting.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';

let server: RunningComposition;
let clerk: Client;
let boardId: string;

beforeAll(async () => {
  server = await startComposition();
  clerk = await signIn(server, 'clerk');
  boardId = (await boardOf(clerk, 'oversight')).board.id;
});

afterAll(() => server.stop());

async function begun(date: string): Promise<string> {
  const wanted = { date, startTime: '19:00', endTime: null, place: null, alreadyHeld: true };
  const answer = await clerk.post(`/api/boards/${boardId}/meetings`, wanted);
  const { meetingId } = (await answer.json()) as { meetingId: string };
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  for (const { id } of items)
    await perform(clerk, meetingId, { type: 'withdraw-item', itemId: id });
  return meetingId;
}

const firstNumber = async (meetingId: string) =>
  (await meetingFor(clerk, meetingId)).firstMinuteNumber;

test('minutes of 17 February 2022 are 16 to 20; in June they start at 1, after an April meeting at 21', async () => {
  const february = await begun('2022-02-17');
  const items = ['minutes', 'urgent', 'interests', 'report', 'programme'].map((title) =>
    addItem(title, { itemId: newId() })
  );
  await perform(
    clerk,
    february,
    ...items,
    { ...PUBLISH, shortNoticeReason: 'Entered afterwards.' },
    { ...START, startedAt: '19:00' },
    { type: 'number-minutes-from', first: 16 },
    { type: 'close-meeting', finishedAt: '19:43' },
    CIRCULATE
  );
  const june = await begun('2022-06-23');
  expect(await firstNumber(june)).toBe(1);
  const april = await begun('2022-04-14');
  expect(await firstNumber(april)).toBe(21);
  expect(await firstNumber(june)).toBe(1);
});
