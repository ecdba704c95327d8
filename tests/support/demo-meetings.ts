/** Where things are in the demonstration, as its people find them over the API. */
import { BOARDS, type BoardKey } from '#server/demo/boards.ts';
import type { MeetingSummary } from '#protocol/meeting-page.ts';
import type { BoardView } from '#server/services/boards.ts';
import type { Client } from './client.ts';

export type BoardJson = BoardView & { readonly meetings: readonly MeetingSummary[] };

export async function boardOf(client: Client, key: BoardKey): Promise<BoardJson> {
  const { boards } = await client.read<{ boards: { id: string; name: string }[] }>('/api/boards');
  const found = boards.find(({ name }) => name === BOARDS[key].name);
  if (!found) throw new Error(`no ${BOARDS[key].name} for this person`);
  return client.read(`/api/boards/${found.id}`);
}

/** The id of the board's meeting on this date. */
export function meetingOn({ meetings }: Pick<BoardJson, 'meetings'>, date: string): string {
  const found = meetings.find((meeting) => meeting.date === date);
  if (!found) throw new Error(`no meeting on ${date}`);
  return found.id;
}
