/** The chair's and the clerk's part of a meeting with the keyboard alone: nothing here is clicked. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import { minuteOf, saysSaved } from '../support/minute-page.ts';
import { visit } from '../support/signed-in.ts';
import { gather, moveOn, type WholeMeeting } from '../support/whole-meeting.ts';

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

const ITEM_6 = '6. Prevent partnership plan: first report on progress';
/** More stops than any page has. */
const STOPS_AT_MOST = 150;

let whole: WholeMeeting;

test.beforeAll(async ({ browser }) => {
  whole = await gather(browser);
  const { chair, clerk, meeting } = whole;
  for (const page of [chair, clerk]) await visit(page, `/meetings/${meeting}/live`);
});

test.afterAll(() => whole?.end());

/** Tab until it has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < STOPS_AT_MOST; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${target}`);
}

async function use(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }).last());
  await page.keyboard.press('Enter');
}

test('the clerk starts the meeting, takes the register and puts it on the screen', async () => {
  const { clerk, screen } = whole;
  await use(clerk, 'Start the meeting');
  await use(clerk, 'Start it today');
  await expect(clerk.getByText(/^Live\. Started/).first()).toBeVisible();
  for (const name of [/Marsden/, /Rawal/, /Charlery/, /Ostler/, /Thwaite/]) {
    const row = clerk.getByRole('group', { name });
    await tabTo(clerk, row.getByRole('radio', { name: 'Not yet' }));
    await clerk.keyboard.press('ArrowLeft');
    await expect(row.getByRole('radio', { name: 'Present' })).toBeChecked();
  }
  const counts = clerk.getByRole('region', { name: 'Who is here' }).getByRole('paragraph').first();
  await expect(counts).toHaveText(/^5 members present.* council: met\.$/);

  await visit(screen, '/screen');
  const code = await screen.locator('.code').innerText();
  await tabTo(clerk, clerk.locator('summary', { hasText: 'Show on the big screen' }));
  await clerk.keyboard.press('Enter');
  await tabTo(clerk, clerk.getByLabel('Code on the big screen'));
  await clerk.keyboard.type(code);
  await clerk.keyboard.press('Enter');
  await expect(screen.getByText(/^Item 1 of/)).toBeVisible();
});

test('[T5] [T6] the chair moves on with one key and approves the last minutes', async () => {
  const { chair } = whole;
  await moveOn(whole, 2);
  await use(chair, 'Approve as a correct record');
  await use(chair, 'Approve');
  await expect(chair.getByText('Approved as a correct record at this meeting:')).toBeVisible();
  for (const number of [3, 4, 5, 6]) await moveOn(whole, number);
});

test('[T2] [T4] the clerk goes to the item, writes, records an action and the resolutions', async () => {
  const { clerk, screen } = whole;
  const agenda = clerk.getByRole('navigation', { name: 'Agenda' });
  await tabTo(clerk, agenda.getByRole('button', { name: /^6/ }));
  await clerk.keyboard.press('Enter');
  await clerk.keyboard.press('Alt+PageDown');
  await expect(clerk.getByRole('heading', { level: 2, name: /^7\. / })).toBeFocused();
  await clerk.keyboard.press('Alt+PageUp');
  await expect(clerk.getByRole('heading', { level: 2, name: ITEM_6 })).toBeFocused();
  await expect(minuteOf(clerk)).toBeEditable();
  await tabTo(clerk, minuteOf(clerk));
  await clerk.keyboard.type('Send the list of venues to members.');
  for (const key of ['Control+/', 'a', 'Shift+@', 'd', 'a', 'Enter'])
    await clerk.keyboard.press(key);
  await expect(minuteOf(clerk).locator('.record-action')).toContainText('Daniel Okonjo');
  await use(clerk, 'Use recommendations');
  await expect(minuteOf(clerk).locator('.record-resolution')).toHaveCount(2);
  await expect(screen.getByRole('heading', { name: 'Agreed' })).toBeVisible();
  await saysSaved(clerk);
});

test('the chair says agreed, and takes a vote that the clerk counts', async () => {
  const { chair, clerk, screen } = whole;
  await moveOn(whole, 7);
  await use(chair, 'Agreed');
  await expect(chair.getByText(/2 resolutions recorded/)).toBeVisible();
  const votes = chair.getByRole('group', { name: 'Votes' });
  await tabTo(chair, votes.getByRole('button', { name: 'Vote', exact: true }));
  await chair.keyboard.press('Enter');
  await use(chair, 'Open the vote');
  await clerk.keyboard.press('Alt+PageDown');
  const panel = clerk.getByRole('region', { name: /^Vote open/ });
  await tabTo(clerk, panel.getByLabel('For'));
  await clerk.keyboard.type('4');
  await clerk.keyboard.press('Tab');
  await clerk.keyboard.type('1');
  await clerk.keyboard.press('Enter');
  await expect(panel).toContainText('For 4, against 1, abstained 0.');
  await use(chair, 'Close the vote');
  await expect(screen.getByText('For 4, against 1, abstained 0.')).toBeVisible();
});

test('the clerk closes the meeting and goes to its draft', async () => {
  const { clerk, screen } = whole;
  await tabTo(clerk, clerk.getByRole('button', { name: 'Close the meeting' }).first());
  await clerk.keyboard.press('Enter');
  await use(clerk, 'Close the meeting');
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('The meeting has closed');
  await tabTo(clerk, clerk.getByRole('link', { name: /^Minutes/ }));
  await clerk.keyboard.press('Enter');
  await expect(clerk).toHaveURL(/\/minutes$/);
  await expect(clerk.getByText('Send the list of venues to members.').first()).toBeVisible();
});
