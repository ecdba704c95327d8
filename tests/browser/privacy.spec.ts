import { expect, test, type Page } from '@playwright/test';
import { minutesPaths, squeeze, textOf } from '../support/read-export.ts';
import { asClient, meetingJson, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const TITLE = 'Local policing briefing';
const GROUND = 'An open discussion would show those it concerns what the police know and plan';
const SECRET = [
  'spoken briefing on the pattern of concern',
  'brought forward by one quarter',
  'Prepare a version of the briefing for elected members'
];

let server: RunningServer;
let representative: Page;
let june: string;
let privateItem: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  representative = await openAs(browser, server, 'crg');
  const clerk = await openAs(browser, server, 'clerk');
  june = await meetingOn(clerk, /Oversight/, '2026-06-11');
  const { items } = (await meetingJson(clerk, june)).proceedings;
  privateItem = items.find(({ part }) => part === 'part2')?.id ?? '';
  // The words are there for whoever may read them: the tests below look for the right ones.
  await visit(clerk, `/meetings/${june}/minutes`);
  for (const words of SECRET) await expect(clerk.locator('main')).toContainText(words);
  await clerk.context().close();
});

test.afterAll(async () => {
  await representative?.context().close();
  await server?.stop();
});

test('of a private minute the reference group’s representative sees title and ground only', async () => {
  const heard: string[] = [];
  representative.on('response', async (answer) => {
    if (!/\.(js|css|woff2?)$/.test(answer.url())) heard.push(await answer.text().catch(() => ''));
  });
  representative.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(payload.toString()))
  );
  for (const mode of ['agenda', 'live', 'minutes']) {
    await visit(representative, `/meetings/${june}/${mode}`);
  }
  const main = representative.locator('main');
  await expect(main).toContainText(TITLE);
  await expect(main).toContainText(GROUND);
  expect(heard.join('\n')).toContain(TITLE);
  for (const words of SECRET) {
    await expect(main).not.toContainText(words);
    expect(heard.join('\n')).not.toContain(words);
  }
});

test('no download has more of it than that', async () => {
  const client = await asClient(representative, server);
  for (const path of minutesPaths(june)) {
    const words = squeeze(await textOf(await client.get(path)));
    expect(words, path).toContain(squeeze(TITLE));
    expect(words, path).toContain(squeeze(GROUND));
    for (const secret of SECRET) expect(words, path).not.toContain(squeeze(secret));
  }
});

test('a socket from their page to the documents of the item is closed as not found', async () => {
  await visit(representative, '/');
  for (const kind of ['minute', 'notes', 'exempt']) {
    const code = await representative.evaluate(
      (name) =>
        new Promise<number>((resolve) => {
          const socket = new WebSocket(`ws://${location.host}/yjs/${name}`);
          socket.onmessage = () => resolve(0);
          socket.onclose = (event) => resolve(event.code);
        }),
      `${kind}/${privateItem}`
    );
    expect(code, kind).toBe(4404);
  }
});

test('a draft agenda is no page of theirs', async () => {
  const march = await representative.request.get('/api/boards').then((answer) => answer.json());
  expect(JSON.stringify(march)).not.toContain('Counter Terrorism Local Profile');
  await visit(representative, '/');
  await expect(representative.locator('body')).not.toContainText('Counter Terrorism Local Profile');
});
