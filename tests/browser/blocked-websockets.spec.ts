import { expect, test, type Page } from '@playwright/test';
import { startBlockingProxy, type BlockingProxy } from '../support/blocking-proxy.ts';
import { minuteOf, saysSaved, wordsOf, writeIn } from '../support/minute-page.ts';
import { meetingOn, openAs, send } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';

let server: RunningServer;
let networks: Record<'refuse' | 'hang', BlockingProxy>;
let clerk: Page;
let meeting: string;
/** WebSockets of the clerk, whose network is open, that carried anything. */
const carried = new Set<string>();

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  networks = {
    refuse: await startBlockingProxy(server.port, 'refuse'),
    hang: await startBlockingProxy(server.port, 'hang')
  };
  clerk = await openAs(browser, server, 'clerk');
  clerk.on('websocket', (socket) =>
    socket.on('framereceived', () => carried.add(new URL(socket.url()).pathname))
  );
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await networks?.refuse.stop();
  await networks?.hang.stop();
  await server?.stop();
});

/** Types a sentence at the end, as somebody at the meeting would. */
async function say(page: Page, words: string): Promise<void> {
  const box = minuteOf(page);
  await box.click();
  await box.press('Control+End');
  await box.pressSequentially(words);
}

/** Both write, and each reads what the other wrote; answers what was said. */
async function writeTogether(member: Page, how: string): Promise<string[]> {
  await writeIn(clerk, meeting, ITEM);
  await writeIn(member, meeting, ITEM);
  const said: string[] = [];
  for (let turn = 1; turn <= 3; turn += 1) {
    for (const [page, other, who] of [
      [clerk, member, 'The clerk'],
      [member, clerk, 'The member']
    ] as const) {
      const words = `${who} said ${how} ${turn}.`;
      said.push(words);
      await say(page, ` ${words}`);
      await expect(minuteOf(other)).toContainText(words);
    }
  }
  await Promise.all([saysSaved(clerk), saysSaved(member)]);
  return said;
}

/** Nothing but requests has carried anything to this page. */
function overheard(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', () => heard.push(socket.url())));
  return heard;
}

test('where WebSockets are refused, people write with the others, see it saved, and come through a restart', async ({
  browser
}) => {
  const member = await openAs(browser, networks.refuse, 'member');
  const heard = overheard(member);
  const said = await writeTogether(member, 'refused');

  await server.kill();
  await say(member, ' Written while it was away.');
  await server.restart();
  await expect(minuteOf(clerk)).toContainText('Written while it was away.', { timeout: 20_000 });
  await say(clerk, ' And on we go.');
  await expect(minuteOf(member)).toContainText('And on we go.', { timeout: 20_000 });
  await Promise.all([saysSaved(clerk), saysSaved(member)]);
  const words = await wordsOf(minuteOf(clerk));
  expect(await wordsOf(minuteOf(member))).toBe(words);
  for (const each of said) expect(words).toContain(each);

  expect(heard).toEqual([]);
  const attempts = networks.refuse.blocked();
  expect(attempts.some((path) => path.startsWith('/yjs/minute/'))).toBe(true);
  expect(networks.refuse.polls()).toBeGreaterThan(20);
  await member.context().close();
});

test('where WebSockets are left to wait for ever, people write with the others as well', async ({
  browser
}) => {
  const chair = await openAs(browser, networks.hang, 'chair');
  const heard = overheard(chair);
  await writeTogether(chair, 'hanging');
  expect(heard).toEqual([]);
  expect(networks.hang.blocked().length).toBeGreaterThan(0);
  expect(networks.hang.polls()).toBeGreaterThan(20);
  await chair.context().close();
});

test('where they are not blocked, documents go over WebSockets and nothing else', async () => {
  expect([...carried].filter((path) => path.startsWith('/yjs/minute/')).length).toBeGreaterThan(0);
  const tunnelled: string[] = [];
  clerk.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (String(payload).includes('/documents')) tunnelled.push(socket.url());
    })
  );
  await clerk.reload();
  await saysSaved(clerk);
  expect(tunnelled).toEqual([]);
});
