import { expect, test, type Page } from '@playwright/test';
import { minuteOf, readItem, startMeeting, wordsOf, writeIn } from '../support/minute-page.ts';
import { boardNamed, meetingJson, meetingOn, openAs, send, visit } from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

let server: RunningServer;
let clerk: Page;
let chair: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  await visit(clerk, `/meetings/${meeting}/live`);
  await startMeeting(clerk);
  await expect(clerk.getByRole('button', { name: /^Next item: 2\./ })).toBeVisible();
});

test.afterAll(async () => {
  await clerk?.context().close();
  await chair?.context().close();
  await server?.stop();
});

const now = (page: Page) =>
  page.getByRole('navigation', { name: 'Agenda' }).getByRole('button', { name: /Now$/ });

test('[T5] the chair moves the meeting on with one key, and not while writing', async () => {
  await visit(chair, `/meetings/${meeting}/live`);
  await expect(now(chair)).toHaveText(/Apologies for absence/);
  await chair.keyboard.press('ArrowRight');
  await expect(now(chair)).toHaveText(/Minutes/);
  await chair.keyboard.press('ArrowLeft');
  await expect(now(chair)).toHaveText(/Apologies for absence/);

  const box = await writeIn(chair, meeting, 'Declarations of interest');
  await box.click();
  await box.pressSequentially('None.');
  const { seq } = (await meetingJson(chair, meeting)).proceedings;
  await chair.keyboard.press('ArrowLeft');
  await chair.keyboard.press('ArrowRight');
  await box.pressSequentially(' Noted.');
  await expect(box).toHaveText('None. Noted.');
  expect((await meetingJson(chair, meeting)).proceedings.seq).toBe(seq);
});

test('when the meeting moves on, whoever writes stays where they are and is told', async () => {
  await visit(chair, `/meetings/${meeting}/live`);
  const box = await writeIn(clerk, meeting, 'Apologies for absence');
  await box.click();
  await box.pressSequentially('Apologies were received from ');
  await chair.getByRole('button', { name: /^Next item: 2\./ }).click();

  await expect(clerk.getByText('You are on item 1. The meeting is on item 2.')).toBeVisible();
  await expect(clerk.locator('[data-announcer="polite"]')).toHaveText(
    'The meeting moved to item 2, Minutes'
  );
  await expect(box).toBeFocused();
  await box.pressSequentially('Simone Charlery.');
  await expect(box).toHaveText('Apologies were received from Simone Charlery.');

  await clerk.keyboard.press('Alt+PageDown');
  await expect(clerk.getByRole('heading', { level: 2, name: '2. Minutes' })).toBeFocused();
  await expect(clerk.getByText(/^You are on item/)).toHaveCount(0);
  await clerk.keyboard.press('Alt+PageUp');
  await expect(clerk.getByRole('heading', { level: 2, name: /^1\./ })).toBeFocused();
  await expect(minuteOf(clerk)).toContainText('Simone Charlery.');
});

test('whoever only reads goes along with the meeting', async ({ browser }) => {
  const member = await openAs(browser, server, 'member2');
  await visit(member, `/meetings/${meeting}/live`);
  await expect(member.getByRole('heading', { level: 2, name: '2. Minutes' })).toBeVisible();
  await readItem(clerk, meeting, 'Minutes');
  await clerk.getByRole('button', { name: /^Next item: 3\./ }).click();
  await expect(member.getByRole('heading', { level: 2, name: /^3\. / })).toBeVisible();
  await member.context().close();
});

test('[T4] one click turns the report’s recommendations into resolutions', async () => {
  const box = await writeIn(clerk, meeting, 'Staff confidence: results of the survey');
  const use = clerk.getByRole('button', { name: 'Use recommendations' });
  await use.click();
  const resolutions = box.locator('.record-resolution .record-wording');
  await expect(resolutions).toHaveText([
    'That the results be published in full.',
    /^That each partner tell the Board in March 2027/
  ]);
  await expect(use).toHaveCount(0);
  const reading = await writeIn(chair, meeting, 'Staff confidence: results of the survey');
  await expect.poll(() => wordsOf(reading)).toBe(await wordsOf(box));
});

test('the register says who is here and whether there is a quorum', async () => {
  await readItem(clerk, meeting, 'Apologies for absence');
  await readItem(chair, meeting, 'Apologies for absence');
  const tick = (name: RegExp, choice: string) =>
    clerk.getByRole('group', { name }).getByRole('radio', { name: choice }).check();
  for (const name of [/Marsden/, /Bevan/, /Okonjo/, /Ostler/, /Thwaite/])
    await tick(name, 'Present');
  await tick(/Charlery/, 'Apologies');
  const counts = chair.getByRole('region', { name: 'Who is here' }).getByRole('paragraph');
  const quorum = 'Quorum 5, with police and council:';
  await expect(counts).toHaveText(`5 members present, 1 with apologies. ${quorum} not met.`);
  await clerk.getByRole('button', { name: 'Neil Abara is here for Anita Rawal' }).click();
  await expect(counts).toHaveText(`6 members present, 1 with apologies. ${quorum} met.`);
});

test('a click is not lost because somebody changed something meanwhile', async () => {
  const heard = new Promise<void>((resolve) => {
    chair.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (payload.toString().includes('"action"')) resolve();
      })
    );
  });
  await visit(chair, `/boards/${await boardNamed(chair, /Oversight/)}`);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const asked = chair.waitForRequest(/\/people\/__data\.json/);
  await chair.route(/\/people\/__data\.json/, async (route) => {
    await held;
    await route.continue();
  });
  await chair.getByRole('link', { name: 'See everybody' }).click();
  await asked;

  const { items } = (await meetingJson(clerk, meeting)).proceedings;
  const raised = {
    type: 'raise-action',
    itemId: items[0]?.id ?? '',
    owners: [],
    dueOn: null
  } as const;
  await send(clerk, meeting, { ...raised, actionId: 'raisedwhileiclicked0' });
  await heard;
  release();
  await expect(chair).toHaveURL(/\/people$/);
});
