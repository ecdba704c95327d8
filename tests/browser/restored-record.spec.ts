import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { databaseFileIn } from '#server/store/data-folder.ts';
import { copyDatabase } from '#server/store/database-copy.ts';
import { barriers, sideways } from '../support/accessibility.ts';
import { minuteOf, saysSaved, wordsOf, writeIn } from '../support/minute-page.ts';
import { putInPlace } from '../support/restore.ts';
import { meetingAt, meetingOn, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const ITEM = 'Staff confidence: results of the survey';
const BENCHMARKS = 'Assessment against the national benchmarks';
const TITLE = 'This record was restored from an earlier copy';

let server: RunningServer;
let clerk: Page;
/** On a phone. */
let member: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  const permissions = ['clipboard-read', 'clipboard-write'];
  clerk = await openAs(browser, server, 'clerk', { permissions });
  member = await openAs(browser, server, 'member', {
    permissions,
    viewport: { width: 360, height: 740 }
  });
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: null });
});

test.afterAll(async () => {
  await clerk?.context().close();
  await member?.context().close();
  await server?.stop();
});

const banner = (page: Page): Locator => page.getByRole('region', { name: TITLE });

const noteOf = (page: Page): Locator => page.getByRole('textbox', { name: 'Note', exact: true });

/** Types at the end of the text. */
async function add(box: Locator, words: string): Promise<void> {
  await box.click();
  await box.press('ControlOrMeta+End');
  await box.pressSequentially(words);
}

/** Runs `meanwhile` between the copy and its return, with the server stopped after it. */
async function restoreAfter(meanwhile: () => Promise<void>): Promise<void> {
  const file = databaseFileIn(server.dataDir);
  const copy = path.join(server.dataDir, `${crypto.randomUUID()}.sqlite`);
  await copyDatabase(file, copy, new Date().toISOString());
  await meanwhile();
  await server.kill();
  putInPlace(copy, file);
  await server.restart();
}

test('a restored backup is noticed, and both are offered the newer text they had', async () => {
  const hers = await writeIn(clerk, meeting, ITEM);
  const theirs = await writeIn(member, meeting, ITEM);
  await add(hers, 'As it stood last night.');
  await saysSaved(clerk);
  await expect(theirs).toContainText('As it stood last night.');

  await restoreAfter(async () => {
    await add(hers, ' Written this morning.');
    await expect(theirs).toContainText('Written this morning.');
    await add(theirs, ' Agreed at noon.');
    await expect(hers).toContainText('Agreed at noon.');
    await saysSaved(clerk);
    await saysSaved(member);
  });

  const newer = 'As it stood last night. Written this morning. Agreed at noon.';
  for (const page of [clerk, member]) {
    await expect(banner(page)).toContainText('Your newer text is kept below');
    await expect(banner(page).getByRole('region', { name: ITEM })).toHaveText(newer);
    await expect.poll(() => wordsOf(minuteOf(page))).toBe('As it stood last night.');
    await expect(minuteOf(page)).toBeEditable();
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
  // The member was the last to type, and their editor was taken from under them.
  await expect(member.getByRole('heading', { name: TITLE })).toBeFocused();

  await banner(clerk).getByRole('button', { name: 'Copy text' }).click();
  await expect(clerk.locator('[data-announcer="polite"]')).toContainText('Copied');
  await minuteOf(clerk).click();
  await clerk.keyboard.press('ControlOrMeta+a');
  await clerk.keyboard.press('ControlOrMeta+v');
  for (const page of [clerk, member]) await expect(minuteOf(page)).toHaveText(newer);
  await saysSaved(clerk);
  await banner(clerk).getByRole('button', { name: 'Dismiss' }).click();
  await expect(banner(clerk)).toHaveCount(0);
  await expect(clerk.locator('#main')).toBeFocused();
});

test('what is kept goes along to other pages, and is not thrown away by accident', async () => {
  await expect(banner(member)).toBeVisible();
  await member.getByRole('link', { name: 'Actions', exact: true }).first().click();
  await expect(member.getByRole('heading', { level: 1 })).toContainText('actions');
  await expect(banner(member)).toContainText('Written this morning.');
  const asked = member.waitForEvent('dialog');
  await member.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await banner(member).getByRole('button', { name: 'Dismiss' }).click();
  await expect(member.getByRole('heading', { name: 'Dismiss without copying?' })).toBeFocused();
  await member.getByRole('button', { name: 'Keep it' }).click();
  await expect(banner(member)).toBeVisible();
  await banner(member).getByRole('button', { name: 'Dismiss' }).click();
  await member.getByRole('button', { name: 'Dismiss this text' }).click();
  await expect(banner(member)).toHaveCount(0);
});

test('a page with no text to write goes back with the meeting, too', async () => {
  await visit(member, `/meetings/${meeting}/agenda`);
  const state = member.locator('.meeting-head__place');
  await expect(state).toContainText('Live.');
  await restoreAfter(async () => {
    await send(clerk, meeting, { type: 'adjourn' });
    await expect(state).toContainText('Adjourned at');
  });
  await expect(state).toContainText('Live.');
  // And it follows on from there.
  await send(clerk, meeting, { type: 'adjourn' });
  await expect(state).toContainText('Adjourned at');
  await send(clerk, meeting, { type: 'resume' });
  await expect(state).toContainText('Live.');
});

test('the wording of an agenda goes back under its writer, who is offered the newer one', async ({
  browser
}) => {
  const chair = await openAs(browser, server, 'chair');
  const agenda = await meetingAt(clerk, /Oversight/, 'agendaOpen');
  for (const page of [clerk, chair]) {
    await visit(page, `/meetings/${agenda}/agenda`);
    await page.getByRole('link', { name: BENCHMARKS }).first().click();
    await expect(noteOf(page)).toBeEditable();
  }
  /** What the other reads is on the server's disk. */
  const write = async (words: string) => {
    await noteOf(clerk).fill(words);
    await expect(noteOf(chair)).toHaveValue(words);
  };
  await write('Last night’s note.');
  await restoreAfter(() => write('This morning’s note.'));
  for (const page of [clerk, chair]) {
    await expect(banner(page).getByRole('region', { name: 'Wording of the agenda' })).toHaveText(
      /^Assessment against the national benchmarks\s*This morning’s note\./
    );
    await expect(noteOf(page)).toHaveValue('Last night’s note.');
  }
  await write('This evening’s note.');
  await chair.context().close();
});

test('when nothing is missing the page only says so', async () => {
  const hers = await writeIn(clerk, meeting, ITEM);
  const before = await wordsOf(hers);
  await saysSaved(clerk);
  await restoreAfter(async () => {});
  await expect(clerk.getByText('Nothing that this page showed is missing.').first()).toBeVisible();
  await expect(banner(clerk)).toHaveCount(0);
  await add(minuteOf(clerk), ' And on it goes.');
  await saysSaved(clerk);
  expect(await wordsOf(minuteOf(clerk))).toBe(`${before} And on it goes.`.trim());
});
