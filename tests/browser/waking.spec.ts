import { expect, test, type Page } from '@playwright/test';
import { startStretch, type Stretch } from '../support/half-open-line.ts';
import { minuteOf, saysSaved, writeIn } from '../support/minute-page.ts';
import { meetingOn, openAs, send } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';

let server: RunningServer;
let stretch: Stretch;
let clerk: Page;
let member: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  stretch = await startStretch(server.port);
  clerk = await openAs(browser, server, 'clerk');
  member = await openAs(browser, { address: `http://127.0.0.1:${stretch.port}` }, 'member');
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await member?.context().close();
  await stretch?.stop();
  await server?.stop();
});

test('a laptop that wakes on lines that died without a word is up to date again at once', async () => {
  const hers = await writeIn(clerk, meeting, ITEM);
  const theirs = await writeIn(member, meeting, ITEM);
  await hers.click();
  await hers.pressSequentially('Before the lid closed.');
  await expect(theirs).toContainText('Before the lid closed.');

  stretch.goDead();
  await hers.pressSequentially(' While it was closed.');
  await saysSaved(clerk);
  await send(clerk, meeting, { type: 'adjourn' });
  await expect(clerk.getByText('Adjourned').first()).toBeVisible();
  await theirs.click();
  await theirs.press('Control+End');
  await theirs.pressSequentially(' Into a dead line.');
  await expect(theirs).not.toContainText('While it was closed.');
  await expect(member.getByText('Adjourned')).toHaveCount(0);

  await member.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(theirs).toContainText('While it was closed.', { timeout: 5000 });
  await expect(minuteOf(clerk)).toContainText('Into a dead line.', { timeout: 5000 });
  await expect(member.getByText('Adjourned').first()).toBeVisible({ timeout: 8000 });
  await saysSaved(member);
});
