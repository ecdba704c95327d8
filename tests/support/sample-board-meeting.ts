/** Meetings of the sample board, brought as far as a test needs them. */
import type { Command } from '#domain/command.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { MEETING, type SampleBoard } from './sample-board.ts';
import { CIRCULATE, CLOSE, PUBLISH, START } from './sample-meeting.ts';

/** The answer, where it is none of the refusals. */
export function granted<Answer>(answer: Answer | Refusal): Answer {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.refused} ${answer.field ?? ''}`);
  return answer;
}

/** The id of a meeting whose agenda is being prepared. */
export async function meetingBegun(
  { proceedings, people, boardId }: SampleBoard,
  given: { date?: string; alreadyHeld?: boolean } = {}
): Promise<string> {
  return granted(await proceedings.begin(people.clerk, boardId, { ...MEETING, ...given }))
    .meetingId;
}

export async function performAll(
  board: SampleBoard,
  meetingId: string,
  commands: readonly Command[]
) {
  for (const command of commands) granted(await board.perform('clerk', meetingId, command));
}

/** The id of a meeting in session, with these items besides the standing ones. */
export async function openMeeting(
  board: SampleBoard,
  items: readonly Command[],
  given: { date?: string } = {}
): Promise<string> {
  const meetingId = await meetingBegun(board, given);
  await performAll(board, meetingId, [...items, PUBLISH, START]);
  return meetingId;
}

/** Closes a meeting in session and circulates its minutes. */
export const circulate = (board: SampleBoard, meetingId: string) =>
  performAll(board, meetingId, [CLOSE, CIRCULATE]);
