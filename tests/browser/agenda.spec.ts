import { expect, test, type Locator, type Page } from '@playwright/test';
import { barriers } from '../support/accessibility.ts';
import { meetingAt, openAs, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let chair: Page;
let agenda: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  agenda = `/meetings/${await meetingAt(clerk, /Oversight/, 'agendaOpen')}/agenda`;
});

test.afterAll(async () => {
  await clerk?.context().close();
  await chair?.context().close();
  await server?.stop();
});

const titles = (page: Page): Locator => page.locator('.list .title');
const order = (page: Page): Promise<string[]> => titles(page).allTextContents();
const said = (page: Page): Locator => page.locator('[data-announcer="polite"]');

async function openItem(page: Page, title: string): Promise<void> {
  await visit(page, agenda);
  await page.getByRole('link', { name: title }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeEditable();
}

test('two people write one title at once, and both have all of it', async () => {
  await openItem(clerk, 'Training: returns for the year');
  await openItem(chair, 'Training: returns for the year');
  const [hers, theirs] = [clerk, chair].map((page) => page.getByRole('textbox', { name: 'Title' }));
  await hers!.press('End');
  await theirs!.press('Home');
  await Promise.all([
    hers!.pressSequentially(' and what they show', { delay: 15 }),
    theirs!.pressSequentially('Annual report. ', { delay: 20 })
  ]);
  const whole = 'Annual report. Training: returns for the year and what they show';
  await expect(hers!).toHaveValue(whole);
  await expect(theirs!).toHaveValue(whole);
  await expect(titles(chair).filter({ hasText: whole })).toBeVisible();
  await clerk.reload();
  await expect(clerk.getByRole('textbox', { name: 'Title' })).toHaveValue(whole);
});

test('an item is moved with the keyboard alone, and the focus stays on the button', async () => {
  await openItem(clerk, 'Declarations of interest');
  const before = await order(clerk);
  const from = before.indexOf('Declarations of interest');
  const down = clerk.getByRole('button', { name: 'Move down' });
  await down.focus();
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.press('Enter');
  await expect(said(clerk)).toHaveText(
    `Declarations of interest moved to position ${from + 3} of ${before.length}`
  );
  await expect(down).toBeFocused();
  expect((await order(clerk)).indexOf('Declarations of interest')).toBe(from + 2);
  await expect.poll(() => order(chair)).toEqual(await order(clerk));
  await clerk.getByLabel('Move to position').selectOption(String(from + 1));
  await clerk.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await expect.poll(() => order(clerk)).toEqual(before);
});

test('what others move takes neither my focus, nor my caret, nor my place on the page', async () => {
  await openItem(clerk, 'A subject chosen by the Community Reference Group');
  const note = clerk.getByRole('textbox', { name: 'Note', exact: true });
  await note.click();
  await note.press('Home');
  await note.pressSequentially('As agreed: ');
  const caretAndScroll = () =>
    note.evaluate((field: HTMLTextAreaElement) => [field.selectionStart, window.scrollY]);
  const mine = await caretAndScroll();

  await openItem(chair, 'Work programme');
  await chair.getByRole('button', { name: 'Move up' }).click();
  await chair.getByRole('button', { name: 'Move up' }).click();
  await expect.poll(async () => (await order(clerk)).indexOf('Work programme')).toBe(6);

  await expect(note).toBeFocused();
  expect(await caretAndScroll()).toEqual(mine);
});

test('a title and Enter make an item, and the chair sees it', async () => {
  await visit(clerk, agenda);
  await visit(chair, agenda);
  const field = clerk.getByRole('textbox', { name: 'Add an item' });
  await field.fill('Accommodation for the youth worker');
  await field.press('Enter');
  await expect(
    titles(chair).filter({ hasText: 'Accommodation for the youth worker' })
  ).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('');
});

test('the agenda says in words when it plans more time than there is', async () => {
  await openItem(clerk, 'Assessment against the national benchmarks');
  const minutes = clerk.getByLabel('Time in minutes');
  await minutes.fill('120');
  await minutes.press('Enter');
  await expect(
    clerk.getByText(/^Planned 3 hours 9 minutes\. 1 hour 9 minutes over\.$/)
  ).toBeVisible();
});

test('what is written while the server is away is in the tab, says so, and arrives', async () => {
  await openItem(clerk, 'Work programme');
  await openItem(chair, 'Work programme');
  const note = clerk.getByRole('textbox', { name: 'Note', exact: true });
  await server.kill();
  await note.pressSequentially('Written on a train.');
  await expect(clerk.locator('[data-save-state="offline-not-kept"]')).toBeVisible();
  await expect(clerk.locator('[data-announcer="assertive"]')).toContainText(
    'Offline. Your changes are only in this tab.'
  );
  await expect(note).toHaveValue('Written on a train.');
  await server.restart();
  await expect(clerk.locator('[data-save-state="saved"]')).toBeVisible({ timeout: 30_000 });
  await expect(chair.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
    'Written on a train.',
    { timeout: 30_000 }
  );
  await clerk.reload();
  await expect(note).toHaveValue('Written on a train.');
});

test('a recommendation is added, written and removed', async () => {
  await openItem(clerk, 'Training: returns for the year');
  await clerk.getByRole('button', { name: 'Add recommendation' }).click();
  const first = clerk.getByRole('textbox', { name: 'Recommendation 1' });
  await expect(first).toBeFocused();
  await clerk.keyboard.type('That the returns be noted.');
  await visit(chair, clerk.url());
  await expect(chair.getByRole('textbox', { name: 'Recommendation 1' })).toHaveValue(
    'That the returns be noted.'
  );
  await chair.getByRole('button', { name: 'Remove recommendation 1' }).click();
  await expect(chair.getByRole('button', { name: 'Add recommendation' })).toBeFocused();
  await expect(first).toHaveCount(0);
});

test('a private item keeps its wording from whoever may not see it, and its title is public', async ({
  browser
}) => {
  await openItem(clerk, 'A subject chosen by the Community Reference Group');
  await clerk.getByRole('button', { name: 'Make this item private' }).click();
  await clerk.getByRole('button', { name: 'Make it private' }).click();
  await expect(clerk.getByLabel('Why is this item private?').last()).toBeFocused();
  await clerk.keyboard.type('Paragraph 1: information about an individual.');
  await clerk.getByRole('button', { name: 'Make it private' }).click();
  await expect(clerk.getByText('Part 2, private.')).toBeVisible();
  await expect(clerk.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(
    /^As agreed: /
  );
  const officer = await openAs(browser, server, 'officer');
  await visit(officer, agenda);
  await expect(officer.getByText('Paragraph 1: information about an individual.')).toBeVisible();
  // Not in the data of the page either.
  expect(await officer.content()).not.toContain('As agreed: ');
  await officer.context().close();
});

test('a member reads the agenda and is offered nothing to change', async ({ browser }) => {
  const member = await openAs(browser, server, 'member');
  await visit(member, agenda);
  await expect(member.getByRole('heading', { name: /Declarations of interest/ })).toBeVisible();
  await expect(member.locator('main').getByRole('textbox')).toHaveCount(0);
  await member.context().close();
});

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
  { width: 320, height: 256 }
]) {
  test(`the agenda has no known barrier at ${width} by ${height}`, async ({ browser }) => {
    const page = await openAs(browser, server, 'clerk', { viewport: { width, height } });
    await openItem(page, 'Action log');
    for (const path of [page.url(), agenda, agenda.replace('/agenda', '/publish')]) {
      await visit(page, path);
      expect(await barriers(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });
}

test('no bar covers what has the focus, forwards or backwards', async ({ browser }) => {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 640, height: 400 },
    { width: 320, height: 256 }
  ]) {
    const page = await openAs(browser, server, 'clerk', { viewport });
    await openItem(page, 'Action log');
    for (const key of [...Array<string>(25).fill('Tab'), ...Array<string>(45).fill('Shift+Tab')]) {
      await page.keyboard.press(key);
      expect(await page.evaluate(focusIsCovered), `${key} at ${viewport.width}`).toBe(false);
    }
    await page.context().close();
  }
});

/** Runs in the page: whether something that the focused element is not in lies over its top edge. */
function focusIsCovered(): boolean {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return false;
  const { left, right, top } = focused.getBoundingClientRect();
  return [left + 3, (left + right) / 2, right - 3].some((x) => {
    const over = document.elementFromPoint(x, Math.max(top + 3, 0));
    return (
      over?.closest('.meeting-bar') != null && !over.closest('.meeting-bar')!.contains(focused)
    );
  });
}

test('short notice asks for a reason, and those who waited see what is published', async ({
  browser
}) => {
  const representative = await openAs(browser, server, 'crg');
  await visit(representative, agenda);
  await expect(representative.getByText('The agenda has not been published yet.')).toBeVisible();
  await visit(clerk, agenda.replace('/agenda', '/details'));
  const soon = new Date(Date.now() + 2 * 86_400_000);
  await clerk.getByLabel('Day').fill(String(soon.getUTCDate()));
  await clerk.getByLabel('Month').fill(String(soon.getUTCMonth() + 1));
  await clerk.getByLabel('Year').fill(String(soon.getUTCFullYear()));
  await clerk.getByRole('button', { name: 'Save changes' }).click();
  await clerk.getByRole('link', { name: 'Check and publish' }).click();
  await clerk.getByRole('button', { name: 'Publish agenda' }).click();
  const reason = clerk.getByLabel('Reason for short notice');
  await expect(reason).toBeFocused();
  await reason.fill('The chair has called the meeting early.');
  await clerk.getByRole('button', { name: 'Publish agenda' }).click();
  await expect(clerk.getByRole('heading', { name: 'Agenda published' })).toBeFocused();
  await expect(clerk.locator('code')).toHaveText(/^[0-9a-f]{16}$/);
  await expect(
    representative.getByRole('heading', { name: /Declarations of interest/ })
  ).toBeVisible();
  await representative.context().close();
});
