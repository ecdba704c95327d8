/**
 * The room's computer shows a code, the chair types it in, and everybody in the room reads the
 * meeting from the wall: what is open and nothing of what is private, until somebody ends it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SCREEN_CODE_ALPHABET } from '#domain/screen-code.ts';
import { isRefusal, type Refusal } from '#domain/refusal.ts';
import { granted } from '#server/demo/parts.ts';
import {
  clientWith,
  meetingFor,
  perform,
  refusalOf,
  signIn,
  type Client
} from '../support/client.ts';
import { boardOf, meetingOn, type BoardJson } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import { connected, openLive } from '../support/follow-live.ts';
import { openBare, openDocument, saved } from '../support/open-document.ts';
import { exclude, PUBLISH, START } from '../support/sample-meeting.ts';
import { openFeed, screenCookie, type ScreenFeed } from '../support/screen-feed.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId, takeSeat } from '../support/take-seat.ts';

const ONE_SECOND = 1000;
const HOME = '192.0.2.7';
const WORD = 'quartzlantern';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let board: BoardJson;
let meetingId: string;
let items: { readonly id: string; readonly part: string }[];
let privateId: string;

beforeAll(async () => {
  server = await startComposition();
  [clerk, chair] = [await signIn(server, 'clerk'), await signIn(server, 'chair')];
  board = await boardOf(clerk, 'oversight');
  meetingId = meetingOn(board, '2027-03-11');
  items = [...(await meetingFor(clerk, meetingId)).proceedings.items];
  privateId = items.find(({ part }) => part === 'part2')?.id ?? '';
  await perform(clerk, meetingId, {
    type: 'set-item-details',
    itemId: privateId,
    presenter: WORD
  });
  await perform(clerk, meetingId, PUBLISH);
});

afterAll(() => server.stop());

type Screen = { readonly cookie: string; readonly feed: ScreenFeed };

/** A browser opens the page and asks for a code. */
async function openScreen(address = HOME): Promise<Screen> {
  const { token } = granted(await server.services().screens.ask(undefined, address));
  const cookie = screenCookie(token ?? '');
  const feed = openFeed(server, cookie);
  await until(() => feed.shown() !== undefined, 'the screen shows something');
  return { cookie, feed };
}

const tokenOf = ({ cookie }: Screen): string => cookie.split('=')[1] ?? '';

function codeOn({ feed }: Screen): string {
  const shown = feed.shown();
  if (shown?.state !== 'code') throw new Error(`no code is shown: ${JSON.stringify(shown)}`);
  return shown.code;
}

const type = async (
  who: string,
  code: string,
  { at = meetingId, address = HOME } = {}
): Promise<{ screenId: string } | Refusal> =>
  server.services().screens.pair(await personId(server, who), at, { code, address });

const refusedWith = (said: object): string | undefined =>
  isRefusal(said) ? said.refused : undefined;

async function pairedBy(who: string): Promise<Screen> {
  const screen = await openScreen();
  granted(await type(who, codeOn(screen)));
  await until(() => screen.feed.shown()?.state === 'showing', 'the meeting is shown', ONE_SECOND);
  return screen;
}

async function viceChair(): Promise<{ seatId: string; email: string }> {
  const seat = board.seats.find(({ office }) => office === 'viceChair');
  const { email } = await server
    .db()
    .selectFrom('person')
    .select('email')
    .where('id', '=', seat?.personId ?? '')
    .executeTakeFirstOrThrow();
  return { seatId: seat?.id ?? '', email };
}

function viewOn({ feed }: Screen) {
  const shown = feed.shown();
  return shown?.state === 'showing' ? shown.view : undefined;
}

const open = (place: number) => ({ type: 'open-item', itemId: items[place]?.id ?? '' }) as const;

test('[B7] a code shows the meeting at once, and works once', async () => {
  const screen = await openScreen();
  const code = codeOn(screen);
  expect(code).toMatch(new RegExp(`^[${SCREEN_CODE_ALPHABET}]{6}$`));
  expect(
    refusedWith(await type('chair', `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`))
  ).toBe(undefined);
  await until(() => viewOn(screen)?.phase === 'waiting', 'the meeting is shown', ONE_SECOND);
  expect(viewOn(screen)).toMatchObject({ board: board.board.name, date: '2027-03-11', item: null });
  expect(refusedWith(await type('clerk', code))).toBe('screen-code-wrong');
  screen.feed.leave();
});

test('[B5] neither members nor strangers put a meeting on a screen, and that is kept in the trail', async () => {
  const screen = await openScreen();
  await takeSeat(server, 'oversight', 'observer', 'watcher');
  for (const who of ['member', 'crg', 'officer', 'watcher'])
    expect(refusedWith(await type(who, codeOn(screen)))).toBe('not-allowed');
  for (const who of ['admin', 'leonie.castell'])
    expect(refusedWith(await type(who, codeOn(screen)))).toBe('not-found');
  expect(screen.feed.shown()?.state).toBe('code');
  const kept = await server
    .db()
    .selectFrom('audit_event')
    .select('subject')
    .where('kind', '=', 'screen-refused')
    .execute();
  expect(kept.map(({ subject }) => subject)).toEqual(Array(4).fill(meetingId));
  screen.feed.leave();
});

test('[B7] a code that is ten minutes old works no more, and the screen asks for another', async () => {
  const screen = await openScreen();
  const old = codeOn(screen);
  await server
    .db()
    .updateTable('screen')
    .set({ code_until: '2026-11-21T09:00:00.000Z' })
    .where('code', '=', old)
    .execute();
  expect(refusedWith(await type('chair', old))).toBe('screen-code-wrong');
  expect(granted(await server.services().screens.ask(tokenOf(screen), HOME)).token).toBeNull();
  await until(() => screen.feed.shown()?.state === 'code' && codeOn(screen) !== old, 'a new code');
  screen.feed.leave();
});

test('[B7] of many guesses few are looked at, for each person and for each address', async () => {
  const screen = await openScreen();
  const vice = (await viceChair()).email;
  const guess = async (who: string, address: (n: number) => string): Promise<number> => {
    let looked = 0;
    for (let n = 0; n < 15; n += 1) {
      const said = refusedWith(await type(who, 'AAAAAA', { address: address(n) }));
      if (said === 'screen-code-wrong') looked += 1;
      else expect(said).toBe('too-many-tries');
    }
    return looked;
  };
  expect(await guess('clerk', (n) => `198.51.100.${n}`)).toBeLessThanOrEqual(10);
  expect(refusedWith(await type('clerk', codeOn(screen)))).toBe('too-many-tries');

  const here = '198.51.100.200';
  expect(await guess(vice, () => here)).toBe(10);
  expect(await guess('chair', () => here)).toBe(8);
  const code = codeOn(screen);
  expect(refusedWith(await type('chair', code, { address: here }))).toBe('too-many-tries');
  expect(refusedWith(await type('chair', code))).toBeUndefined();
  // As a quarter of an hour would: the tests below type codes as well.
  await server.db().deleteFrom('sign_in_bucket').execute();
  screen.feed.leave();
});

test('[B7] codes are not asked for without end from one address', async () => {
  const asked: (string | undefined)[] = [];
  for (let n = 0; n < 70; n += 1)
    asked.push(refusedWith(await server.services().screens.ask(undefined, '203.0.113.9')));
  expect(asked.filter((each) => each === undefined)).toHaveLength(60);
  expect(asked.at(-1)).toBe('too-many-tries');
});

test('[B4] what opens the feed opens nothing else, and no session opens the feed', async () => {
  const screen = await pairedBy('chair');
  const token = tokenOf(screen);
  for (const cookie of [screen.cookie, `session=${token}`, `${screen.cookie}; session=${token}`]) {
    const client = clientWith(server, cookie);
    for (const path of ['/api/boards', `/api/meetings/${meetingId}`])
      expect((await client.get(path)).status).toBe(401);
    expect(await refusalOf(client, meetingId, START)).toEqual({
      refused: 'not-signed-in',
      status: 401
    });
    for (const path of ['agenda.html', 'minutes.pdf'])
      expect((await client.get(`/meetings/${meetingId}/${path}`)).status).toBe(404);
    const names = [`agenda/${meetingId}`, `minute/${items[1]?.id}`, `exempt/${privateId}`];
    for (const name of names) {
      const bare = openBare(client, name);
      expect((await bare.ended).code).toBe(4401);
      expect(bare.frames).toEqual([]);
    }
    expect(await connected(openLive(client))).toBe('not-signed-in');
  }
  for (const cookie of [
    clerk.cookie ?? '',
    '',
    'screen=guess',
    `screen=${token.split('.')[0]}.${'A'.repeat(43)}`
  ]) {
    const feed = openFeed(server, cookie);
    await until(feed.hasEnded, 'the feed is refused');
    expect(feed.shown()).toEqual({ state: 'idle' });
  }
  screen.feed.leave();
});

test('[B1] [B2] the screen follows the chair within a second, and in private session says only that', async () => {
  const screen = await pairedBy('chair');
  await perform(chair, meetingId, START);
  await until(() => viewOn(screen)?.item?.number === 1, 'the first item', ONE_SECOND);
  await perform(chair, meetingId, open(1));
  await until(() => viewOn(screen)?.item?.number === 2, 'the next item', ONE_SECOND);

  await perform(chair, meetingId, exclude('private', [privateId]), {
    type: 'open-item',
    itemId: privateId
  });
  await until(() => viewOn(screen)?.item?.isPrivate === true, 'private session', ONE_SECOND);
  for (const itemId of [privateId, items[0]?.id]) {
    const minute = openDocument(clerk, `minute/${itemId}`);
    await until(() => minute.provider.synced, 'the clerk writes');
    typeParagraph(minute, `The ${WORD} was discussed.`);
    await saved(minute);
    minute.leave();
  }
  expect(viewOn(screen)).toMatchObject({ next: null, present: null });
  expect(Object.keys(viewOn(screen)?.item ?? {}).toSorted()).toEqual([
    'isPrivate',
    'number',
    'of',
    'title'
  ]);
  await perform(chair, meetingId, { type: 'adjourn' });
  await until(() => viewOn(screen)?.phase === 'adjourned', 'adjourned', ONE_SECOND);
  await perform(chair, meetingId, { type: 'resume' }, open(0));
  await until(() => viewOn(screen)?.item?.number === 1, 'the first item again', ONE_SECOND);
  expect(screen.feed.bytes()).not.toContain(WORD);
  expect(screen.feed.bytes()).not.toContain(items[0]?.id);
  screen.feed.leave();
});

test('a screen shows the same meeting after the server was started again, and a code is still good', async () => {
  const shown = await pairedBy('chair');
  const waiting = await openScreen();
  const code = codeOn(waiting);
  await server.close();
  await until(() => shown.feed.hasEnded() && waiting.feed.hasEnded(), 'the server is away');
  await server.reopen();
  const again = { ...shown, feed: openFeed(server, shown.cookie) };
  await until(() => viewOn(again)?.item?.number === 1, 'the screen is back');
  const other = { ...waiting, feed: openFeed(server, waiting.cookie) };
  await until(() => other.feed.shown()?.state === 'code', 'the code is back');
  expect(codeOn(other)).toBe(code);
  expect(refusedWith(await type('chair', code))).toBe(undefined);
  await until(() => viewOn(other) !== undefined, 'the meeting is shown', ONE_SECOND);
  for (const { feed } of [again, other]) feed.leave();
});

test('[B5] it is ended from the meeting, and the screen can be given another code', async () => {
  const screen = await pairedBy('chair');
  const { screens } = server.services();
  const by = await personId(server, 'chair');
  const shown = granted(await screens.list(by, meetingId));
  const last = shown.at(-1);
  expect(last?.shownBy).toBe('Councillor Helena Marsden');
  expect(granted(await screens.list(await personId(server, 'member'), meetingId))).toEqual([]);
  const member = await personId(server, 'member');
  expect(await screens.end(member, meetingId, last?.id ?? '')).toEqual({ refused: 'not-allowed' });
  expect(await screens.end(by, meetingId, last?.id ?? '')).toBeUndefined();
  const over = { state: 'over', why: 'ended' } as const;
  await until(() => screen.feed.shown()?.state === 'over', 'nothing is shown', ONE_SECOND);
  expect(screen.feed.shown()).toEqual(over);
  granted(await screens.ask(tokenOf(screen), HOME));
  await until(() => screen.feed.shown()?.state === 'code', 'a code again', ONE_SECOND);
  screen.feed.leave();
});

test('[B5] when whoever put it there loses their seat it goes at once, and does not come back', async () => {
  const vice = await viceChair();
  const screen = await pairedBy(vice.email);
  const { seats } = server.services();
  const by = await personId(server, 'clerk');
  expect(await seats.endSeat(by, board.board.id, vice.seatId, null)).toBeUndefined();
  await until(() => screen.feed.shown()?.state === 'over', 'nothing is shown', ONE_SECOND);
  const after = screen.feed.bytes().length;
  await perform(chair, meetingId, open(2));
  const told = await server.services().screens.show(tokenOf(screen));
  expect(told?.show).toEqual({ state: 'over', why: 'ended' });
  expect(screen.feed.bytes().slice(after)).not.toContain('view');
  screen.feed.leave();
});

test('[B5] when the meeting closes the screen says so, and shows nothing of it', async () => {
  const screen = await pairedBy('chair');
  await perform(clerk, meetingId, { type: 'close-meeting', finishedAt: '16:00' });
  await until(() => screen.feed.shown()?.state === 'over', 'nothing is shown', ONE_SECOND);
  expect(screen.feed.shown()).toEqual({ state: 'over', why: 'closed' });
  const other = await openScreen();
  expect(refusedWith(await type('chair', codeOn(other)))).toBe('not-allowed');
  for (const { feed } of [screen, other]) feed.leave();
});

test('a copy of the database opens no screen', async () => {
  const screen = await openScreen();
  const rows = await server.db().selectFrom('screen').selectAll().execute();
  const secret = tokenOf(screen).split('.')[1] ?? '';
  const kept = rows.map((row) => Buffer.from(row.secret_hash).toString('base64url'));
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows) + kept.join()).not.toContain(secret);
  screen.feed.leave();
});
