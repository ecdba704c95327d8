import { expect, test, type Page } from '@playwright/test';
import {
  minuteOf,
  readItem,
  saysOffline,
  saysSaved,
  startMeeting,
  wordsOf,
  writeIn
} from '../support/minute-page.ts';
import { boardNamed, meetingJson, meetingOn, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const PLAN = 'Prevent partnership plan: first report on progress';
const SURVEY = 'Staff confidence: results of the survey';
const EVENINGS = 'Online safety evenings for families: what was learned';
const FEEDBACK = 'Community Reference Group: feedback';

let server: RunningServer;
let clerk: Page;
let member: Page;
let chair: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  [clerk, member, chair] = [
    await openAs(browser, server, 'clerk'),
    await openAs(browser, server, 'member'),
    await openAs(browser, server, 'chair')
  ];
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await visit(clerk, `/meetings/${meeting}/live`);
  await startMeeting(clerk);
});

test.afterAll(async () => {
  for (const page of [clerk, member, chair]) await page?.context().close();
  await server?.stop();
});

test('clerk, member and chair write one minute at once, and all have all of it', async () => {
  const hers = await writeIn(clerk, meeting, PLAN);
  await hers.click();
  await hers.pressSequentially('The Coordinator presented the report.');
  await hers.press('Enter');
  await saysSaved(clerk);
  const theirs = await writeIn(member, meeting, PLAN);
  const fromTheChair = await writeIn(chair, meeting, PLAN);
  await expect(theirs).toContainText('The Coordinator presented the report.');
  await theirs.locator('p').first().click();
  await theirs.press('End');
  await fromTheChair.locator('p').first().click();
  await fromTheChair.press('Home');

  await Promise.all([
    hers.pressSequentially('Members asked about the youth worker.', { delay: 12 }),
    theirs.pressSequentially(' Nineteen of 27 tasks had begun.', { delay: 15 }),
    fromTheChair.pressSequentially('The Chair welcomed the team. ', { delay: 18 })
  ]);

  const whole =
    'The Chair welcomed the team. The Coordinator presented the report. Nineteen of 27 tasks had begun. ' +
    'Members asked about the youth worker.';
  for (const box of [hers, theirs, fromTheChair]) await expect.poll(() => wordsOf(box)).toBe(whole);
  for (const page of [clerk, member, chair]) await saysSaved(page);
});

test('three people who write at the end of one line keep their own words together', async () => {
  const pages = [clerk, member, chair];
  for (const page of pages) await writeIn(page, meeting, SURVEY);
  for (const page of pages) await minuteOf(page).click();
  const words = [
    'Fewer than half had replied. ',
    'Pharmacies were not asked. ',
    'Publish it in full. '
  ];

  await Promise.all(
    pages.map((page, person) =>
      minuteOf(page).pressSequentially(words[person] ?? '', { delay: 10 })
    )
  );

  for (const page of pages) {
    for (const each of words) await expect(minuteOf(page)).toContainText(each.trim());
  }
  const settled = await wordsOf(minuteOf(clerk));
  for (const page of pages) await expect.poll(() => wordsOf(minuteOf(page))).toBe(settled);
});

test('others are shown in the text and are no part of it', async () => {
  const box = await writeIn(clerk, meeting, PLAN);
  await writeIn(member, meeting, PLAN);
  const before = await box.textContent();
  await minuteOf(member).click();
  await minuteOf(member).press('End');
  const caret = clerk.locator('.caret[data-name="Daniel Okonjo"]');
  await expect(caret).toBeVisible();
  await expect(clerk.getByText('Here: Daniel Okonjo')).toBeVisible();
  expect(await box.textContent()).toBe(before);
  expect(await box.ariaSnapshot()).not.toContain('Daniel');
  expect(await caret.evaluate((element) => element.closest('[aria-hidden="true"]') !== null)).toBe(
    true
  );
});

test('what others write moves neither my focus, nor my caret, nor my place on the page', async () => {
  const mine = await writeIn(clerk, meeting, EVENINGS);
  await mine.click();
  for (let line = 1; line <= 12; line += 1) {
    await mine.pressSequentially(`Line ${line}`);
    await mine.press('Enter');
  }
  await mine.pressSequentially('I am here');
  const theirs = await writeIn(member, meeting, EVENINGS);
  await expect(theirs).toContainText('I am here');
  const place = () =>
    clerk.evaluate(() => {
      const selection = getSelection();
      const at = selection?.getRangeAt(0);
      return {
        before: at?.startContainer.textContent?.slice(0, at.startOffset),
        top: Math.round(at?.getBoundingClientRect().top ?? 0)
      };
    });
  const before = await place();
  expect(before.before).toBe('I am here');

  await theirs.locator('p').first().click();
  await theirs.press('Home');
  for (let line = 1; line <= 6; line += 1) {
    await theirs.pressSequentially(`Above ${line}`);
    await theirs.press('Enter');
  }

  await expect(mine).toContainText('Above 6');
  await expect(mine).toBeFocused();
  const after = await place();
  expect(after.before).toBe(before.before);
  // Six lines came in above it. A browser scrolls by whole pixels, so a few may be left over.
  expect(Math.abs(after.top - before.top)).toBeLessThan(6);
  await mine.pressSequentially(' still');
  await expect(theirs).toContainText('I am here still');
});

test('my caret stays in its line, even if another line reads the same', async () => {
  const mine = await writeIn(clerk, meeting, 'Declarations of interest');
  await mine.click();
  await mine.pressSequentially('None.');
  await mine.press('Enter');
  await mine.pressSequentially('None.');
  const theirs = await writeIn(member, meeting, 'Declarations of interest');
  await expect(theirs.locator('p')).toHaveText(['None.', 'None.']);
  await mine.locator('p').first().click();
  await mine.press('End');

  await theirs.locator('p').first().click();
  await theirs.press('Home');
  await theirs.pressSequentially('Item 5: ');
  await expect(mine.locator('p').first()).toHaveText('Item 5: None.');
  await mine.pressSequentially(' So noted.');

  for (const box of [mine, theirs]) {
    await expect(box.locator('p')).toHaveText(['Item 5: None. So noted.', 'None.']);
  }
});

test('a line becomes an action with owner and date in eight keys, and the open log shows it', async ({
  browser
}) => {
  const reader = await openAs(browser, server, 'member2');
  await visit(reader, `/boards/${await boardNamed(reader, /Oversight/)}/actions`);
  await reader.evaluate(() => document.body.setAttribute('data-same-page', ''));
  const box = await writeIn(clerk, meeting, FEEDBACK);
  await box.click();
  await box.pressSequentially('Send the list of places of worship to members.');

  const pressed = await press(clerk, ['Control+/', 'a', 'Shift+@', 'd', 'a', 'Enter']);

  expect(pressed).toBeLessThanOrEqual(8);
  const block = box.locator('.record-action');
  await expect(block).toContainText('Send the list of places of worship to members.');
  await expect(block).toContainText('Daniel Okonjo');
  await expect(block).toContainText('11 March 2027');
  const row = reader.getByRole('row', { name: /Send the list of places of worship to members/ });
  await expect(row).toContainText('Daniel Okonjo');
  await expect(reader.locator('body[data-same-page]')).toBeVisible();
  await reader.context().close();
});

test('taking an action out of the text asks what to do, and keeps the action meanwhile', async () => {
  const box = await writeIn(clerk, meeting, FEEDBACK);
  await box.locator('.record-action .record-wording').click();
  await clerk.keyboard.press('Control+a');
  await clerk.keyboard.press('Delete');
  await expect(box.locator('.record-action')).toHaveCount(0);
  const asks = clerk.getByText(
    /^You took Action \d+ out of the minutes\. It is still in the action log\.$/
  );
  await expect(asks).toBeVisible();
  const { actions } = await meetingJson(clerk, meeting);
  expect(actions.map(({ state }) => state)).toEqual(['open']);
  await clerk.getByRole('button', { name: 'Keep it' }).click();
  await expect(asks).toHaveCount(0);
  await clerk.keyboard.press('Control+z');
});

test('what was shown as saved survives the power cut, and the pages come back by themselves', async ({
  browser
}) => {
  const hers = await writeIn(clerk, meeting, EVENINGS);
  const theirs = await writeIn(member, meeting, EVENINGS);
  await hers.locator('p').first().click();
  await hers.press('Home');
  await hers.pressSequentially('Kept by the clerk. ');
  await theirs.locator('p').last().click();
  await theirs.press('End');
  await theirs.pressSequentially(' Kept by the member.');
  // Nobody is shown what is not kept: once each has the other's words, both are on the disk.
  await expect(hers).toContainText('Kept by the member.');
  await expect(theirs).toContainText('Kept by the clerk.');
  await saysSaved(clerk);
  await saysSaved(member);

  const writing = [
    hers.pressSequentially('In the middle of it for the clerk. ', { delay: 10 }),
    theirs.pressSequentially(' In the middle of it for the member.', { delay: 10 })
  ];
  await server.kill();
  await Promise.all(writing);
  await saysOffline(clerk);
  await saysOffline(member);

  // Those two are kept away, so that what others see can have come from the disk alone.
  await Promise.all([clerk, member].map((page) => page.context().setOffline(true)));
  await server.restart();
  const late = await openAs(browser, server, 'officer');
  await readItem(late, meeting, EVENINGS);
  await expect(late.locator('main')).toContainText('Kept by the clerk.');
  await expect(late.locator('main')).toContainText('Kept by the member.');

  await Promise.all([clerk, member].map((page) => page.context().setOffline(false)));
  for (const box of [hers, theirs]) {
    await expect(box).toContainText('In the middle of it for the clerk.', { timeout: 30_000 });
    await expect(box).toContainText('In the middle of it for the member.', { timeout: 30_000 });
  }
  await saysSaved(clerk);
  await saysSaved(member);
  await late.context().close();
});

test('a member reads on a phone what is written, as it is written', async ({ browser }) => {
  const phone = await openAs(browser, server, 'member2', { viewport: { width: 360, height: 640 } });
  await readItem(phone, meeting, 'Work programme');
  const box = await writeIn(clerk, meeting, 'Work programme');
  await box.click();
  await box.pressSequentially('The dates for 2027/28 were agreed.');
  await expect(phone.getByText('The dates for 2027/28 were agreed.')).toBeInViewport();
  const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await phone.context().close();
});

/** Presses the keys and answers how many that was for the hand: Ctrl and Shift are keys too. */
async function press(page: Page, keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key);
  return keys.reduce((sum, key) => sum + key.split('+').length, 0);
}
