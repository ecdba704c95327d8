import { expect, test, type Page } from '@playwright/test';
import { barriers, sideways } from '../support/accessibility.ts';
import { readItem } from '../support/minute-page.ts';
import { meetingJson, meetingOn, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

// Each goes on from where the one before it left the meeting.
test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let clerk: Page;
let anita: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk', { viewport: { width: 1280, height: 800 } });
  anita = await openAs(browser, server, 'anita.rawal', { viewport: { width: 360, height: 740 } });
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
});

test.afterAll(async () => {
  await clerk?.context().close();
  await anita?.context().close();
  await server?.stop();
});

const attendeesNow = async () =>
  (await meetingJson(clerk, meeting)).proceedings.attendees.map(({ name, kind }) => [name, kind]);
const row = (name: string) => clerk.getByRole('listitem').filter({ hasText: name });
const counts = () => clerk.getByRole('region', { name: 'Who is here' }).getByRole('paragraph');

test('a member sends apologies in one press, names a substitute, and can come after all', async () => {
  await visit(anita, `/meetings/${meeting}/agenda`);
  await expect(anita.getByRole('heading', { name: 'If you cannot come' })).toBeVisible();
  await anita.getByRole('button', { name: 'Send apologies', exact: true }).click();
  const yours = anita.getByRole('region', { name: 'You have sent apologies' });
  await expect(yours).toBeFocused();
  await expect(yours.getByRole('status')).toHaveText('Nobody is coming in your place.');
  expect(await barriers(anita)).toEqual([]);
  expect(await sideways(anita)).toBe(0);

  await anita.getByRole('button', { name: 'I can come after all' }).click();
  await expect(anita.getByRole('heading', { name: 'If you cannot come' })).toBeVisible();
  expect(await attendeesNow()).toEqual([]);

  const instead = 'Send apologies: Neil Abara comes in my place';
  await anita.getByRole('button', { name: instead }).click();
  await expect(yours.getByRole('status')).toHaveText('Neil Abara is coming in your place.');
  expect(await attendeesNow()).toEqual([
    ['Anita Rawal', 'apologies'],
    ['Neil Abara', 'expected']
  ]);
});

test('who has no seat of a member is not asked', async ({ browser }) => {
  for (const who of ['crg', 'officer', 'neil.abara']) {
    const page = await openAs(browser, server, who);
    await visit(page, `/meetings/${meeting}/agenda`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'If you cannot come' })).toHaveCount(0);
    await page.context().close();
  }
});

test('a member who arrives takes the seat back in one press, which can be undone', async () => {
  await send(clerk, meeting, { type: 'start-meeting', startedAt: '00:00' });
  await readItem(clerk, meeting, 'Apologies for absence');
  await row('Named as substitute for Anita Rawal').getByRole('radio', { name: 'Present' }).check();
  await expect(counts().first()).toHaveText(/^1 member present, 1 with apologies/);

  await row('Superintendent').getByRole('radio', { name: 'Present' }).check();
  const told = clerk.getByRole('region', { name: 'Who is here' }).getByRole('status');
  await expect(told).toContainText(/Anita Rawal: present, from .+\. Neil Abara: present, until/);
  await expect(counts().first()).toHaveText(/^1 member present, \d+ not recorded/);
  await expect(row('Substitute for Anita Rawal')).toContainText(
    /Until .+, when Anita Rawal arrived/
  );
  expect(await barriers(clerk)).toEqual([]);

  await told.getByRole('button', { name: 'Undo' }).click();
  await expect(told).toHaveText('');
  await expect(row('Superintendent').getByRole('radio', { name: 'Apologies' })).toBeChecked();
  await expect(
    row('Substitute for Anita Rawal').getByRole('radio', { name: 'Present' })
  ).toBeChecked();
});

test('a departure is one press, by keyboard too, and a given time puts it right', async () => {
  await row('Daniel Okonjo').getByRole('radio', { name: 'Present' }).check();
  const leave = clerk.getByRole('button', { name: 'Left now Daniel Okonjo' });
  await leave.focus();
  await clerk.keyboard.press('Enter');
  await expect(row('Daniel Okonjo')).toContainText(/Until \d/);
  await clerk.getByLabel('Time of arrival or departure, if not now').fill('00:05');
  await clerk.getByRole('button', { name: 'Left Daniel Okonjo' }).click();
  await expect(row('Daniel Okonjo')).toContainText('Until 12:05am');
  await expect(clerk.getByLabel('Time of arrival or departure, if not now')).toHaveValue('');

  await clerk.getByLabel('Time of arrival or departure, if not now').fill('00:01');
  await clerk.getByRole('button', { name: 'Arrived Daniel Okonjo' }).click();
  await expect(clerk.getByText(/after the last one recorded/)).toBeVisible();
  await clerk.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(clerk)).toBe(0);
  expect(await barriers(clerk)).toEqual([]);
});
