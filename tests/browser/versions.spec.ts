import { expect, test, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { startMeeting, writeIn } from '../support/minute-page.ts';
import { meetingAt, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';
const NAME = 'Before the chair’s changes';

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let clerk: Page;
let chair: Page;
let minutes: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  const meetingId = await meetingAt(clerk, /Oversight/, 'agendaPublished');
  minutes = `/meetings/${meetingId}/minutes`;
  await visit(clerk, `/meetings/${meetingId}/live`);
  await startMeeting(clerk);
  const box = await writeIn(clerk, meetingId, ITEM);
  await box.click();
  await box.pressSequentially('The rate was 454 in a thousand.');
  await hasOnDisk('in a thousand.');
  await send(clerk, meetingId, { type: 'close-meeting', finishedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await chair?.context().close();
  await server?.stop();
});

/** "Saved" on the page may be from before the last letters. */
const hasOnDisk = (words: string): Promise<void> =>
  expect.poll(async () => (await clerk.request.get(`${minutes}.md`)).text()).toContain(words);

/** Opens the item's minute on the minutes page and puts the caret at the end of its text. */
async function edit(page: Page) {
  await visit(page, minutes);
  const item = page.locator('section.minute').filter({ hasText: ITEM });
  await item.getByRole('button', { name: /^Edit/ }).click();
  const box = item.getByRole('textbox', { name: /^Minutes for item/ });
  await expect(box).toBeEditable();
  await box.click();
  await box.press('Control+End');
  return box;
}

test('[X1] the clerk names the draft as it stands, and everybody who may sees who kept it and when', async () => {
  await visit(clerk, minutes);
  await clerk.getByRole('link', { name: 'Versions and changes' }).click();
  await expect(clerk.getByRole('link', { name: /^Draft at the close/ })).toBeVisible();
  await clerk.getByRole('button', { name: 'Keep this version' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText(
    'Enter a name for this version'
  );
  await clerk.getByRole('textbox', { name: 'Name of the version' }).fill(NAME);
  await clerk.keyboard.press('Enter');
  await expect(clerk.getByRole('link', { name: NAME, exact: true })).toBeVisible();
  await visit(chair, `${minutes}/history`);
  const [first, second, third] = await chair
    .getByRole('main')
    .locator('ol.app-rows li')
    .allInnerTexts();
  expect(first).toContain('The draft as it stands');
  expect(second).toContain(NAME);
  expect(second).toMatch(/by \p{L}+ \p{L}+/u);
  expect(third).toContain('Draft at the close of the meeting');
  await expect(chair.getByRole('button', { name: 'Keep this version' })).toHaveCount(0);
});

test('[X3] what the chair changed is shown in the text, from change to change by keyboard, and as a list', async () => {
  const box = await edit(chair);
  for (let steps = 0; steps < ' in a thousand.'.length; steps += 1) await box.press('ArrowLeft');
  for (let digits = 0; digits < 3; digits += 1) await box.press('Backspace');
  await box.pressSequentially('445');
  await box.press('Control+End');
  await box.press('Enter');
  await box.pressSequentially('Members thanked the officers.');
  await hasOnDisk('Members thanked the officers.');
  await visit(chair, `${minutes}/history`);
  await chair.getByRole('combobox', { name: 'From' }).selectOption({ index: 1 });
  await chair.getByRole('button', { name: 'Compare' }).click();
  await expect(chair.getByText('2 changes in 1 item', { exact: true })).toBeVisible();
  await expect(chair.locator('del')).toHaveText(/removed: 454/);
  await expect(chair.locator('ins')).toHaveText([/added: 445/, /added: Members thanked/]);
  await chair.getByRole('button', { name: 'Next change' }).focus();
  await chair.keyboard.press('Enter');
  await expect(chair.locator('#change-1')).toBeFocused();
  await expect(chair.getByRole('status').filter({ hasText: 'Change 1 of 2' })).toBeVisible();
  await chair.getByRole('button', { name: 'Previous change' }).press('Enter');
  await expect(chair.locator('#change-2')).toBeFocused();
  await chair.getByRole('link', { name: 'Show the changes as a list' }).click();
  await expect(chair.getByRole('link', { name: 'Change 1' })).toBeVisible();
  await expect(chair.getByText('The rate was').first()).toContainText('in a thousand.');
  await chair.getByRole('link', { name: 'Change 2' }).click();
  await expect(chair.locator('#change-2')).toBeInViewport();
});

test('[X3] the comparison needs no script', async ({ browser }) => {
  const { cookies } = await chair.context().storageState();
  const context = await browser.newContext({
    baseURL: server.address,
    javaScriptEnabled: false,
    storageState: { cookies, origins: [] }
  });
  const page = await context.newPage();
  await page.goto(`${minutes}/compare`);
  await page.getByRole('combobox', { name: 'From' }).selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByText('2 changes in 1 item', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Show the changes as a list' }).click();
  await expect(page.getByRole('link', { name: 'Change 2' })).toBeVisible();
  await context.close();
});

test('[A1] [A8] versions and their changes have no known barrier, at 320 pixels either', async () => {
  for (const path of ['/history', '/history/now', '/compare', '/compare?view=list']) {
    await chair.setViewportSize({ width: 1280, height: 800 });
    await visit(chair, `${minutes}${path}`);
    expect.soft(await barriers(chair), path).toEqual([]);
    await chair.setViewportSize({ width: 320, height: 640 });
    expect.soft(await sideways(chair), `${path} at 320`).toBe(0);
  }
  await chair.setViewportSize({ width: 1280, height: 800 });
});

test('[X2] a member has no version before circulation', async ({ browser }) => {
  const member = await openAs(browser, server, 'member');
  for (const path of ['/history', '/history/now', '/compare']) {
    expect((await member.request.get(`${minutes}${path}`)).status()).toBe(404);
  }
  await member.context().close();
});
