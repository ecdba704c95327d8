import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { boardNamed, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let officer: Page;
let log: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  officer = await openAs(browser, server, 'officer');
  log = `/boards/${await boardNamed(clerk, /Oversight/)}/actions`;
});

test.afterAll(async () => {
  await clerk?.context().close();
  await officer?.context().close();
  await server?.stop();
});

const rowOf = (page: Page, wording: string): Locator => page.locator('tr', { hasText: wording });

async function openAction(page: Page, wording: string): Promise<void> {
  await visit(page, log);
  await page.getByRole('link', { name: wording }).click();
  await expect(page.getByRole('heading', { level: 1, name: wording })).toBeVisible();
}

async function update(page: Page, rag: string, text: string): Promise<void> {
  await page.getByLabel(rag).check();
  await page.getByLabel('What has changed?').fill(text);
  await page.getByRole('button', { name: 'Save update' }).click();
}

test('falling behind needs a sentence, and the answers are kept until there is one', async () => {
  await openAction(officer, 'Collect evidence for each benchmark');
  await update(officer, 'Happening but behind schedule', '');
  const summary = officer.locator('.govuk-error-summary');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('Say what has changed since the last update');
  await expect(officer).toHaveTitle(/^Error: Action \d+, Tarrowshire Prevent Oversight Board/);
  await expect(officer.getByLabel('Happening but behind schedule')).toBeChecked();
  await officer.getByLabel('What has changed?').fill('One district is late.');
  await officer.getByLabel('What has changed?').press('Control+Enter');
  await expect(officer.getByRole('alert', { name: 'Done' })).toContainText('Update saved');
  await expect(
    officer.getByRole('listitem').filter({ hasText: 'One district is late.' })
  ).toContainText('Joel Hendry');
});

test('the log shows what others save, but not in the row that somebody is in', async () => {
  await visit(clerk, log);
  await openAction(officer, 'Collect evidence for each benchmark');
  await update(officer, 'On schedule', 'The district has caught up.');
  const row = rowOf(clerk, 'Collect evidence for each benchmark');
  await expect(row).toContainText('The district has caught up.');
  await row.getByRole('link').first().focus();
  await update(officer, 'Completed', 'All of it is in.');
  await expect(clerk.getByText('1 action changed.')).toBeVisible();
  await expect(row).toContainText('The district has caught up.');
  await expect(row.getByRole('link').first()).toBeFocused();
  await clerk.getByRole('button', { name: 'Show changes' }).click();
  await expect(rowOf(clerk, 'Collect evidence for each benchmark')).toHaveCount(0);
});

test('filter and order are in the address, are announced and keep the focus', async () => {
  await visit(clerk, log);
  await clerk.getByLabel('Show', { exact: true }).selectOption('Overdue');
  await clerk.getByRole('button', { name: 'Apply' }).press('Enter');
  await expect(clerk).toHaveURL(/show=overdue/);
  const overdue = clerk.locator('tbody tr');
  await expect(overdue.filter({ hasText: 'overdue' })).toHaveCount(await overdue.count());
  await expect(clerk.getByRole('status').filter({ hasText: 'shown' })).toHaveText(
    `${await overdue.count()} actions shown`
  );
  await expect(clerk.getByRole('button', { name: 'Apply' })).toBeFocused();
  await clerk.getByRole('link', { name: 'Due', exact: true }).press('Enter');
  await expect(clerk).toHaveURL(/show=overdue&sort=due/);
  await expect(clerk.getByRole('columnheader', { name: 'Due' })).toHaveAttribute(
    'aria-sort',
    'ascending'
  );
  await expect(clerk.getByRole('link', { name: 'Due', exact: true })).toBeFocused();
});

test('a later date needs a reason, is counted, and a closed action can be opened again', async () => {
  await openAction(clerk, 'Add online gaming to the risk assessment');
  await clerk.getByText('Change the due date').click();
  await clerk.getByLabel('Another date').check();
  await clerk.getByLabel('Year').fill('2027');
  await clerk.getByRole('button', { name: 'Save due date' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toContainText('Say why the date moves');
  await clerk.getByLabel('Why does the date move?').fill('The police have new figures.');
  await clerk.getByRole('button', { name: 'Save due date' }).click();
  await expect(clerk.getByText('Date moved once')).toBeVisible();
  await clerk.getByText('Close this action').click();
  await clerk.getByRole('button', { name: 'Close action' }).click();
  await expect(clerk.getByRole('alert', { name: 'Done' })).toContainText('Action closed');
  await clerk.getByRole('button', { name: 'Open again' }).click();
  await expect(clerk.getByRole('alert', { name: 'Done' })).toContainText('Action opened again');
});

test('an action added in the log is worded together, each with their own caret and undo', async ({
  browser
}) => {
  await visit(clerk, `${log}/new`);
  await clerk.getByLabel('What will be done?').fill('Check the register of interests.');
  await clerk.getByLabel('Joel Hendry').check();
  await clerk.getByRole('button', { name: 'Add action' }).click();
  await expect(clerk.getByRole('alert', { name: 'Done' })).toContainText('Action added');
  const member = await openAs(browser, server, 'member');
  await visit(member, new URL(clerk.url()).pathname);
  for (const page of [clerk, member]) await page.getByText('Change the wording').click();
  const [hers, his] = [clerk, member].map((page) => page.getByRole('textbox', { name: 'Wording' }));
  const caret = (field: Locator) =>
    field.evaluate((element: HTMLTextAreaElement) => element.selectionStart);

  await his!.evaluate((element: HTMLTextAreaElement) => {
    element.focus();
    element.setSelectionRange(5, 5);
  });
  await expect(clerk.getByText('Also here: Daniel Okonjo')).toBeVisible();
  await hers!.press('Control+Home');
  await hers!.pressSequentially('Now. ');
  await expect(his!).toHaveValue('Now. Check the register of interests.');
  expect(await caret(his!)).toBe(10);
  await his!.pressSequentially(' twice');
  await expect(hers!).toHaveValue('Now. Check twice the register of interests.');
  expect(await caret(hers!)).toBe(5);
  await hers!.press('Control+z');
  await expect(his!).toHaveValue('Check twice the register of interests.');
  await expect(
    clerk.getByRole('heading', { level: 1, name: 'Check twice the register of interests.' })
  ).toBeVisible();
  await member.context().close();
});

test('the log and its forms work without a script', async ({ browser }) => {
  const plain = await openAs(browser, server, 'clerk', { javaScriptEnabled: false });
  await plain.goto(log);
  await plain.getByLabel('Show', { exact: true }).selectOption('Done or closed');
  await plain.getByRole('button', { name: 'Apply' }).click();
  await expect(rowOf(plain, 'Closed').first()).toBeVisible();
  await plain.goto(`${log}/new`);
  await plain.getByLabel('What will be done?').fill('Ask for the figures.');
  await plain.getByRole('button', { name: 'Add action' }).click();
  await expect(plain.locator('#owners-error')).toContainText('Choose who will do this action');
  await plain.getByLabel('Graham Ostler').check();
  await plain.getByRole('button', { name: 'Add action' }).click();
  await expect(
    plain.getByRole('heading', { level: 1, name: 'Ask for the figures.' })
  ).toBeVisible();
  await plain.context().close();
});

test('axe finds nothing, and nothing scrolls sideways, on the log and an action at any width', async () => {
  for (const width of [1280, 640, 320]) {
    await clerk.setViewportSize({ width, height: 700 });
    await visit(clerk, `${log}?show=all`);
    await expectSound(clerk);
    await openAction(clerk, 'Offer training to volunteers');
    await clerk.getByText('Change the wording').click();
    await expect(clerk.getByRole('textbox', { name: 'Wording' })).toBeVisible();
    for (const words of ['Change the owner', 'Change the due date', 'Close this action']) {
      await clerk.getByText(words).click();
    }
    await expectSound(clerk);
  }
  await clerk.setViewportSize({ width: 1280, height: 800 });
});

async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ target }) => target)])).toEqual([]);
  const [needed, there] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth
  ]);
  expect(needed).toBeLessThanOrEqual(there!);
}
