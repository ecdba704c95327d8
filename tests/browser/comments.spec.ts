import { expect, test, type Locator, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { startMeeting, writeIn } from '../support/minute-page.ts';
import { meetingAt, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let clerk: Page;
let chair: Page;
let meetingId: string;
let minutes: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  meetingId = await meetingAt(clerk, /Oversight/, 'agendaPublished');
  minutes = `/meetings/${meetingId}/minutes`;
  await visit(clerk, `/meetings/${meetingId}/live`);
  await startMeeting(clerk);
  const box = await writeIn(clerk, meetingId, ITEM);
  await box.click();
  await box.pressSequentially('The rate was 454 in a thousand.');
  await expect.poll(() => exported()).toContain('in a thousand.');
  await send(clerk, meetingId, { type: 'close-meeting', finishedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await chair?.context().close();
  await server?.stop();
});

const exported = async (): Promise<string> => (await clerk.request.get(`${minutes}.md`)).text();

const itemOn = (page: Page): Locator => page.locator('section.minute').filter({ hasText: ITEM });

const comments = (page: Page): Locator => page.getByRole('complementary', { name: /^Comments/ });

/** Opens the item's minute on the minutes page, with the caret at its beginning. */
async function edit(page: Page): Promise<Locator> {
  await visit(page, minutes);
  await itemOn(page).getByRole('button', { name: /^Edit/ }).click();
  const box = itemOn(page).getByRole('textbox', { name: /^Minutes for item/ });
  await expect(box).toBeEditable();
  await expect(box).toContainText('454');
  await toBeginning(page, box);
  return box;
}

/** An editor that has just got the focus puts its last selection back a moment later. */
const toBeginning = (page: Page, box: Locator): Promise<void> =>
  expect(async () => {
    await box.press('Control+Home');
    expect(await page.evaluate(() => window.getSelection()?.isCollapsed)).toBe(true);
  }).toPass();

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
}

test('[X6] [A13] a comment on words selected by keyboard alone is at the other’s within a second', async () => {
  await visit(chair, minutes);
  const box = await edit(clerk);
  await press(clerk, 'ArrowRight', 'The '.length);
  await press(clerk, 'Shift+ArrowRight', 'rate was 454'.length);
  await clerk.keyboard.press('Control+Alt+m');
  const words = comments(clerk).getByRole('textbox', { name: 'Comment on these words' });
  await expect(words).toBeFocused();
  await expect(comments(clerk).getByRole('blockquote')).toHaveText('rate was 454');
  await clerk.keyboard.type('445 in the report.');
  await clerk.keyboard.press('Control+Enter');
  await expect(comments(chair).getByText('445 in the report.')).toBeVisible({ timeout: 1000 });
  await expect(comments(clerk).getByRole('button', { name: 'Add a comment' })).toBeFocused();
  for (const page of [clerk, chair]) {
    const mark = itemOn(page).locator('mark');
    await expect(mark).toHaveText('rate was 454');
    const id = await mark.getAttribute('aria-details');
    await expect(page.locator(`#${id}`)).toContainText('445 in the report.');
  }
  await expect(box).toContainText('The rate was 454 in a thousand.');
});

test('[X8] its mark follows the text as both write, and stays out of it', async () => {
  const box = itemOn(clerk).getByRole('textbox', { name: /^Minutes for item/ });
  await toBeginning(clerk, box);
  await clerk.keyboard.type('Noted. ');
  await expect(itemOn(chair)).toContainText('Noted. The rate');
  await expect(itemOn(chair).locator('mark')).toHaveText('rate was 454');
  const own = await edit(chair);
  await press(chair, 'ArrowRight', 'Noted. The rate was'.length);
  await chair.keyboard.type(' about');
  await expect(own).toContainText('rate was about 454');
  for (const page of [clerk, chair]) {
    await expect(itemOn(page).locator('mark')).toHaveText('rate was about 454');
  }
  await expect.poll(() => exported()).toContain('rate was about 454');
  expect(await exported()).not.toContain('445 in the report');
});

test('[X9] the other replies and resolves by keyboard, and it can be opened again', async () => {
  await comments(chair)
    .getByRole('button', { name: /^Reply/ })
    .press('Enter');
  await chair.keyboard.type('Quite right.');
  await chair.keyboard.press('Control+Enter');
  await expect(comments(clerk).getByText('Quite right.')).toBeVisible();
  await comments(chair).getByRole('button', { name: 'Resolve' }).press('Enter');
  await expect(
    comments(clerk).getByRole('heading', { name: 'Comments', exact: true })
  ).toBeVisible();
  await expect(itemOn(clerk).locator('mark')).toHaveCount(0);
  await comments(clerk).getByText('Resolved (1)').click();
  await comments(clerk).getByRole('button', { name: 'Open again' }).click();
  await expect(comments(chair).getByRole('heading', { name: 'Comments (1)' })).toBeVisible();
  await expect(itemOn(chair).locator('mark')).toHaveText('rate was about 454');
});

test('[X9] what is copied has no mark', async () => {
  await visit(clerk, minutes);
  await itemOn(clerk).getByText('rate was about 454').selectText();
  const copied = await clerk.evaluate(() => {
    const clipboardData = new DataTransfer();
    const { anchorNode } = window.getSelection() ?? {};
    const copy = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    anchorNode?.parentElement?.dispatchEvent(copy);
    return { html: clipboardData.getData('text/html'), taken: copy.defaultPrevented };
  });
  expect(copied.taken).toBe(true);
  expect(copied.html).toContain('rate was about 454');
  expect(copied.html).not.toMatch(/mark|thread/);
});

test('[X6] without a selection a comment is on the whole of an item', async () => {
  await visit(clerk, minutes);
  await comments(clerk).getByRole('button', { name: 'Add a comment' }).press('Enter');
  await comments(clerk).getByRole('combobox', { name: 'Item' }).selectOption({ index: 0 });
  await comments(clerk).getByRole('textbox', { name: 'Comment' }).focus();
  await clerk.keyboard.press('Control+Enter');
  await expect(comments(clerk).getByRole('alert')).toHaveText('Enter a comment');
  await clerk.keyboard.type('To be shortened.');
  await clerk.keyboard.press('Control+Enter');
  const threads = comments(clerk).getByRole('article');
  await expect(threads).toHaveCount(2);
  await expect(threads.first()).toContainText('To be shortened.');
});

test('[A1] [A8] comments have no known barrier, beside the text or in a drawer', async () => {
  await visit(chair, minutes);
  await expect(comments(chair).getByRole('article')).toHaveCount(2);
  expect.soft(await barriers(chair), 'beside').toEqual([]);
  await chair.setViewportSize({ width: 320, height: 640 });
  expect.soft(await sideways(chair)).toBe(0);
  await expect(comments(chair)).toBeHidden();
  await chair.getByRole('button', { name: 'Comments (2)' }).click();
  await expect(comments(chair).getByRole('heading', { name: 'Comments (2)' })).toBeFocused();
  expect.soft(await barriers(chair), 'drawer').toEqual([]);
  expect.soft(await sideways(chair)).toBe(0);
  await chair.keyboard.press('Escape');
  await expect(comments(chair)).toBeHidden();
  await expect(chair.getByRole('button', { name: 'Comments (2)' })).toBeFocused();
  await chair.setViewportSize({ width: 1280, height: 800 });
});

test('[X7] what was said of the draft stays with those who had it; members comment on what was circulated', async ({
  browser
}) => {
  await send(clerk, meetingId, { type: 'circulate-minutes', correctionsBy: null });
  const member = await openAs(browser, server, 'member');
  await visit(member, minutes);
  await expect(comments(member).getByText('No open comments.')).toBeVisible();
  await expect(member.locator('mark')).toHaveCount(0);
  await member.getByText('rate was about 454').selectText();
  await comments(member).getByRole('button', { name: 'Comment on the selected words' }).click();
  await member.keyboard.type('I make it 445.');
  await member.keyboard.press('Control+Enter');
  await expect(member.locator('mark')).toHaveText('Noted. The rate was about 454 in a thousand.');
  await visit(clerk, minutes);
  await expect(comments(clerk).getByRole('article')).toHaveCount(3);
  await expect(comments(clerk).getByText('I make it 445.')).toBeVisible();
  const crg = await openAs(browser, server, 'crg');
  await visit(crg, minutes);
  await expect(comments(crg).getByText('I make it 445.')).toBeVisible();
  await expect(comments(crg).getByRole('button', { name: 'Add a comment' })).toHaveCount(0);
  for (const page of [member, crg]) await page.context().close();
});
