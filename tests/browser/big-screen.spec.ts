/** The room's computer and the chair's browser, with a real server between them. */
import { expect, test, type Page } from '@playwright/test';
import { newId } from '#server/new-id.ts';
import { barriers, cutOff, sideways } from '../support/accessibility.ts';
import { startMeeting } from '../support/minute-page.ts';
import { addItem, attend, exclude, PUBLISH } from '../support/sample-meeting.ts';
import { boardNamed, meetingOn, openAs, read, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ONE_SECOND = 1000;
const LONG_TITLE = 'How partners share what they learn from one another '.repeat(5).trim();

let server: RunningServer;
let clerk: Page;
let chair: Page;
let screen: Page;
let meeting: string;
const longest = newId();

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  const context = await browser.newContext({
    baseURL: server.address,
    viewport: { width: 1920, height: 1080 }
  });
  screen = await context.newPage();
  meeting = await meetingOn(clerk, /Oversight/, '2027-03-11');
  await send(
    clerk,
    meeting,
    addItem('long', { itemId: longest, title: LONG_TITLE, presenter: 'Ruth Hale' }),
    PUBLISH
  );
});

test.afterAll(async () => {
  for (const page of [clerk, chair, screen]) await page?.context().close();
  await server?.stop();
});

const code = (page: Page) => page.locator('.code');
const title = (page: Page) => page.getByRole('heading', { level: 1 });

async function typeCode(page: Page, text: string): Promise<void> {
  const summary = page.getByText(/^(Show on|On) the big screen$/);
  const field = page.getByLabel('Code on the big screen');
  if (!(await field.isVisible())) await summary.click();
  await field.fill(text);
  await field.press('Enter');
}

/** The id of somebody whose attendance can be recorded. */
async function personIn(page: Page): Promise<string> {
  const board = await boardNamed(page, /Oversight/);
  const { seats } = await read<{ seats: { personId: string; office: string }[] }>(
    page,
    `/api/boards/${board}`
  );
  return seats.find(({ office }) => office === 'member')?.personId ?? '';
}

/** Looked at by a machine in both sizes of projector, and kept for people to look at. */
async function photograph(name: string): Promise<void> {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 720]
  ] as const) {
    await screen.setViewportSize({ width, height });
    await expect.poll(() => sideways(screen), name).toBe(0);
    expect.soft(await barriers(screen), `${name} at ${width}`).toEqual([]);
    await expect.poll(() => cutOff(screen), `${name} at ${width}`).toEqual([]);
    await screen.screenshot({ path: test.info().outputPath(`${name}-${width}.png`) });
  }
}

test('[B7] the room’s computer shows a code that nobody signed in for, and a wrong one is refused', async () => {
  await visit(screen, '/screen');
  await expect(code(screen)).toHaveText(/^[A-Z2-9]{6}$/);
  await expect(screen.getByRole('link')).toHaveCount(0);
  await photograph('code');

  await visit(chair, `/meetings/${meeting}/live`);
  await typeCode(chair, 'A7K4');
  const field = chair.getByLabel('Code on the big screen');
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Enter the 6-character code/);
  await typeCode(chair, 'AAAAAA');
  await expect(field).toHaveAccessibleDescription(/No screen shows this code/);
  expect(await barriers(chair)).toEqual([]);
});

test('[B5] the chair types the code on the meeting’s page, and the screen shows the meeting', async () => {
  const shown = (await code(screen).innerText()).toLowerCase();
  await typeCode(chair, `${shown.slice(0, 3)} ${shown.slice(3)}`);
  await expect(chair.getByText(/put it there/)).toBeVisible();
  await expect(title(screen)).toHaveText('Waiting for the meeting to start');
  await photograph('waiting');
  await startMeeting(chair);
  await expect(screen.getByText(/^Item 1 of \d+$/)).toBeVisible();
});

test('[B2] within a second of the chair’s key the screen shows the next item', async () => {
  await visit(chair, `/meetings/${meeting}/live`);
  await expect(chair.getByRole('button', { name: /^Next item: 2\./ })).toBeVisible();
  const times: number[] = [];
  for (const number of [2, 3, 4, 5, 6]) {
    // The screen may hear of a move before the page that made it.
    await chair.getByRole('button', { name: new RegExp(`^Next item: ${number}\\.`) }).waitFor();
    const begun = performance.now();
    await chair.keyboard.press('ArrowRight');
    await screen.getByText(new RegExp(`^Item ${number} of`)).waitFor();
    times.push(Math.round(performance.now() - begun));
  }
  console.log(`chair's key to the screen, ms: ${times.join(', ')}`);
  expect(Math.max(...times)).toBeLessThan(ONE_SECOND);
  await expect(screen.locator('.clock')).toHaveText(
    /^\d{1,2}:\d\d(am|pm)|midday|midnight|\dam|\dpm/
  );
  await photograph('item');
});

test('[B2] what is asked for is read from the back of the room, and the names of nobody present', async () => {
  const asked = await screen.getByRole('listitem').allInnerTexts();
  expect(asked.length).toBeGreaterThan(0);
  const smallest = await screen
    .locator('main p, main li, footer p')
    .evaluateAll((all) =>
      Math.min(...all.map((each) => parseFloat(getComputedStyle(each).fontSize)))
    );
  expect(smallest).toBeGreaterThanOrEqual(28);
  await expect(screen.getByText(/members? present/)).toHaveCount(0);
  await send(clerk, meeting, attend('somebody', { key: await personIn(clerk), name: 'Ada Bevan' }));
  await expect(screen.getByText('1 member present. No quorum: 5 needed')).toBeVisible();
  expect(await screen.locator('body').innerText()).not.toMatch(/@|Marsden|Bevan/);
});

test('[B2] the longest title is there whole, in both sizes', async () => {
  await send(chair, meeting, { type: 'open-item', itemId: longest });
  await expect(title(screen)).toHaveText(LONG_TITLE);
  await photograph('long');
  await expect(screen.getByText('There is more on the agenda.')).toHaveCount(0);
});

test('[B1] in private session it says that, and nothing else', async () => {
  const { proceedings } = (await (await clerk.request.get(`/api/meetings/${meeting}`)).json()) as {
    proceedings: { items: { id: string; part: string }[] };
  };
  const itemId = proceedings.items.find(({ part }) => part === 'part2')?.id ?? '';
  await send(chair, meeting, exclude('private', [itemId]));
  await send(chair, meeting, { type: 'open-item', itemId });
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
  await expect(screen.getByText(/present\.|^Next:|Recommended/)).toHaveCount(0);
  await photograph('private');
  await send(chair, meeting, { type: 'adjourn' });
  await expect(screen.getByText('The meeting is adjourned')).toBeVisible();
  await photograph('adjourned');
  await send(chair, meeting, { type: 'resume' });
});

test('a server that is away is said so, and when it is back the same meeting is shown', async () => {
  await server.kill();
  await expect(screen.getByText('No connection. Trying again.', { exact: false })).toBeVisible();
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
  await photograph('lost');
  await server.restart();
  await expect(screen.getByText('No connection.', { exact: false })).toHaveCount(0);
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
  await screen.reload();
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
});

test('[B5] it is ended on the meeting’s page, and when the meeting closes the screen says so', async () => {
  await visit(clerk, `/meetings/${meeting}/live`);
  await clerk.getByText('On the big screen', { exact: true }).click();
  await clerk.getByRole('button', { name: 'Stop showing it' }).click();
  await expect(title(screen)).toHaveText('This screen does not show a meeting any more');
  await photograph('ended');
  await screen.getByRole('button', { name: 'Show a code' }).click();
  await typeCode(clerk, await code(screen).innerText());
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
  await send(clerk, meeting, { type: 'close-meeting', finishedAt: '23:59' });
  await expect(title(screen)).toHaveText('The meeting has closed');
  await photograph('closed');
});
