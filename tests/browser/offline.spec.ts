import { expect, test, type Page } from '@playwright/test';
import { minuteOf, saysOffline, saysSaved, wordsOf, writeIn } from '../support/minute-page.ts';
import { meetingOn, openAs, send } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';

let server: RunningServer;
let clerk: Page;
let member: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  member = await openAs(browser, server, 'member');
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await member?.context().close();
  await server?.stop();
});

test('what is written offline stays, is said to be in this tab only, and is merged when back', async () => {
  const hers = await writeIn(clerk, meeting, ITEM);
  await hers.click();
  await hers.pressSequentially('Before the line went.');
  await saysSaved(clerk);
  const theirs = await writeIn(member, meeting, ITEM);
  await expect(theirs).toContainText('Before the line went.');

  await member.context().setOffline(true);
  await theirs.click();
  await theirs.press('End');
  await theirs.pressSequentially(' Written in the tunnel.');
  await saysOffline(member);
  await expect(member.locator('[data-announcer="assertive"]')).toContainText('Offline.');
  await expect(member.getByRole('button', { name: 'Copy my changes' })).toBeVisible();
  await hers.press('Home');
  await hers.pressSequentially('Meanwhile in the room. ');
  await saysSaved(clerk);
  await expect(theirs).not.toContainText('Meanwhile');

  await member.context().setOffline(false);
  const whole = 'Meanwhile in the room. Before the line went. Written in the tunnel.';
  for (const page of [clerk, member]) {
    await expect.poll(() => wordsOf(minuteOf(page)), { timeout: 20_000 }).toBe(whole);
    await saysSaved(page);
  }
  await expect(member.locator('[data-announcer="polite"]')).toContainText('Back online');
});

test('closing the tab with something unsent asks first', async () => {
  const box = await writeIn(member, meeting, 'Work programme');
  await member.context().setOffline(true);
  await box.click();
  await box.pressSequentially('Not sent.');
  await saysOffline(member);
  const asked = member.waitForEvent('dialog');
  await member.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(minuteOf(member)).toContainText('Not sent.');
  await member.context().setOffline(false);
  await saysSaved(member);
});
