import { expect, test, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { boardNamed, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let crg: Page;
let boardId: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  crg = await openAs(browser, server, 'crg', { viewport: { width: 360, height: 740 } });
  boardId = await boardNamed(clerk, /Oversight/);
});

test.afterAll(async () => {
  for (const page of [clerk, crg]) await page?.context().close();
  await server?.stop();
});

async function expectAccessible(page: Page): Promise<void> {
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
}

async function add(title: string, [day, month, year]: readonly string[]): Promise<void> {
  await clerk.getByLabel('Topic', { exact: true }).last().fill(title);
  await clerk.getByLabel('Day').fill(day ?? '');
  await clerk.getByLabel('Month').fill(month ?? '');
  await clerk.getByRole('textbox', { name: 'Year' }).fill(year ?? '');
  await clerk.getByRole('button', { name: 'Add topic' }).click();
}

test('the clerk plans topics, and a representative on a phone sees them as they come', async () => {
  await visit(crg, `/boards/${boardId}/work-programme`);
  await visit(clerk, `/boards/${boardId}/work-programme`);
  await add('Venue hire', ['31', '2', '2027']);
  await expect(clerk.locator('.govuk-error-summary')).toContainText('must be a real date');
  await expectAccessible(clerk);
  await add('Venue hire', ['11', '3', '2027']);
  await expect(clerk.getByRole('rowheader', { name: 'Venue hire' })).toBeVisible();
  await expect(crg.getByText('Venue hire')).toBeVisible();
  await expect(crg.getByRole('button', { name: 'Move' })).toHaveCount(0);
  for (const page of [clerk, crg]) await expectAccessible(page);
});

test('a topic is moved to another meeting with the keyboard alone', async () => {
  await clerk.getByLabel('Move Venue hire to meeting').selectOption('2026-12-10');
  await clerk.getByRole('button', { name: 'Move Venue hire' }).press('Enter');
  await expect(clerk.locator('.govuk-notification-banner')).toContainText('has been moved');
  const december = clerk.getByRole('table', { name: 'Thursday 10 December 2026' });
  await expect(december.getByRole('rowheader', { name: 'Venue hire' })).toBeVisible();
});

test('[T1] two clicks set up the next meeting, on the date and with the topics of the programme', async () => {
  await add('Final strategy', ['17', '6', '2027']);
  await expect(clerk.locator('.govuk-notification-banner')).toContainText('Final strategy');
  await visit(clerk, `/boards/${boardId}`);
  await clerk.getByRole('link', { name: 'Set up next meeting' }).click();
  await expect(clerk.getByRole('checkbox', { name: 'Final strategy' })).toBeChecked();
  await expectAccessible(clerk);
  await clerk.getByRole('button', { name: 'Create meeting' }).click();
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('Thursday 17 June 2027');
  await expect(clerk.locator('.list .title').filter({ hasText: 'Final strategy' })).toBeVisible();
});

test('the clerk publishes a supplement, and a reader has it and the version before', async () => {
  const agenda = `/meetings/${await meetingOn(clerk, /Oversight/, '2026-12-10')}/agenda`;
  await visit(crg, agenda);
  await visit(clerk, agenda);
  await clerk.getByText('Publish a supplement').click();
  await clerk.getByLabel('Title of the item').fill('Returns for the quarter');
  await clerk.getByRole('button', { name: 'Publish supplement' }).click();
  await expect(clerk.getByText('Enter the reason this item is late')).toBeVisible();
  await expect(clerk.getByLabel('Reason for lateness')).toBeFocused();
  await expectAccessible(clerk);
  await clerk.getByLabel('Reason for lateness').fill('The figures came on Friday.');
  await clerk.getByRole('button', { name: 'Publish supplement' }).click();
  await expect(crg.getByText(/^Supplement added .*: item \d+\.$/)).toBeVisible();
  await expect(crg.getByText('The figures came on Friday.')).toBeVisible();
  await expect(crg.getByRole('link', { name: /^Version 1, published/ })).toBeVisible();
  await expectAccessible(crg);
});
