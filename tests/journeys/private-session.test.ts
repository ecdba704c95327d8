/**
 * The live part of acceptance scenario 24: the board goes into private session and comes back. It
 * does so only after it resolved to, and whoever is there for open business gets not a byte of it.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { granted } from '#server/demo/parts.ts';
import { newId } from '#server/new-id.ts';
import { codeOf, meetingFor, perform, signIn, type Client } from '../support/client.ts';
import { boardOf, meetingOn } from '../support/demo-meetings.ts';
import { typeParagraph, until } from '../support/document-server.ts';
import {
  connected,
  follow,
  openLive,
  performLive,
  type LiveClient
} from '../support/follow-live.ts';
import { openBare, openDocument, saved } from '../support/open-document.ts';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { attend, CLOSE, exclude, PUBLISH, START } from '../support/sample-meeting.ts';
import { openFeed, screenCookie, type ScreenFeed } from '../support/screen-feed.ts';
import { startComposition, type RunningComposition } from '../support/start-composition.ts';
import { personId, takeSeat } from '../support/take-seat.ts';

const ONE_SECOND = 1000;
const WORD = 'saffronledger';
const RESOLVED = 'the public and press be excluded from the meeting for item';

let server: RunningComposition;
let clerk: Client;
let chair: Client;
let member: Client;
let outsiders: Client[];
let lines: LiveClient[];
let screen: ScreenFeed;
let meetingId: string;
let privateId: string;
let openId: string;

beforeAll(async () => {
  server = await startComposition();
  [clerk, chair, member] = (await Promise.all(
    ['clerk', 'chair', 'member'].map((who) => signIn(server, who))
  )) as [Client, Client, Client];
  outsiders = [
    await signIn(server, 'crg'),
    await takeSeat(server, 'oversight', 'observer', 'observer')
  ];
  meetingId = meetingOn(await boardOf(clerk, 'oversight'), '2027-03-11');
  const { items } = (await meetingFor(clerk, meetingId)).proceedings;
  privateId = items.find(({ part }) => part === 'part2')?.id ?? '';
  openId = items[2]?.id ?? '';
  await perform(clerk, meetingId, PUBLISH);
  await perform(chair, meetingId, START);
  lines = outsiders.map((client) => openLive(client));
  for (const line of lines) {
    await connected(line);
    await follow(line, meetingId);
  }
  screen = await showOnScreen();
});

afterAll(async () => {
  lines.forEach(({ socket }) => socket.disconnect());
  screen.leave();
  await server.stop();
});

async function showOnScreen(): Promise<ScreenFeed> {
  const { screens } = server.services();
  const address = '192.0.2.9';
  const { token } = granted(await screens.ask(undefined, address));
  const feed = openFeed(server, screenCookie(token ?? ''));
  await until(() => feed.shown()?.state === 'code', 'a code');
  const shown = feed.shown();
  const code = shown?.state === 'code' ? shown.code : '';
  granted(await screens.pair(await personId(server, 'chair'), meetingId, { code, address }));
  await until(() => itemOn(feed) !== undefined, 'the first item is shown');
  return feed;
}

function itemOn(feed: ScreenFeed) {
  const shown = feed.shown();
  return shown?.state === 'showing' ? (shown.view.item ?? undefined) : undefined;
}

const open = (itemId: string) => ({ type: 'open-item', itemId }) as const;
const currentOf = async () => (await meetingFor(clerk, meetingId)).proceedings.currentItemId;

test('[I2] without the resolution nobody opens it, by the API or by raw socket', async () => {
  const before = await currentOf();
  for (const client of [chair, clerk])
    expect(await codeOf(client, meetingId, open(privateId))).toBe('exclusion-not-resolved');
  const live = openLive(chair);
  await connected(live);
  expect(await performLive(live, meetingId, newId(), open(privateId))).toMatchObject({
    refused: 'exclusion-not-resolved'
  });
  live.socket.disconnect();
  expect(await currentOf()).toBe(before);
});

test('[I3] a member or a representative cannot say that it was resolved', async () => {
  for (const client of [member, ...outsiders]) {
    const said = await codeOf(client, meetingId, exclude('theirs', [privateId], [7]));
    expect(said).toBe('not-allowed');
  }
  expect((await meetingFor(clerk, meetingId)).proceedings.exclusions).toEqual([]);
});

test('[I2] once it is resolved the item opens, and the screen says that within a second', async () => {
  await perform(chair, meetingId, exclude('resolved', [privateId], [7]), open(privateId));
  await until(() => itemOn(screen)?.isPrivate === true, 'private session', ONE_SECOND);
  const audited = await server
    .db()
    .selectFrom('audit_event')
    .select('detail')
    .where('kind', '=', 'public-excluded')
    .where('subject', '=', meetingId)
    .executeTakeFirstOrThrow();
  expect(audited.detail).toContain(privateId);
});

test('what is said and done in private reaches nobody who is there for open business', async () => {
  await perform(clerk, meetingId, attend('guest', { key: `guest:${newId()}`, name: 'A guest' }));
  const minute = openDocument(clerk, `minute/${privateId}`);
  await until(() => minute.provider.synced, 'the clerk writes');
  typeParagraph(minute, `The ${WORD} was shown.`);
  await saved(minute);
  const resolution = { type: 'record-resolution', resolutionId: newId(), itemId: privateId };
  await perform(chair, meetingId, resolution as never);
  minute.leave();
  for (const [index, client] of outsiders.entries()) {
    for (const kind of ['minute', 'exempt', 'notes']) {
      const bare = openBare(client, `${kind}/${privateId}`);
      expect((await bare.ended).code).toBe(4404);
      expect(bare.frames).toEqual([]);
    }
    const line = lines[index];
    await until(() => line?.entries.at(-1)?.command.type === 'withheld', 'all was heard');
    expect(JSON.stringify([line?.entries, line?.heard])).not.toContain(WORD);
    expect(JSON.stringify(line?.entries)).not.toContain(resolution.resolutionId);
    expect(await (await client.get(`/api/meetings/${meetingId}`)).text()).not.toContain(WORD);
  }
  expect(screen.bytes()).not.toContain(WORD);
});

test('back in open business the screen and everybody follow again, and it need not be resolved twice', async () => {
  await perform(chair, meetingId, open(openId));
  await until(() => itemOn(screen)?.isPrivate === false, 'open business', ONE_SECOND);
  for (const line of lines) {
    await until(() => line.entries.at(-1)?.command.type === 'open-item', 'it is heard', ONE_SECOND);
  }
  const document = openDocument(outsiders[0] as Client, `minute/${openId}`);
  await until(() => document.provider.synced, 'the representative writes again');
  expect(Buffer.from(Y.encodeStateAsUpdate(document.doc)).includes(WORD)).toBe(false);
  document.leave();
  await perform(chair, meetingId, open(privateId), open(openId));
});

test('[I4] the minutes print the resolution to everybody, and what was private to nobody', async () => {
  await perform(chair, meetingId, CLOSE);
  await perform(clerk, meetingId, { type: 'circulate-minutes', correctionsBy: null });
  for (const path of minutesPaths(meetingId)) {
    const [theirs, ours] = [
      squeeze(await textOf(await (outsiders[0] as Client).get(path))),
      squeeze(await textOf(await member.get(path)))
    ];
    expect(theirs, path).toContain(squeeze(RESOLVED));
    expect(theirs, path).not.toContain(WORD);
    expect(ours, path).toContain(squeeze(RESOLVED));
    expect(ours, path).toContain(WORD);
  }
});
