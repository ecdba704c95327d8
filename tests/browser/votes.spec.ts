import { expect, test, type Page } from '@playwright/test';
import { isMember, type Seat } from '#domain/board.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { barriers, cutOff, sideways } from '../support/accessibility.ts';
import { readItem } from '../support/minute-page.ts';
import {
  boardNamed,
  meetingJson,
  meetingOn,
  openAs,
  read,
  send,
  visit
} from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

// One meeting: each goes on from where the one before it left it.
test.describe.configure({ mode: 'serial' });

const ITEM = 'Staff confidence: results of the survey';
const PHONE = { viewport: { width: 360, height: 740 } };

let server: RunningServer;
let chair: Page;
let clerk: Page;
let daniel: Page;
let catrin: Page;
let crg: Page;
let screen: Page;
let meeting: string;
let pages: Page[];

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  chair = await openAs(browser, server, 'chair', { viewport: { width: 1024, height: 768 } });
  clerk = await openAs(browser, server, 'clerk', { viewport: { width: 1280, height: 800 } });
  daniel = await openAs(browser, server, 'member', PHONE);
  catrin = await openAs(browser, server, 'member2', PHONE);
  crg = await openAs(browser, server, 'crg', PHONE);
  const wall = { baseURL: server.address, viewport: { width: 1920, height: 1080 } };
  screen = await (await browser.newContext(wall)).newPage();
  pages = [chair, clerk, daniel, catrin, crg];
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  const board = await boardNamed(clerk, /Oversight/);
  const { seats } = await read<{ seats: Seat[] }>(clerk, `/api/boards/${board}`);
  const { proceedings, texts } = await meetingJson(clerk, meeting);
  const item = proceedings.items.find(({ id }) => texts[id]?.title === ITEM);
  await send(
    clerk,
    meeting,
    { type: 'start-meeting', startedAt: '00:00' },
    ...seats
      .filter(({ office }) => isMember(office))
      .slice(0, 6)
      .map((seat) => ({
        type: 'record-attendance' as const,
        attendee: holderAttendee(seat, 'present')
      })),
    { type: 'open-item', itemId: item?.id ?? '' }
  );
});

test.afterAll(async () => {
  for (const page of [...(pages ?? []), screen]) await page?.context().close();
  await server?.stop();
});

/** The one beside the item; the toolbar of the text has another. */
const voteButton = (page: Page) =>
  page.getByRole('group', { name: 'Votes' }).getByRole('button', { name: 'Vote', exact: true });
const panel = (page: Page) => page.getByRole('region', { name: /^Vote open/ });
const result = (page: Page, place = 0) =>
  page.getByRole('group', { name: /^Vote (carried|lost|tied)/ }).nth(place);
const votes = async () => (await meetingJson(clerk, meeting)).proceedings.votes;

/** As it is looked at by a machine, and kept for people to look at. */
async function photograph(name: string, ...who: Page[]): Promise<void> {
  for (const page of who) {
    const width = page.viewportSize()?.width;
    await expect.poll(() => sideways(page), `${name} at ${width}`).toBe(0);
    expect.soft(await barriers(page), `${name} at ${width}`).toEqual([]);
    const file = `${name}-${pages.indexOf(page)}-${width}.png`;
    await page.screenshot({ path: test.info().outputPath(file), fullPage: true });
  }
}

test('the chair puts a question to the vote, and every member is asked where they are', async () => {
  for (const page of [chair, clerk, daniel, crg]) await readItem(page, meeting, ITEM);
  await readItem(catrin, meeting, 'Action log');
  await visit(screen, '/screen');
  const code = await screen.locator('.code').innerText();
  await chair.getByText(/^(Show on|On) the big screen$/).click();
  await chair.getByLabel('Code on the big screen').fill(code);
  await chair.getByLabel('Code on the big screen').press('Enter');
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText(ITEM);

  await voteButton(chair).click();
  await expect(chair.getByRole('heading', { name: 'Vote', exact: true })).toBeFocused();
  const question = chair.getByLabel('What is voted on (optional)');
  await expect(question).not.toHaveValue('');
  await question.fill('That the survey be repeated in a year');
  await chair.getByLabel('Recorded by name').check();
  await photograph('opening', chair);
  await chair.getByRole('button', { name: 'Open the vote' }).click();

  await expect(chair.getByRole('group', { name: 'Votes' })).toBeFocused();
  await expect(panel(daniel).getByRole('button', { name: 'Against' })).toBeInViewport();
  await expect(panel(daniel)).toContainText('That the survey be repeated in a year');
  await expect(daniel.locator('[data-announcer="assertive"]')).toHaveText(
    /^A vote is open on item 7, Staff confidence.* You are asked to vote\.$/
  );
  await expect(catrin.getByText('A vote is open on item 7. You are asked to vote.')).toBeVisible();
  await expect(catrin.getByRole('heading', { level: 2, name: 'Action log' })).toBeVisible();
  await photograph('asked', daniel, catrin);
  const box = await panel(daniel).getByRole('button', { name: 'For', exact: true }).boundingBox();
  expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
  await expect(screen.getByText('Vote open')).toBeVisible();
});

test('[V2] who may not vote sees that there is one, and is asked nothing', async () => {
  await expect(panel(crg)).toBeVisible();
  await expect(panel(crg).getByRole('button')).toHaveCount(0);
  await expect(crg.getByText('You are asked to vote')).toHaveCount(0);
  await expect(crg.getByRole('button', { name: 'Vote', exact: true })).toHaveCount(0);
  await expect(panel(daniel).getByRole('button', { name: 'Close the vote' })).toHaveCount(0);
  await photograph('not-asked', crg);
});

test('[V3] members vote on their phones and change it, the clerk records one, and nobody sees how until it closes', async () => {
  await panel(daniel).getByRole('button', { name: 'For', exact: true }).click();
  await expect(panel(daniel).getByRole('button', { name: 'For', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true'
  );
  await catrin.getByRole('button', { name: 'Go to the vote' }).click();
  await panel(catrin).getByRole('button', { name: 'Against' }).click();
  await expect(panel(catrin)).toContainText('You have voted against.');
  await panel(catrin).getByRole('button', { name: 'Abstain' }).click();
  await expect(panel(catrin)).toContainText('You have abstained.');
  await expect(panel(chair)).toContainText('2 of 6 have voted.');

  await panel(clerk).getByText('Record votes for members in the room').click();
  const row = panel(clerk).getByRole('listitem').filter({ hasText: 'Anita Rawal' });
  await row.getByRole('button', { name: /^For/ }).click();
  await expect(row).toContainText('Voted');
  await expect(panel(chair)).toContainText('3 of 6 have voted.');
  await expect(panel(daniel)).not.toContainText('Catrin');
  await photograph('voting', chair, clerk, daniel);

  await panel(chair).getByRole('button', { name: 'Close the vote' }).click();
  const words =
    'Vote: That the survey be repeated in a year. For 2, against 0, abstained 1. ' +
    'For: Anita Rawal, Daniel Okonjo; Abstained: Catrin Bevan. The motion was carried.';
  for (const page of pages) await expect(result(page)).toContainText(words);
  await expect(daniel.locator('[data-announcer="polite"]')).toHaveText(
    'The vote on item 7 is closed. For 2, against 0, abstained 1. Carried.'
  );
  await expect(screen.getByText('Carried')).toBeVisible();
  await expect(screen.getByText('For 2, against 0, abstained 1.')).toBeVisible();
  await expect(screen.getByText(/Okonjo|Bevan|Rawal/)).toHaveCount(0);
  expect(await cutOff(screen)).toEqual([]);
  await screen.screenshot({ path: test.info().outputPath('screen-result-1920.png') });
  await photograph('result', chair, daniel);
});

test('[V4] the clerk takes a show of hands by keyboard alone', async () => {
  await voteButton(clerk).focus();
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.press('Tab');
  await clerk.keyboard.press('Enter');
  await expect(panel(clerk)).toContainText('by show of hands');
  await panel(clerk).getByLabel('For').focus();
  await clerk.keyboard.type('5');
  await clerk.keyboard.press('Tab');
  await clerk.keyboard.type('5');
  await clerk.keyboard.press('Enter');
  await expect(panel(clerk).getByRole('alert')).toHaveText(/more votes than there are members/);
  await panel(clerk).getByLabel('For').fill('2');
  await panel(clerk).getByLabel('Against').fill('2');
  await panel(clerk).getByLabel('Abstained').fill('1');
  await clerk.keyboard.press('Enter');
  await expect(panel(clerk)).toContainText('For 2, against 2, abstained 1.');
  await photograph('hands', clerk, daniel);
});

test('[V5] a member requires their own vote to be recorded', async () => {
  await panel(daniel).getByText('Have my vote recorded by name').click();
  await panel(daniel).getByRole('button', { name: 'Against' }).click();
  await expect(panel(daniel)).toContainText('The minutes will say how you voted.');
  await panel(clerk).getByRole('button', { name: 'Close the vote' }).click();
  await expect(result(catrin, 1)).toContainText('The votes are equal.');
  await expect(clerk.getByRole('group', { name: 'Votes' })).toBeFocused();
});

test('[V7] on a tie whoever presides is asked for a casting vote, and nobody else', async () => {
  await expect(chair.getByText('You are presiding, so you may give a casting vote.')).toBeVisible();
  for (const page of [clerk, daniel, catrin, crg]) {
    await expect(page.getByRole('button', { name: /^Casting vote/ })).toHaveCount(0);
  }
  await photograph('tied', chair);
  await chair.getByRole('button', { name: 'Casting vote for' }).click();
  await chair.getByRole('button', { name: 'Vote for' }).click();
  for (const page of pages) {
    await expect(result(page, 1)).toContainText('gave a casting vote for the motion.');
    await expect(result(page, 1)).toContainText('Against: Daniel Okonjo.');
  }
  expect((await votes()).map(({ status, casting }) => [status, casting?.choice])).toEqual([
    ['closed', undefined],
    ['closed', 'for']
  ]);
  await photograph('decided', chair, catrin);
});

test('[V9] while a vote is open the chair’s next item waits, and says why', async () => {
  await voteButton(chair).click();
  await chair.getByRole('button', { name: 'Open the vote' }).click();
  await expect(panel(chair)).toBeVisible();
  await chair.getByRole('button', { name: /^Next item/ }).click();
  await expect(chair.getByText('A vote is open. Close it or abandon it first.')).toBeVisible();
  await panel(chair).getByRole('button', { name: 'Abandon the vote' }).click();
  await expect(panel(daniel)).toHaveCount(0);
});

test('[V13] the minutes state both votes, and nobody had to put them in', async () => {
  await send(clerk, meeting, { type: 'close-meeting', finishedAt: '23:59' });
  const exported = await clerk.request.get(`/meetings/${meeting}/minutes.md`);
  const text = (await exported.text()).replaceAll('\\', '');
  expect(text.match(/The motion was carried\./g)).toHaveLength(2);
  expect(text).toContain('For: Anita Rawal, Daniel Okonjo; Abstained: Catrin Bevan.');
});
