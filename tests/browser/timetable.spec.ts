import { expect, test, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { boardNamed, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let board: string;
let agenda: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  board = `/boards/${await boardNamed(clerk, /Oversight/)}`;
  agenda = `/meetings/${await meetingOn(clerk, /Oversight/, '2027-03-11')}/agenda`;
});

test.afterAll(async () => {
  await clerk?.context().close();
  await server?.stop();
});

const row = (page: Page, what: string) =>
  page.getByRole('table').getByRole('row').filter({ hasText: what });

test('[Z1] the agenda page and the board page have every date of a meeting, and whose it is', async () => {
  for (const path of [agenda, board]) {
    await visit(clerk, path);
    await clerk.getByText('Dates of this meeting').click();
    await expect(row(clerk, 'Publish the agenda').first()).toContainText('Clerk');
    expect(await clerk.getByRole('table').getByRole('row').count()).toBe(17);
    expect(await barriers(clerk)).toEqual([]);
  }
});

test('[Z1] distances that the clerk sets move the dates', async () => {
  await visit(clerk, `${board}/settings`);
  await clerk.getByLabel(/^Ask for items/).fill('7');
  await clerk.getByRole('button', { name: 'Save settings' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText('must stay in order');
  await clerk.getByLabel(/^Ask for items/).fill('40');
  await clerk.getByRole('button', { name: 'Save settings' }).click();
  await expect(clerk.getByRole('alert', { name: 'Done' })).toBeVisible();
  await visit(clerk, agenda);
  await clerk.getByText('Dates of this meeting').click();
  await expect(row(clerk, 'Ask for items')).toContainText('Thursday 14 January 2027');
});

test('[Z1] on a phone the dates fit', async ({ browser }) => {
  const viewport = { width: 360, height: 740 };
  const member = await openAs(browser, server, 'member', { viewport });
  await visit(member, board);
  await member.getByText('Dates of this meeting').click();
  await expect(row(member, 'Publish the agenda').first()).toBeVisible();
  expect(await sideways(member)).toBe(0);
  expect(await barriers(member)).toEqual([]);
  await member.context().close();
});
