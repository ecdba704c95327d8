import { expect, test, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { boardNamed, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const PHONE = { viewport: { width: 360, height: 740 } };

let server: RunningServer;
let clerk: Page;
let crg: Page;
let boardId: string;
let agenda: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  crg = await openAs(browser, server, 'crg', PHONE);
  boardId = await boardNamed(clerk, /Oversight/);
  agenda = `/meetings/${await meetingOn(clerk, /Oversight/, '2027-03-11')}/agenda`;
});

test.afterAll(async () => {
  for (const page of [clerk, crg]) await page?.context().close();
  await server?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
}

const banner = (page: Page) => page.locator('.govuk-notification-banner');

async function propose(page: Page, title: string, why: string): Promise<void> {
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Why should the board take it?').fill(why);
  await page.getByRole('button', { name: 'Propose the item' }).click();
}

test('a CRG representative proposes an item on a phone, and is told what is missing', async () => {
  await visit(crg, `/boards/${boardId}/proposals`);
  await expectAccessible(crg);
  await propose(crg, 'Hall bookings', '');
  await expect(crg.locator('.govuk-error-summary')).toContainText(
    'Say why the board should take this item'
  );
  await expectAccessible(crg);
  await propose(crg, 'Hall bookings', 'Two halls have asked us for advice.');
  await expect(banner(crg)).toContainText('Hall bookings has been proposed');
  await propose(crg, 'Parking at the hall', 'It is full on Fridays.');
  await expect(banner(crg)).toContainText('Parking at the hall has been proposed');
  await expect(crg.getByText('Waiting for an answer')).toHaveCount(2);
  await expectAccessible(crg);
});

test('the clerk sees it below the agenda as it comes, and adds it in one press by keyboard', async () => {
  await visit(clerk, agenda);
  const parked = clerk.getByRole('region', { name: /^Parked items/ });
  await expect(parked.getByRole('heading', { name: 'Parked items (2)' })).toBeVisible();
  await expectAccessible(clerk);
  const add = parked.getByRole('button', { name: 'Add to agenda Hall bookings' });
  await add.focus();
  await clerk.keyboard.press('Enter');
  await expect(clerk.locator('[data-announcer="polite"]')).toHaveText(
    'Hall bookings added to the agenda'
  );
  await expect(parked.getByRole('heading', { name: 'Parked items (1)' })).toBeFocused();
  await expect(clerk.locator('.list .title').filter({ hasText: 'Hall bookings' })).toBeVisible();
  await clerk.getByRole('link', { name: 'Hall bookings' }).click();
  await expect(clerk.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
    'Two halls have asked us for advice.'
  );
  await expect(crg.getByText('On the agenda of 11 March 2027')).toBeVisible();
});

test('the clerk declines the other with a reply, which the proposer reads at once', async () => {
  await visit(clerk, `/boards/${boardId}/proposals`);
  await clerk.getByText('Keep or decline').click();
  await clerk.getByRole('button', { name: 'Decline' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText('Enter a reply');
  await expectAccessible(clerk);
  await clerk.getByLabel('Reply').fill('The district council runs the car park.');
  await clerk.getByRole('button', { name: 'Decline' }).click();
  await expect(banner(clerk)).toContainText('The item is declined');
  await expect(crg.getByText('Reply: The district council runs the car park.')).toBeVisible();
  await expectAccessible(crg);
});

test('what the agenda gives up again waits again, below the same agenda', async () => {
  await visit(clerk, agenda);
  const parked = clerk.getByRole('region', { name: /^Parked items/ });
  await clerk.getByRole('link', { name: 'Hall bookings' }).click();
  await clerk.getByRole('button', { name: 'Withdraw this item' }).click();
  await clerk.getByRole('button', { name: 'Withdraw item' }).click();
  await expect(parked.getByRole('button', { name: 'Add to agenda Hall bookings' })).toBeVisible();
  await expect(crg.getByText('Waiting for an answer')).toBeVisible();
});
