/** Declaring an interest on a phone, what closes there, and what the chair is asked before Part 2. */
import { expect, test, type Page } from '@playwright/test';
import { isMember, type Seat } from '#domain/board.ts';
import { holderAttendee } from '#domain/seat-attendee.ts';
import { barriers, sideways } from '../support/accessibility.ts';
import { minuteOf, readItem, startMeeting } from '../support/minute-page.ts';
import { PUBLISH } from '../support/sample-meeting.ts';
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

// Each goes on from where the one before it left the meeting.
test.describe.configure({ mode: 'serial' });

const ITEM = 'Assessment against the national benchmarks';
const PRIVATE = 'Counter Terrorism Local Profile: briefing';

let server: RunningServer;
let clerk: Page;
let chair: Page;
let member: Page;
let meeting: string;

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk', { viewport: { width: 1280, height: 800 } });
  chair = await openAs(browser, server, 'chair', { viewport: { width: 1024, height: 768 } });
  member = await openAs(browser, server, 'member', { viewport: { width: 360, height: 740 } });
  meeting = await meetingOn(clerk, /Oversight/, '2027-03-11');
  await send(clerk, meeting, PUBLISH);
  await visit(chair, `/meetings/${meeting}/live`);
  await startMeeting(chair);
});

test.afterAll(async () => {
  for (const page of [clerk, chair, member]) await page?.context().close();
  await server?.stop();
});

const photograph = (page: Page, name: string) =>
  process.env.SHOTS
    ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true })
    : Promise.resolve();
const idOf = async (title: string) =>
  (await meetingJson(clerk, meeting)).proceedings.items.find((item) => item.title === title)?.id ??
  '';

test('[T9] a member declares an interest in four taps, and the item closes on their phone', async () => {
  await readItem(member, meeting, ITEM);
  await expect(minuteOf(member)).toBeEditable();
  let taps = 0;
  const tap = async (name: string, role: 'button' | 'radio') => {
    taps += 1;
    await member.getByRole(role, { name, exact: role === 'button' }).click();
  };
  await tap('Declare an interest', 'button');
  await photograph(member, 'declare-360');
  expect(await barriers(member)).toEqual([]);
  expect(await sideways(member)).toBe(0);
  await tap(ITEM, 'radio');
  await tap('Disclosable pecuniary interest', 'radio');
  const begun = performance.now();
  await tap('Declare', 'button');
  expect(taps).toBe(4);
  await expect(minuteOf(member)).toHaveCount(0);
  await expect(member.getByText('You have declared an interest in this item')).toBeVisible();
  console.log(`from Declare to the item closed, ms: ${Math.round(performance.now() - begun)}`);
  await expect(member.getByRole('heading', { name: 'Interests you have declared' })).toBeVisible();
  await expect(minuteOf(member)).toHaveCount(0);
  await photograph(member, 'closed-360');
  expect(await barriers(member)).toEqual([]);
});

test('the clerk sees it, and records one for somebody else who did not', async () => {
  await visit(clerk, `/meetings/${meeting}/live`);
  const list = clerk.getByRole('region', { name: 'Interests declared' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText('disclosable pecuniary interest in item');
  await clerk.getByRole('button', { name: 'Declare an interest' }).click();
  await clerk.getByLabel('Whose interest').selectOption({ label: 'Catrin Bevan' });
  await clerk.getByRole('radio', { name: 'Non-pecuniary interest' }).check();
  await clerk.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(clerk.getByText('Enter what the interest is')).toBeVisible();
  await clerk.getByLabel('What the interest is').fill('Governor of a school.');
  await clerk.getByRole('button', { name: 'Declare', exact: true }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list).toContainText('Catrin Bevan declared a non-pecuniary interest');
  await photograph(clerk, 'clerk-1280');
  expect(await barriers(clerk)).toEqual([]);
});

test('when the meeting moves on the member has the item again, and a withdrawal takes the declaration away', async () => {
  await send(chair, meeting, { type: 'open-item', itemId: await idOf(ITEM) });
  await expect(member.getByText('Leave the room now.')).toBeVisible();
  await send(chair, meeting, { type: 'open-item', itemId: await idOf('Work programme') });
  await expect(member.getByText('You have declared an interest in this item')).toHaveCount(0);
  const yours = member.getByRole('region', { name: 'Interests you have declared' });
  await yours.getByRole('button', { name: 'Withdraw' }).click();
  await yours.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(yours).toHaveCount(0);
  expect((await meetingJson(clerk, meeting)).proceedings.declarations).toHaveLength(1);
});

test('[I2] the chair is asked for the resolution before the key that opens Part 2', async () => {
  const all = (await meetingJson(clerk, meeting)).proceedings.items;
  const before = all[all.findIndex(({ title }) => title === PRIVATE) - 1]?.id ?? '';
  await send(chair, meeting, { type: 'open-item', itemId: before });
  await expect(chair.getByRole('heading', { name: 'Before this item is opened' })).toBeVisible();
  await photograph(chair, 'exclude-1024');
  await chair.getByRole('button', { name: /^Next item/ }).click();
  await expect(chair.getByText(/Record the resolution/)).toBeVisible();
  await chair.getByRole('button', { name: 'Record that this was resolved' }).click();
  await chair.getByRole('button', { name: /^Next item/ }).click();
  await expect(chair.getByRole('heading', { name: 'The public is excluded' })).toBeVisible();
  await photograph(chair, 'excluded-1024');
  expect(await barriers(chair)).toEqual([]);
});

test('[I13] a meeting that loses its quorum says so, with a sentence for the minute', async () => {
  await send(chair, meeting, { type: 'open-item', itemId: await idOf('Work programme') });
  const { seats } = await read<{ seats: Seat[] }>(
    clerk,
    `/api/boards/${await boardNamed(clerk, /Oversight/)}`
  );
  const members = seats.filter(({ office }) => isMember(office));
  for (const seat of members)
    await send(clerk, meeting, {
      type: 'record-attendance',
      attendee: holderAttendee(seat, 'present')
    });
  await readItem(clerk, meeting, 'Work programme');
  await expect(clerk.getByText('There is no quorum')).toHaveCount(0);
  for (const { personId } of members.slice(0, -4))
    await send(clerk, meeting, { type: 'record-departure', key: personId, at: null });
  await expect(clerk.getByText('There is no quorum: no vote can be taken')).toBeVisible();
  await photograph(clerk, 'inquorate-1280');
  await clerk.getByRole('button', { name: 'Add this to the minute' }).click();
  await expect(minuteOf(clerk)).toContainText(/The meeting (became|was) inquorate/);
  expect(await barriers(clerk)).toEqual([]);
});
