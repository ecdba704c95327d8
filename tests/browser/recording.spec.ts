import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { minuteOf, saysSaved, startMeeting, wordsOf, writeIn } from '../support/minute-page.ts';
import { meetingJson, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const PLAN = 'Prevent partnership plan: first report on progress';
const SURVEY = 'Staff confidence: results of the survey';
const EVENINGS = 'Online safety evenings for families: what was learned';

let server: RunningServer;
let clerk: Page;
let member: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  [clerk, member] = [
    await openAs(browser, server, 'clerk'),
    await openAs(browser, server, 'member')
  ];
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await visit(clerk, `/meetings/${meeting}/live`);
  await startMeeting(clerk);
});

test.afterAll(async () => {
  for (const page of [clerk, member]) await page?.context().close();
  await server?.stop();
});

const said = (page: Page) => page.locator('[data-announcer="polite"]');

test('the insert menu offers by letter what this person may record, and is named to screen readers', async () => {
  const box = await writeIn(clerk, meeting, PLAN);
  await box.click();
  await box.press('Control+/');
  const menu = clerk.getByRole('listbox', { name: 'Insert' });
  await expect(menu.getByRole('option', { name: /^Action/ })).toHaveAttribute(
    'aria-selected',
    'true'
  );
  for (const name of [/^Resolution/, /^Person arrived or left/, /^Note for clerks only/])
    await expect(menu.getByRole('option', { name })).toBeVisible();
  await expect(said(clerk)).toHaveText(/^\d options\. Action, 1 of \d$/);
  await expect(box).toHaveAttribute('aria-controls', (await menu.getAttribute('id')) ?? '');
  const { violations } = await new AxeBuilder({ page: clerk }).analyze();
  expect(violations).toEqual([]);
  await box.press('Escape');
  await expect(menu).toHaveCount(0);

  const theirs = await writeIn(member, meeting, PLAN);
  await theirs.click();
  await theirs.press('Control+/');
  const options = member.getByRole('listbox', { name: 'Insert' }).getByRole('option');
  await expect(options.filter({ hasText: 'Action' })).toHaveCount(1);
  await expect(options.filter({ hasText: /Resolution|arrived|clerks/ })).toHaveCount(0);
  await theirs.press('Escape');
});

test('v goes to the form that puts something to the vote', async () => {
  const box = await writeIn(clerk, meeting, 'Apologies for absence');
  await box.click();
  await box.press('Control+/');
  await box.press('v');
  await expect(clerk.getByRole('heading', { name: 'Vote', exact: true })).toBeFocused();
});

test('d goes to the form that declares an interest, with this item chosen', async () => {
  const box = await writeIn(clerk, meeting, PLAN);
  await box.click();
  await box.press('Control+/');
  await box.press('d');
  await expect(clerk.getByRole('heading', { name: 'Declare an interest' })).toBeFocused();
  await expect(clerk.getByRole('radio', { name: PLAN })).toBeChecked();
});

test('a slash in ordinary words is only a slash', async () => {
  const box = await writeIn(clerk, meeting, PLAN);
  await box.click();
  await box.pressSequentially('and/or 2026/27 / a');
  await expect(clerk.getByRole('listbox')).toHaveCount(0);
  await box.pressSequentially(' /p');
  await expect(clerk.getByRole('option')).toHaveText([/Person arrived or left/]);
  await box.press('Escape');
  await expect(clerk.getByRole('listbox')).toHaveCount(0);
  await expect(box).toHaveText('and/or 2026/27 / a /p');
  await box.press('Control+a');
  await box.press('Backspace');
});

test('[T2] an arrival is recorded and stated from the keyboard, for everybody who reads the minute', async () => {
  const box = await writeIn(clerk, meeting, PLAN);
  await box.click();
  await box.pressSequentially('Before. /p');
  await box.press('Enter');
  const who = clerk.getByRole('combobox', { name: 'Who arrived or left' });
  await expect(who).toBeFocused();
  await who.selectOption({ label: 'Daniel Okonjo arrived' });
  await who.press('Enter');
  await expect(box).toBeFocused();
  await clerk.keyboard.type('After.');
  const stated = /Daniel Okonjo arrived at \d{1,2}\.\d{2} [ap]m\./;
  await expect(box.locator('.record-attendance')).toHaveText(stated);
  expect(await wordsOf(box)).toMatch(/^Before\. Attendance Daniel Okonjo arrived .* After\.$/);
  await saysSaved(clerk);

  await writeIn(member, meeting, PLAN);
  await expect(minuteOf(member).locator('.record-attendance')).toHaveText(stated);
  const { attendees } = (await meetingJson(clerk, meeting)).proceedings;
  expect(attendees.map(({ name }) => name)).toContain('Daniel Okonjo');
});

test('[T4] taking a statement out of the text takes nothing out of the register', async () => {
  const box = minuteOf(clerk);
  const { seq } = (await meetingJson(clerk, meeting)).proceedings;
  await box.locator('p', { hasText: 'After.' }).click();
  await box.press('Home');
  await box.press('Backspace');
  await box.press('Backspace');
  await expect(box.locator('.record-attendance')).toHaveCount(0);
  await expect(clerk.getByText('It is still recorded, and can be put back.')).toBeVisible();
  expect((await meetingJson(clerk, meeting)).proceedings.seq).toBe(seq);
  await clerk.getByRole('button', { name: 'Put it back' }).click();
  await expect(box.locator('.record-attendance')).toHaveText(/Daniel Okonjo arrived/);
  await expect(clerk.getByText('It is still recorded, and can be put back.')).toHaveCount(0);
});

test('[T5] recommendations are one numbered block, put in and undone at one stroke', async () => {
  const box = await writeIn(clerk, meeting, SURVEY);
  await clerk.getByRole('button', { name: 'Use recommendations' }).click();
  await expect(box.locator('.record-resolution .record-wording')).toHaveCount(2);
  await expect(box).toBeFocused();
  await box.press('Control+z');
  await expect(box.locator('.record-resolution')).toHaveCount(0);
  await expect(clerk.getByText('You took a resolution out of the minutes.')).toHaveCount(2);
  await box.press('Control+Shift+z');
  await expect(box.locator('.record-resolution')).toHaveCount(2);
  await expect(clerk.getByText('You took a resolution out of the minutes.')).toHaveCount(0);
});

test('a private note is reached by a letter, and is nowhere on a member’s page', async () => {
  const box = await writeIn(clerk, meeting, EVENINGS);
  await box.click();
  await box.press('Control+/');
  await box.press('n');
  const notes = clerk.getByRole('textbox', { name: /^Private notes for item \d+, Online safety/ });
  await expect(notes).toBeFocused();
  await clerk.keyboard.type('Ask about the venue before printing this.');
  await saysSaved(clerk);
  await expect(box).not.toContainText('venue');
  await writeIn(member, meeting, EVENINGS);
  await expect(member.getByText('Private notes')).toHaveCount(0);
  await clerk.reload();
  await writeIn(clerk, meeting, EVENINGS);
  await clerk.getByText('Private notes').click();
  await expect(notes).toHaveText('Ask about the venue before printing this.');
});

const PROMISE = 'agreed to send a list of all locations to Members outside the meeting';
const NARRATIVE =
  'Daniel Okonjo asked where the centres were. Simone Charlery said they were to be revamped, and ';

test('[T6] a promise in the text is underlined and asked about, and nothing of that is in the text', async () => {
  const box = await writeIn(clerk, meeting, EVENINGS);
  await box.click();
  await box.pressSequentially(
    `${NARRATIVE}${PROMISE}. Link provided - https://council.example/centres`
  );
  await expect(box.locator('.possible-action')).toHaveText(`${PROMISE}.`);
  await box.press('Control+Home');
  await expect(clerk.getByText('This may be an action. Record it?')).toHaveCount(0);
  await box.locator('.possible-action').click({ position: { x: 20, y: 10 } });
  await expect(clerk.getByText('This may be an action. Record it? Ctrl+/ then a')).toBeVisible();
  expect(await box.ariaSnapshot()).not.toContain('may be an action');
  expect(await wordsOf(box)).toContain(`${PROMISE}. Link provided`);
  const { violations } = await new AxeBuilder({ page: clerk }).analyze();
  expect(violations).toEqual([]);
});

test('[T7] the words selected become an action of this minute with its owner, no date and its evidence', async () => {
  const box = minuteOf(clerk);
  await box.locator('.possible-action').evaluate((line, words) => {
    const text = line.firstChild as Text;
    getSelection()?.setBaseAndExtent(text, 0, text, words.length);
  }, PROMISE);
  await box.press('Control+/');
  await box.press('a');
  const action = box.locator('.record-action');
  await expect(action.locator('.record-wording')).toHaveText(PROMISE);
  await expect(action.getByRole('button', { name: 'Owner Simone Charlery' })).toBeVisible();
  await expect(action.getByRole('button', { name: 'Add a due date' })).toBeVisible();
  await expect(box.locator('.possible-action')).toHaveCount(0);
  await expect(box).toContainText(`${PROMISE}. Link provided`);
  await clerk.getByRole('button', { name: /as evidence that it is done$/ }).click();
  await expect(action).toContainText('Done');
});

test('[T10] where text and register differ, one press puts the register’s words in', async () => {
  const box = await writeIn(clerk, meeting, 'Declarations of interest');
  await clerk.getByRole('button', { name: 'Write “There were no interests declared.”' }).click();
  await expect(box).toHaveText('There were no interests declared.');
  await expect(clerk.getByRole('button', { name: /^Write “/ })).toHaveCount(0);
  await clerk.keyboard.type(' Twelve members were present throughout.');
  const { attendees } = (await meetingJson(clerk, meeting)).proceedings;
  const present = attendees.filter(({ kind }) => kind === 'present').length;
  await expect(
    clerk.getByText(`The text says twelve present; the register says ${present}.`)
  ).toBeVisible();
  const { violations } = await new AxeBuilder({ page: clerk }).analyze();
  expect(violations).toEqual([]);
  await clerk.getByRole('button', { name: 'Use the register' }).click();
  await expect(box).toContainText(present === 1 ? '1 member was present' : `${present} members`);
  await expect(clerk.getByText('The text says twelve present')).toHaveCount(0);
});

test('[T3] an arrival recorded in the register is offered to the minute of its item', async () => {
  await writeIn(clerk, meeting, 'Apologies for absence');
  const box = minuteOf(clerk);
  await clerk.getByRole('button', { name: 'Left now Daniel Okonjo' }).click();
  const offer = clerk.getByRole('button', { name: /^Put it in the text: Daniel Okonjo left at/ });
  await offer.click();
  await expect(box.locator('.record-attendance')).toHaveText(/Daniel Okonjo left at/);
  await expect(offer).toHaveCount(0);
});
