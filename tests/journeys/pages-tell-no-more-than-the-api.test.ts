/**
 * The pages of the production server, with the data that they send along: they show nobody more
 * than the API does. The pages have to be built.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Action } from '#domain/action.ts';
import { newId } from '#server/new-id.ts';
import { signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { DEMO_PASSWORD, startDemoServer, type RunningServer } from '../support/start-server.ts';

/** Of private business in the demonstration: its minute, its resolution, its action, its note. */
const PRIVATE_WORDS = [
  'might need to come sooner',
  'brought forward by one quarter',
  'a version of the briefing for elected members',
  'Phones are left outside the room'
];

type Ids = Readonly<Record<'boardId' | 'meetingId' | 'nextId' | 'actionId' | 'seatId', string>>;

let server: RunningServer;
let ids: Ids;

beforeAll(async () => {
  server = await startDemoServer();
  const clerk = await entering('clerk');
  const board = await boardOf(clerk, 'oversight');
  const boardId = board.board.id;
  const log = await clerk.read<{ actions: Action[] }>(`/api/boards/${boardId}/actions`);
  ids = {
    boardId,
    meetingId: meetingOn(board, '2026-06-11'),
    nextId: meetingOn(board, '2027-03-11'),
    actionId: log.actions.find(({ part }) => part === 'part2')?.id ?? '',
    seatId: board.seats[0]?.id ?? ''
  };
});

afterAll(() => server.stop());

test('a member reads the private words on these pages', async () => {
  const member = await entering('member');
  const all = (await Promise.all(pathsOf(ids).map((path) => page(member, path)))).join();
  for (const words of PRIVATE_WORDS) expect(all).toContain(words);
});

test.each(['crg', 'officer', 'hannah.lockyer', 'leonie.castell', 'admin'])(
  '%s reads none of them, on any page or in its data',
  async (who) => {
    const client = await entering(who);
    for (const path of pathsOf(ids)) {
      const text = await page(client, path);
      for (const words of PRIVATE_WORDS) expect(text, path).not.toContain(words);
    }
  }
);

test('a page about something of another board is the page about something that nobody has', async () => {
  const client = await entering('leonie.castell');
  const unknown = Object.fromEntries(Object.keys(ids).map((name) => [name, newId()])) as Ids;
  for (const [index, path] of pathsOf(ids).entries()) {
    const there = withoutIds(await page(client, path), ids);
    const nowhere = withoutIds(await page(client, pathsOf(unknown)[index] ?? ''), unknown);
    expect(there, path).toBe(nowhere);
    expect(there, path).toMatch(/^404 |"status":404/);
  }
});

test('somebody who is not signed in is sent to sign in, and comes back to where they were going', async () => {
  for (const path of pathsOf(ids).filter((each) => !each.endsWith('.json'))) {
    const { status, headers } = await fetch(`${server.address}${path}`, { redirect: 'manual' });
    const next = `/sign-in?next=${encodeURIComponent(path)}`;
    expect([status, headers.get('location')]).toEqual([303, next]);
  }
});

const entering = (who: string): Promise<Client> => signIn(server, who, DEMO_PASSWORD);

/** Status, where it leads and everything that is sent. */
async function page({ cookie }: Client, path: string): Promise<string> {
  const answer = await fetch(`${server.address}${path}`, {
    headers: { cookie: cookie ?? '', accept: 'text/html' },
    redirect: 'manual'
  });
  return `${answer.status} ${answer.headers.get('location') ?? ''} ${await answer.text()}`;
}

/** The nonce of a page is new each time. */
const withoutIds = (text: string, asked: Ids): string =>
  Object.entries(asked)
    .reduce((all, [name, id]) => all.replaceAll(id, name), text)
    .replaceAll(/nonce="[^"]*"/g, '');

/** Every page of a board and of two of its meetings, and the data that each one loads. */
function pathsOf({ boardId, meetingId, nextId, actionId, seatId }: Ids): string[] {
  const ofBoard = ['', '/actions', '/actions/new', `/actions/${actionId}`, '/meetings/new'];
  const ofPeople = [
    '/proposals',
    '/work-programme',
    '/people',
    '/people/add',
    `/people/${seatId}`,
    '/settings'
  ];
  const ofMeeting = ['', '/agenda', '/live', '/minutes', '/publish', '/details'];
  const ofMinutes = ['/minutes/history', '/minutes/history/approved', '/minutes/compare'];
  return [
    ...[...ofBoard, ...ofPeople].map((path) => `/boards/${boardId}${path}`),
    ...[meetingId, nextId].flatMap((id) =>
      [...ofMeeting, ...ofMinutes].map((path) => `/meetings/${id}${path}`)
    )
  ].flatMap((path) => [path, `${path}/__data.json`]);
}

test('a page runs its own scripts and no others, and nobody may frame it', async () => {
  const { headers } = await fetch(`${server.address}/sign-in`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
