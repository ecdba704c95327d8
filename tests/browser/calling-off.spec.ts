import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { boardNamed, meetingOn, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

let server: RunningServer;
let clerk: Page;
let chair: Page;
let crg: Page;
let meetingId: string;
let base: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  crg = await openAs(browser, server, 'crg', PHONE);
  meetingId = await meetingOn(clerk, /Oversight/, '2026-12-10');
  base = `/meetings/${meetingId}`;
  await publish();
});

test.afterAll(async () => {
  for (const page of [clerk, chair, crg]) await page?.context().close();
  await server?.stop();
});

const publish = () =>
  send(clerk, meetingId, {
    type: 'publish-agenda',
    publishedOn: null,
    shortNoticeReason: 'The rooms must be open before the frost.'
  });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
    true
  );
}

test('the chair takes an urgent item with a reason, and a reader sees it on the agenda at once', async () => {
  await visit(crg, `${base}/agenda`);
  await visit(chair, `${base}/agenda`);
  await chair.getByText('Take an urgent item').click();
  await chair.getByRole('textbox', { name: 'Title of the item' }).fill('Flood at the depot');
  await chair.getByRole('button', { name: 'Take as urgent item' }).click();
  const reason = chair.getByRole('textbox', { name: 'Reason for urgency' });
  await expect(reason).toBeFocused();
  await expect(chair.getByText('Enter the reason this item is urgent')).toBeVisible();
  await expectAccessible(chair);
  await reason.fill('It happened last night.');
  await chair.getByRole('button', { name: 'Take as urgent item' }).click();
  await expect(chair.locator('[data-announcer="polite"]')).toContainText('Flood at the depot');
  await expect(crg.getByRole('heading', { name: /Flood at the depot/ })).toBeVisible();
  await expect(crg.getByText('It happened last night.')).toBeVisible();
  await visit(clerk, `${base}/agenda`);
  await expect(clerk.getByText('Take an urgent item')).toHaveCount(0);
});

test('the clerk postpones with a new date and a reason, and a reader is told where they are', async () => {
  await visit(crg, `${base}/agenda`);
  await visit(clerk, `${base}/agenda`);
  await clerk.getByRole('link', { name: 'Postpone the meeting' }).click();
  await clerk.getByRole('button', { name: 'Postpone the meeting' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText('The date must be a real date');
  await expectAccessible(clerk);
  await clerk.getByLabel('Day').fill('14');
  await clerk.getByLabel('Month').fill('1');
  await clerk.getByLabel('Year').fill('2027');
  await clerk.getByRole('textbox', { name: 'Reason' }).fill('At the request of the Chair.');
  await clerk.getByRole('button', { name: 'Postpone the meeting' }).click();
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('Thursday 14 January 2027');
  await expect(clerk.locator('.meeting-head__change')).toHaveText(
    /Postponed from 10 December 2026\.\s+At the request of the Chair\./
  );
  await expect(clerk.getByRole('link', { name: 'Check and publish' })).toBeVisible();

  await expect(crg.getByText('This meeting has been postponed to 14 January 2027.')).toBeVisible();
  await expect(crg.getByText('Your access has ended')).toHaveCount(0);
  await expectAccessible(crg);
  await publish();
  await expect(crg.getByText('This meeting has been postponed to')).toHaveCount(0);
  await expect(crg.getByText('(version 2)')).toBeVisible();
});

test('a cancelled meeting says so on its own pages, on Home and on the board', async () => {
  await visit(crg, `${base}/agenda`);
  await visit(clerk, `${base}/cancel`);
  await clerk.getByRole('button', { name: 'Cancel the meeting' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText('Enter a reason');
  await expectAccessible(clerk);
  await clerk.getByRole('textbox', { name: 'Reason' }).fill('Storm warning for the county.');
  await clerk.getByRole('button', { name: 'Cancel the meeting' }).click();
  await expect(clerk.locator('.meeting-head__change')).toContainText('Cancelled.');
  await expect(clerk.getByRole('link', { name: 'Postpone the meeting' })).toHaveCount(0);
  await expect(crg.getByText('This meeting has been cancelled.')).toBeVisible();

  await visit(chair, `${base}/live`);
  await expect(chair.getByText('This meeting has been cancelled.')).toBeVisible();
  await expect(chair.getByRole('button', { name: 'Start the meeting' })).toHaveCount(0);
  for (const path of ['/', `/boards/${await boardNamed(crg, /Oversight/)}`]) {
    await visit(crg, path);
    await expect(crg.getByText('Storm warning for the county.')).toBeVisible();
    await expectAccessible(crg);
  }
});
