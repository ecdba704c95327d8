import { expect, test } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { readCalendar } from '../support/read-calendar.ts';
import { openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;

test.beforeAll(async () => {
  server = await startDemoServer();
});

test.afterAll(() => server?.stop());

test('[Z7] a member makes an address for their calendar, sees it once, and ends it', async ({
  browser
}) => {
  const viewport = { width: 360, height: 740 };
  const member = await openAs(browser, server, 'member', { viewport });
  await visit(member, '/account');
  await member.getByRole('button', { name: 'Make an address' }).click();
  const address = (await member.locator('code').textContent()) ?? '';
  expect(address).toMatch(/^http.*\/calendar\/[a-z0-9]{20}\.[A-Za-z0-9_-]{43}\.ics$/);
  await member.getByRole('link', { name: 'See it and copy it' }).click();
  await expect(member.locator('code')).toBeInViewport();
  expect(await barriers(member)).toEqual([]);
  expect(await sideways(member)).toBe(0);

  const calendar = await (await fetch(address)).text();
  expect(readCalendar(calendar).length).toBeGreaterThan(2);
  await visit(member, '/account');
  await expect(member.locator('code')).toHaveCount(0);
  await expect(member.getByText(/It was last read on/)).toBeVisible();
  await member.getByRole('button', { name: 'End this address' }).click();
  await expect(member.getByRole('alert', { name: 'Done' })).toContainText('opens nothing');
  expect((await fetch(address)).status).toBe(404);
  await member.context().close();
});
