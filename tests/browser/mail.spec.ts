import { expect, test } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;

test.beforeAll(async () => {
  server = await startDemoServer();
});

test.afterAll(() => server?.stop());

test('[Z12] a member chooses which mail they get, and it stays chosen', async ({ browser }) => {
  const member = await openAs(browser, server, 'member', { viewport: { width: 360, height: 740 } });
  await visit(member, '/account');
  await expect(member.getByLabel('About your actions, agendas and minutes')).toBeChecked();
  await member.getByText('About your actions only').click();
  await member.getByRole('button', { name: 'Save choice' }).click();
  await expect(member.getByRole('alert', { name: 'Done' })).toContainText('choice of mail');
  await expect(member.getByLabel('About your actions only')).toBeChecked();
  await visit(member, '/account');
  await expect(member.getByLabel('About your actions only')).toBeChecked();
  expect(await barriers(member)).toEqual([]);
  expect(await sideways(member)).toBe(0);
  await member.context().close();
});

test('an administrator reads how mail stands, and nobody else does', async ({ browser }) => {
  const administrator = await openAs(browser, server, 'admin');
  await visit(administrator, '/admin/status');
  await expect(administrator.getByText('No mail is sent')).toBeVisible();
  await expect(administrator.getByText(/^\d+ notices$/)).toBeVisible();
  expect(await barriers(administrator)).toEqual([]);
  await administrator.context().close();
  const clerk = await openAs(browser, server, 'clerk');
  expect((await clerk.goto('/admin/status'))?.status()).toBe(404);
  await clerk.context().close();
});
