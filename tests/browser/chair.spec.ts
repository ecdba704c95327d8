/** The chair at a tablet, the clerk at a laptop, a member at a phone and the room's screen. */
import { expect, test, type Page } from '@playwright/test';
import type { Proceedings } from '#domain/proceedings.ts';
import { barriers, cutOff, sideways } from '../support/accessibility.ts';
import { startMeeting, writeIn } from '../support/minute-page.ts';
import { meetingJson, meetingOn, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const SURVEY = 'Staff confidence: results of the survey';
const ONE_SECOND = 1000;

let server: RunningServer;
let clerk: Page;
let chair: Page;
let member: Page;
let screen: Page;
let meeting: string;
let survey: string;
let evenings: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  member = await openAs(browser, server, 'member');
  await chair.setViewportSize({ width: 820, height: 1180 });
  await member.setViewportSize({ width: 360, height: 740 });
  screen = await (await browser.newContext({ baseURL: server.address })).newPage();
  await screen.setViewportSize({ width: 1920, height: 1080 });
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  const { items } = (await proceedings()) ?? { items: [] };
  survey = items.find(({ title }) => title === SURVEY)?.id ?? '';
  evenings = items.find(({ title }) => title.startsWith('Online safety'))?.id ?? '';
  for (const page of [clerk, chair, member]) await visit(page, `/meetings/${meeting}/live`);
  await startMeeting(clerk);
  await visit(screen, '/screen');
  const code = await screen.locator('.code').innerText();
  await chair.getByText('Show on the big screen').click();
  await chair.getByLabel('Code on the big screen').fill(code);
  await chair.getByLabel('Code on the big screen').press('Enter');
  await expect(screen.getByText(/^Item 1 of \d+/)).toBeVisible();
  await chair.getByText('On the big screen', { exact: true }).click();
});

test.afterAll(async () => {
  for (const page of [clerk, chair, member, screen]) await page?.context().close();
  await server?.stop();
});

const proceedings = async (): Promise<Proceedings> =>
  (await meetingJson(clerk, meeting)).proceedings as Proceedings;
const numberOf = async (id: string): Promise<number> =>
  (await proceedings()).items.findIndex((item) => item.id === id) + 1;
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).click();

/** No barrier, nothing cut off, nothing sideways, and a picture for people to look at. */
async function look(page: Page, name: string): Promise<void> {
  expect.soft(await barriers(page), name).toEqual([]);
  expect.soft(await sideways(page), name).toBe(0);
  expect.soft(await cutOff(page), name).toEqual([]);
  await page.screenshot({ path: test.info().outputPath(`${name}.png`), fullPage: page !== screen });
}

test('[T5] [H1] two people press next at once, and the meeting moves by one item', async () => {
  // Without the waiting of a person's click, so that neither has heard of the other's.
  const pressNow = (page: Page) =>
    page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      buttons.find(({ textContent }) => /^Next item: 2\./.test(textContent))?.click();
    });
  for (const page of [chair, clerk]) {
    await expect(page.getByRole('button', { name: /^Next item: 2\./ })).toBeVisible();
  }
  await Promise.all([chair, clerk].map(pressNow));
  for (const page of [chair, clerk]) await expect(page.getByText('Moved to item 2.')).toBeVisible();
  await expect(screen.getByText(/^Item 2 of/)).toBeVisible();
  for (const page of [chair, clerk])
    await expect(page.locator('.govuk-error-message')).toHaveCount(0);
});

test('[H2] a move is undone with one press, and the message stays until then', async () => {
  await press(chair, 'Undo the move to item 2');
  for (const page of [chair, clerk]) {
    await expect(page.getByText(/^Moved to item/)).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Next item: 2\./ })).toBeVisible();
  }
  await expect(screen.getByText(/^Item 1 of/)).toBeVisible();
  await expect(chair.getByRole('group', { name: 'Moving on' })).toBeFocused();
});

test('[T5] the presentation clicker moves on only where it was asked for, and is remembered', async () => {
  await chair.keyboard.press('PageDown');
  await chair.getByLabel('Use a presentation clicker').check();
  await chair.keyboard.press('PageDown');
  await expect(chair.getByText('Moved to item 2.')).toBeVisible();
  await visit(chair, `/meetings/${meeting}/live`);
  await expect(chair.getByLabel('Use a presentation clicker')).toBeChecked();
  await chair.keyboard.press('PageUp');
  await expect(chair.getByText('Moved to item 1.')).toBeVisible();
  await chair.getByLabel('Use a presentation clicker').uncheck();
  await chair.getByRole('heading', { level: 1 }).click();
});

test('[T5] one key: everybody follows within a second, and nobody who writes is moved', async () => {
  const box = await writeIn(clerk, meeting, 'Apologies for absence');
  await box.click();
  await box.pressSequentially('Apologies were re');
  const caretAt = () =>
    clerk.evaluate(() => [document.getSelection()?.focusOffset, Math.round(window.scrollY)]);
  const before = await caretAt();
  const begun = performance.now();
  await chair.keyboard.press('ArrowRight');
  await expect(screen.getByText(/^Item 2 of/)).toBeVisible();
  expect(performance.now() - begun).toBeLessThan(ONE_SECOND);
  await expect(member.getByRole('heading', { level: 2, name: /^2\./ })).toBeVisible();
  await expect(clerk.getByText(/The meeting is on item 2/)).toBeVisible();
  await expect(box).toBeFocused();
  expect((await caretAt())[0]).toBe(before[0]);
  await box.pressSequentially('ceived.');
  await expect(box).toHaveText('Apologies were received.');
});

test('[H12] a member says that they are here, and that they are leaving', async () => {
  await press(member, 'I am here');
  await expect(member.getByText(/^The register has you as here/)).toBeVisible();
  await press(member, 'I am leaving');
  await expect(member.getByText('The register has you as gone.')).toBeVisible();
  await press(member, 'I am here');
  await expect(member.getByRole('button', { name: 'I am leaving' })).toBeVisible();
});

test('[H10] a member asks to speak, is seen waiting, and is called', async () => {
  await send(clerk, meeting, { type: 'open-item', itemId: survey });
  await expect(member.getByRole('heading', { level: 2, name: new RegExp(SURVEY) })).toBeVisible();
  await press(member, 'Ask to speak');
  await expect(member.getByText('You have asked to speak. You are next.')).toBeVisible();
  await look(member, 'member-waiting-360');
  await expect(chair.getByRole('list', { name: 'Wants to speak' })).toContainText(/\w/);
  await look(chair, 'chair-queue-820');
  await press(chair, /^Call next/);
  await expect(chair.getByText(/^Speaking:/)).toBeVisible();
  await expect(member.locator('[data-announcer="assertive"]')).toHaveText(
    'The chair has called you to speak'
  );
});

test('[H5] the chair says agreed, and the minute and the screen have the resolutions at once', async () => {
  const words = 'That the results be published in full.';
  await press(chair, 'Agreed');
  await expect(screen.getByRole('heading', { name: 'Agreed' })).toBeVisible();
  await expect(screen.getByText(words)).toBeVisible();
  await expect(chair.getByText(/2 resolutions recorded/)).toBeVisible();
  const box = await writeIn(clerk, meeting, SURVEY);
  await expect(box.locator('.record-resolution .record-wording').first()).toHaveText(words);
  await look(chair, 'chair-agreed-820');
  await look(screen, 'screen-agreed-1920');
});

test('[H8] taken back, both have none; agreed with changes, the clerk is told to write them', async () => {
  await press(chair, /^Undo the decision/);
  await expect(screen.getByRole('heading', { name: 'Recommended' })).toBeVisible();
  await expect(clerk.locator('.record-resolution')).toHaveCount(0);
  await press(chair, 'Agreed with changes');
  await expect(
    clerk.getByText(/was agreed with changes, which are still to be written/)
  ).toBeVisible();
  await look(clerk, 'clerk-to-word-1280');
  await press(clerk, /^They are written/);
  await expect(clerk.getByText(/still to be written/)).toHaveCount(0);
});

test('[H9] an item passed over without its decision is asked about until somebody settles it', async () => {
  await send(clerk, meeting, { type: 'open-item', itemId: evenings });
  const number = await numberOf(evenings);
  await chair.getByRole('button', { name: new RegExp(`^Next item: ${number + 1}`) }).click();
  await expect(chair.getByText(`No decision recorded for item ${number}.`)).toBeVisible();
  await look(chair, 'chair-undecided-820');
  await press(chair, `Record for item ${number}`);
  await expect(
    chair.getByRole('heading', { level: 2, name: /^\d+\. Online safety/ })
  ).toBeFocused();
  await expect(chair.getByRole('region', { name: `Decision on item ${number}` })).toBeVisible();
  await press(chair, `Leave it for item ${number}`);
  await expect(chair.getByText(`No decision recorded for item ${number}.`)).toHaveCount(0);
});

test('[H4] adjourned, everybody reads when it resumes', async () => {
  await press(chair, 'Adjourn');
  await look(chair, 'chair-adjourn-820');
  await chair.getByLabel('Resumes at, if it is known').fill('23:59');
  await chair.getByRole('button', { name: 'Adjourn', exact: true }).last().click();
  for (const page of [chair, member])
    await expect(page.getByText(/^Adjourned at .* Resumes 11:59pm\.$/).first()).toBeVisible();
  await expect(screen.getByText('It resumes at 11:59pm')).toBeVisible();
  await look(screen, 'screen-adjourned-1920');
  await look(member, 'member-adjourned-360');
  await press(chair, 'Resume the meeting');
  await expect(
    chair.getByRole('button', { name: /^Next item|^Previous item/ }).first()
  ).toBeVisible();
});
