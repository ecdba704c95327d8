import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { boardNamed, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let board: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  board = `/boards/${await boardNamed(clerk, /Oversight/)}`;
});

test.afterAll(async () => {
  await clerk?.context().close();
  await server?.stop();
});

test('[T7] on a phone the action a member owns is on the first screen of Home', async ({
  browser
}) => {
  const viewport = { width: 360, height: 640 };
  const member = await openAs(browser, server, 'member', { viewport });
  await visit(member, '/');
  const action = member.getByRole('link', { name: /Hold two evenings/ });
  await expect(action).toBeInViewport({ ratio: 1 });
  await expect(action).toContainText('overdue');
  await member.context().close();
});

test('[T8] a member updates an action with three taps from Home', async ({ browser }) => {
  const member = await openAs(browser, server, 'member', { viewport: { width: 360, height: 640 } });
  await visit(member, '/');
  await member.getByRole('link', { name: /Hold two evenings/ }).click();
  await member.getByLabel('On schedule').click();
  await member.getByLabel('What has changed?').fill('The second evening is full.');
  await member.getByRole('button', { name: 'Save update' }).click();
  await expect(member.getByRole('alert', { name: 'Done' })).toContainText('Update saved');
  await member.context().close();
});

test('[T1] the clerk sets up the next meeting with two clicks', async () => {
  await visit(clerk, board);
  await clerk.getByRole('link', { name: 'Set up next meeting' }).click();
  await clerk.getByRole('button', { name: 'Create meeting' }).click();
  await expect(clerk).toHaveURL(/\/meetings\/[a-z0-9]{20}\/agenda$/);
  await expect(clerk.getByRole('heading', { level: 1 })).toHaveText(
    /^Thursday \d+ \w+ \d{4}, 2pm$/
  );
  await expect(clerk.getByText('Declarations of interest').first()).toBeVisible();
});

test('a meeting in the past is refused unless it has already been held', async () => {
  await visit(clerk, `${board}/meetings/new`);
  await clerk.getByLabel('Year').fill('2020');
  await clerk.getByRole('button', { name: 'Create meeting' }).click();
  await expect(clerk.locator('.govuk-error-summary')).toBeFocused();
  await expect(clerk.getByLabel('Year')).toHaveValue('2020');
  await clerk.getByLabel('This meeting has already been held').check();
  await clerk.getByRole('button', { name: 'Create meeting' }).click();
  await expect(clerk).toHaveURL(/\/meetings\/[a-z0-9]{20}\/agenda$/);
});

test('the chair finds the minutes to approve on Home, and cannot set up meetings', async ({
  browser
}) => {
  const chair = await openAs(browser, server, 'chair');
  await visit(chair, '/');
  await expect(chair.getByRole('link', { name: /10 September 2026/ })).toContainText(
    'Minutes to approve'
  );
  await visit(chair, board);
  await expect(chair.getByRole('link', { name: 'Set up next meeting' })).toHaveCount(0);
  expect((await chair.goto(`${board}/meetings/new`))?.status()).toBe(403);
  await chair.context().close();
});

test('a board that a person has no place at looks like one that is not there', async ({
  browser
}) => {
  const administrator = await openAs(browser, server, 'admin');
  for (const path of [board, `${board}/actions`, `/boards/${'x'.repeat(20)}`]) {
    expect((await administrator.goto(path))?.status()).toBe(404);
  }
  await administrator.context().close();
});

test('whoever is not signed in comes back to the page they asked for', async ({ browser }) => {
  const visitor = await browser.newPage({ baseURL: server.address });
  await visitor.goto(`${board}/actions?show=mine`);
  const { pathname, searchParams } = new URL(visitor.url());
  expect(pathname).toBe('/sign-in');
  expect(searchParams.get('next')).toBe(`${board}/actions?show=mine`);
  await visitor.close();
});

test('axe finds nothing, and nothing scrolls sideways, at any width', async () => {
  const paths = ['/', '/boards', board, `${board}/meetings/new`, '/actions'];
  for (const width of [1280, 640, 320]) {
    await clerk.setViewportSize({ width, height: 700 });
    for (const path of [...paths, '/help', '/help/keyboard', '/accessibility']) {
      await visit(clerk, path);
      const { violations } = await new AxeBuilder({ page: clerk })
        .options({ rules: { 'target-size': { enabled: true } } })
        .analyze();
      expect(
        violations.map(({ id }) => id),
        `${path} at ${width}`
      ).toEqual([]);
      const needed = await clerk.evaluate(() => document.documentElement.scrollWidth);
      expect(needed, `${path} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
});
