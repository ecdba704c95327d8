/** A browser that somebody of the demonstration is signed in to, and the meetings they know. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import type { Command } from '#domain/command.ts';
import type { MeetingPhase } from '#domain/meeting.ts';
import { clientWith, type Client, type MeetingJson } from './client.ts';
import { DEMO_PASSWORD, type RunningServer } from './start-server.ts';

/** `who` is the part of a demonstration address before the @. */
export async function openAs(
  browser: Browser,
  server: Pick<RunningServer, 'address'>,
  who: string,
  options: BrowserContextOptions = {}
): Promise<Page> {
  const context = await browser.newContext({ ...options, baseURL: server.address });
  const answer = await context.request.post('/sign-in', {
    form: { email: `${who}@demo.example`, password: DEMO_PASSWORD },
    headers: { origin: server.address }
  });
  if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()}`);
  return context.newPage();
}

/** The id of the first meeting of the board so named that stands at this phase. */
export const meetingAt = (page: Page, boardName: RegExp, phase: MeetingPhase): Promise<string> =>
  meetingWhere(page, boardName, (each) => each.phase === phase, phase);

/** The id of the meeting of the board so named on this ISO date. */
export const meetingOn = (page: Page, boardName: RegExp, date: string): Promise<string> =>
  meetingWhere(page, boardName, (each) => each.date === date, date);

export async function boardNamed(page: Page, name: RegExp): Promise<string> {
  const { boards } = await read<{ boards: { id: string; name: string }[] }>(page, '/api/boards');
  const board = boards.find((each) => name.test(each.name));
  if (!board) throw new Error(`no board is named ${name}`);
  return board.id;
}

type MeetingRow = {
  readonly id: string;
  readonly date: string;
  readonly phase: MeetingPhase;
};

async function meetingWhere(
  page: Page,
  boardName: RegExp,
  isIt: (meeting: MeetingRow) => boolean,
  words: string
): Promise<string> {
  const board = await boardNamed(page, boardName);
  const { meetings } = await read<{ meetings: MeetingRow[] }>(page, `/api/boards/${board}`);
  const meeting = meetings.find(isIt);
  if (!meeting) throw new Error(`no meeting of the board is ${words}`);
  return meeting.id;
}

export const meetingJson = (page: Page, meetingId: string): Promise<MeetingJson> =>
  read(page, `/api/meetings/${meetingId}`);

export async function read<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(path);
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
  return (await answer.json()) as T;
}

/** What the server answers to commands that this person sends past the page. */
export async function send(
  page: Page,
  meetingId: string,
  ...commands: Command[]
): Promise<unknown> {
  const answer = await page.request.post(`/api/meetings/${meetingId}/commands`, { data: commands });
  return answer.json();
}

/** The same person outside the browser, as a script with their cookie. */
export async function asClient(page: Page, { address }: RunningServer): Promise<Client> {
  const cookies = await page.context().cookies();
  return clientWith({ address }, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
}

/** Goes to a page and waits until it answers. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('html[data-ready="true"]').waitFor();
}
