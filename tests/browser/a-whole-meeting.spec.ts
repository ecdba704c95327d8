/** One meeting from its start to its draft, as six people and a projector live it. */
import { expect, test, type Page } from '@playwright/test';
import { missingInOrder, textOf } from '../support/read-export.ts';
import { minuteOf, saysOffline, saysSaved, startMeeting } from '../support/minute-page.ts';
import { asClient, meetingJson, visit } from '../support/signed-in.ts';
import {
  AT_ONCE,
  COMES_BACK,
  gather,
  goTo,
  hand,
  look,
  moveOn,
  numberOf,
  pair,
  photograph,
  PRIVATE,
  writeAt,
  type WholeMeeting
} from '../support/whole-meeting.ts';

// One story: each test goes on where the one before it ended.
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const PLAN = 'Prevent partnership plan: first report on progress';
const SURVEY = 'Staff confidence: results of the survey';
const EVENINGS = 'Online safety evenings for families: what was learned';
const FEEDBACK = 'Community Reference Group: feedback';
const QUESTION = 'That the survey be repeated in a year';

let whole: WholeMeeting;
const times: number[] = [];

test.beforeAll(async ({ browser }) => {
  whole = await gather(browser);
});

test.afterAll(() => whole?.end());

const votePanel = (page: Page) => page.getByRole('region', { name: /^Vote open/ });

/** The chair's key, as often as it takes to come to the item. */
async function moveTo(title: string): Promise<void> {
  const { proceedings } = await meetingJson(whole.clerk, whole.meeting);
  const from = proceedings.items.findIndex(({ id }) => id === proceedings.currentItemId) + 1;
  const to = await numberOf(whole, title);
  for (let number = from + 1; number <= to; number += 1) times.push(await moveOn(whole, number));
}

test('[T7] [T8] a member finds their action on Home and brings it up to date in three taps', async () => {
  const { daniel } = whole;
  await visit(daniel, '/');
  const action = daniel.getByRole('link', { name: /Hold two evenings/ });
  await expect(action).toBeInViewport({ ratio: 1 });
  const { click, inputs } = hand(daniel);
  await click(action);
  await click(daniel.getByLabel('On schedule'));
  await daniel.getByLabel('What has changed?').fill('The second evening is full.');
  await click(daniel.getByRole('button', { name: 'Save update' }));
  await expect(daniel.getByRole('alert', { name: 'Done' })).toContainText('Update saved');
  expect(inputs()).toBeLessThanOrEqual(3);
});

test('the meeting starts for everybody, and those who come say so', async () => {
  const { chair, clerk, daniel, catrin, crg, screen, meeting } = whole;
  const pages = [chair, clerk, daniel, catrin, crg];
  await Promise.all(pages.map((page) => visit(page, `/meetings/${meeting}/live`)));
  await pair(screen, clerk);
  await photograph(whole, '1-before');
  await startMeeting(clerk);
  await expect(screen.getByText(/^Item 1 of/)).toBeVisible();

  const tick = (name: RegExp, choice: string) =>
    clerk.getByRole('group', { name }).getByRole('radio', { name: choice }).check();
  for (const name of [/Marsden/, /Rawal/, /Charlery/, /Ostler/, /Thwaite/])
    await tick(name, 'Present');
  await tick(/Holloway/, 'Apologies');
  for (const page of [daniel, catrin, crg]) {
    await page.getByRole('button', { name: 'I am here' }).click();
    await expect(page.getByText(/^The register has you as here/)).toBeVisible();
  }
  const counts = clerk.getByRole('region', { name: 'Who is here' }).getByRole('paragraph').first();
  await expect(counts).toHaveText(/^7 members present, 1 with apologies.* council: met\.$/);
  await look(whole, '2-started');
});

test('[T6] the chair’s key opens the minutes, and they are approved as a correct record', async () => {
  const { chair, clerk, daniel, september } = whole;
  await moveTo('Minutes');
  const { click, inputs } = hand(chair);
  await click(chair.getByRole('button', { name: 'Approve as a correct record' }));
  await click(chair.getByRole('button', { name: 'Approve', exact: true }));
  await expect(chair.getByText('Approved as a correct record at this meeting:')).toBeVisible();
  expect(inputs()).toBeLessThanOrEqual(2);
  await expect(daniel.getByText('Approved as a correct record at this meeting:')).toBeVisible();
  const text = await (await clerk.request.get(`/meetings/${september}/minutes.md`)).text();
  expect(text).toContain('10 December 2026');
  expect(text).not.toContain('DRAFT');
});

test('[T9] a member declares an interest in four taps, and the item closes on their phone', async () => {
  const { catrin, clerk } = whole;
  await moveTo('Declarations of interest');
  await writeAt(catrin, EVENINGS);
  const { click, inputs } = hand(catrin);
  await click(catrin.getByRole('button', { name: 'Declare an interest', exact: true }));
  await click(catrin.getByRole('radio', { name: EVENINGS }));
  await click(catrin.getByRole('radio', { name: 'Disclosable pecuniary interest' }));
  await click(catrin.getByRole('button', { name: 'Declare', exact: true }));
  expect(inputs()).toBeLessThanOrEqual(4);
  await expect(catrin.getByText('You have declared an interest in this item')).toBeVisible();
  await expect(minuteOf(catrin)).toHaveCount(0);
  await expect(clerk.getByRole('region', { name: 'Interests declared' })).toContainText(
    'Catrin Bevan'
  );
  await photograph(whole, '3-declared');
});

test('[T2] a line becomes an action with its owner in eight keys', async () => {
  const { clerk, crg } = whole;
  await moveTo(PLAN);
  const box = await writeAt(clerk, PLAN);
  await box.click();
  await box.pressSequentially('The Coordinator presented the report.');
  await box.press('Enter');
  await box.pressSequentially('Send the list of venues to members.');
  const { press, inputs } = hand(clerk);
  await press('Control+/', 'a', 'Shift+@', 'd', 'a', 'Enter');
  expect(inputs()).toBeLessThanOrEqual(8);
  await expect(box.locator('.record-action')).toContainText('Daniel Okonjo');
  await expect(crg.getByText('Send the list of venues to members.')).toBeVisible();
  await saysSaved(clerk);
});

test('[T4] recommendations become resolutions with one click, and the room reads them', async () => {
  const { clerk, screen } = whole;
  await moveTo(SURVEY);
  await goTo(clerk, SURVEY);
  const { click, inputs } = hand(clerk);
  await click(clerk.getByRole('button', { name: 'Use recommendations' }));
  await expect(minuteOf(clerk).locator('.record-resolution')).toHaveCount(2);
  expect(inputs()).toBe(1);
  await expect(screen.getByRole('heading', { name: 'Agreed' })).toBeVisible();
  await saysSaved(clerk);
  await photograph(whole, '4-agreed');
});

test('the server is killed while a vote is open; everybody comes back and it goes on', async () => {
  const { chair, clerk, daniel, catrin, crg, screen, server } = whole;
  const votes = chair.getByRole('group', { name: 'Votes' });
  await votes.getByRole('button', { name: 'Vote', exact: true }).click();
  await chair.getByLabel('What is voted on (optional)').fill(QUESTION);
  await chair.getByLabel('Recorded by name').check();
  await chair.getByRole('button', { name: 'Open the vote' }).click();
  for (const page of [daniel, catrin]) {
    await goTo(page, SURVEY);
  }
  await votePanel(daniel).getByRole('button', { name: 'For', exact: true }).click();
  await expect(votePanel(chair)).toContainText('1 of 7 have voted.');
  await expect(votePanel(crg).getByRole('button')).toHaveCount(0);
  await look(whole, '5-vote');

  await server.kill();
  await expect(screen.getByText('No connection. Trying again.', { exact: false })).toBeVisible();
  await saysOffline(clerk);
  await minuteOf(clerk).press('Control+End');
  await minuteOf(clerk).pressSequentially('Members asked about the services not reached.');
  await look(whole, '6-lost');
  await server.restart();
  await expect(screen.getByText('No connection.', { exact: false })).toHaveCount(0, COMES_BACK);
  await expect(daniel.getByText('Members asked about the services not reached.')).toBeVisible(
    COMES_BACK
  );
  await saysSaved(clerk);

  await votePanel(catrin).getByRole('button', { name: 'Against' }).click(COMES_BACK);
  await expect(votePanel(chair)).toContainText('2 of 7 have voted.', COMES_BACK);
  await votePanel(clerk).getByText('Record votes for members in the room').click();
  const row = votePanel(clerk).getByRole('listitem').filter({ hasText: 'Anita Rawal' });
  await row.getByRole('button', { name: /^For/ }).click();
  await expect(votePanel(chair)).toContainText('3 of 7 have voted.');
  await votePanel(chair).getByRole('button', { name: 'Close the vote' }).click();
  for (const page of [chair, clerk, daniel, catrin, crg]) {
    await expect(page.getByText(/For 2, against 1, abstained 0\./).first()).toBeVisible();
  }
  await expect(screen.getByText('Carried')).toBeVisible();
  await expect(screen.getByText(/Okonjo|Bevan|Rawal/)).toHaveCount(0);
  await photograph(whole, '7-voted');
});

test('who has declared an interest is asked to leave when the item opens', async () => {
  const { catrin, clerk } = whole;
  await moveTo(EVENINGS);
  await goTo(catrin, EVENINGS);
  await expect(catrin.getByText('Leave the room now.')).toBeVisible();
  await goTo(clerk, EVENINGS);
  await clerk.getByRole('button', { name: 'Use recommendations' }).click();
  await expect(minuteOf(clerk)).toContainText('small grants fund');
  await expect(catrin.locator('main')).not.toContainText('small grants fund');
});

test('a member whose line is cut goes on typing, and nothing is lost', async () => {
  const { clerk, daniel } = whole;
  await moveTo(FEEDBACK);
  await writeAt(daniel, FEEDBACK);
  await writeAt(clerk, FEEDBACK);
  await minuteOf(daniel).click();
  await minuteOf(daniel).pressSequentially('The Group welcomed the evenings.');
  await expect(minuteOf(clerk)).toContainText('The Group welcomed the evenings.');
  await daniel.context().setOffline(true);
  await minuteOf(daniel).pressSequentially(' It asked for them in libraries too.');
  await saysOffline(daniel);
  await minuteOf(clerk).press('Control+Home');
  await minuteOf(clerk).pressSequentially('Amina Warsame reported. ');
  await saysSaved(clerk);
  await photograph(whole, '8-cut');
  await daniel.context().setOffline(false);
  for (const page of [daniel, clerk]) {
    await expect(minuteOf(page)).toHaveText(
      'Amina Warsame reported. The Group welcomed the evenings. It asked for them in libraries too.',
      COMES_BACK
    );
    await saysSaved(page);
  }
});

test('the public is excluded, and the representative and the screen are told that alone', async () => {
  const { chair, clerk, daniel, crg, screen } = whole;
  const number = await numberOf(whole, PRIVATE.title);
  const { proceedings } = await meetingJson(clerk, whole.meeting);
  await moveTo(proceedings.items[number - 2]?.title ?? '');
  await expect(chair.getByRole('heading', { name: 'Before this item is opened' })).toBeVisible();
  await chair.getByRole('button', { name: 'Record that this was resolved' }).click();
  await moveTo(PRIVATE.title);
  await writeAt(clerk, PRIVATE.title);
  await minuteOf(clerk).click();
  await minuteOf(clerk).pressSequentially('The briefing about the Hathering market was noted.');
  await saysSaved(clerk);
  await goTo(daniel, PRIVATE.title);
  await expect(minuteOf(daniel)).toContainText('The briefing about the Hathering market');
  await goTo(crg, PRIVATE.title);
  await expect(crg.getByText('This item is taken in private.')).toBeVisible();
  await expect(screen.getByText('The meeting is in private session')).toBeVisible();
  await crg.reload();
  await goTo(crg, PRIVATE.title);
  for (const page of [crg, screen]) expect(await page.content()).not.toContain('Hathering market');
  await look(whole, '9-private');
});

test('[T5] every key of the chair was on the screen at once', () => {
  console.log(`chair's key to the screen, ms: ${times.join(', ')}`);
  expect(times.length).toBeGreaterThan(5);
  expect(Math.max(...times)).toBeLessThan(AT_ONCE);
});

test('the clerk closes the meeting, and its draft is on the screen', async () => {
  const { clerk, screen, daniel, meeting } = whole;
  await clerk.getByRole('button', { name: 'Close the meeting' }).click();
  await clerk.getByLabel('Finished at, if not now').fill('23:59');
  await clerk.getByRole('button', { name: 'Close the meeting' }).last().click();
  await expect(screen.getByRole('heading', { level: 1 })).toHaveText('The meeting has closed');
  await expect(daniel.getByRole('button', { name: 'I am leaving' })).toHaveCount(0);
  await visit(clerk, `/meetings/${meeting}/minutes`);
  await expect(clerk.getByText('The briefing about the Hathering market').first()).toBeVisible();
  await look(whole, 'a-closed');
});

test('the draft reads as a good clerk’s: title, who was there, numbered minutes, finish', async () => {
  const { clerk, server, meeting } = whole;
  const client = await asClient(clerk, server);
  const pdf = await textOf(await client.get(`/meetings/${meeting}/minutes.pdf`));
  const text = pdf.replaceAll(/\s+/g, ' ');
  expect(text).toContain('DRAFT - subject to approval at the next meeting');
  expect(text).toMatch(
    /Minutes of the meeting of the Tarrowshire Prevent Oversight Board held on 10 December 2026 at \d/
  );
  const parts = [
    'Present',
    'Helena Marsden',
    'In attendance',
    'Amina Warsame',
    'Apologies',
    'Nasreen Holloway',
    'The Chair welcomed those present',
    'approved as a correct record',
    'The Coordinator presented the report.',
    'Send the list of venues to members.',
    'RESOLVED',
    'That the results be published in full.',
    'Vote: That the survey be repeated in a year.',
    'For 2, against 1, abstained 0.',
    'It asked for them in libraries too.',
    'The meeting finished at 11.59 pm',
    'Approved as a true and correct record'
  ];
  expect(missingInOrder(text, parts)).toEqual([]);
  expect(text).toMatch(/\b\d+\. Minutes .+ approved as a correct record.* \d+\. Items of urgent/);
  expect(text).toContain('Queries regarding these minutes');
});
