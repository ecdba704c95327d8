import { expect, test, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { minuteOf, readItem } from '../support/minute-page.ts';
import { until } from '../support/document-server.ts';
import { openDocument } from '../support/open-document.ts';
import { squeeze, textOf } from '../support/read-export.ts';
import {
  asClient,
  boardNamed,
  meetingJson,
  meetingOn,
  openAs,
  send,
  visit
} from '../support/signed-in.ts';
import { startDemoServer, type RunningServer } from '../support/start-server.ts';

const APPROVED = 'Approved as a correct record on 10 December 2026';

let server: RunningServer;
let clerk: Page;
let chair: Page;
let member: Page;
let meeting: string;
let september: string;

// One approval, and then what follows from it.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  server = await startDemoServer();
  clerk = await openAs(browser, server, 'clerk');
  chair = await openAs(browser, server, 'chair');
  member = await openAs(browser, server, 'member');
  meeting = await meetingOn(clerk, /Oversight/, '2026-12-10');
  september = await meetingOn(clerk, /Oversight/, '2026-09-10');
  await send(clerk, meeting, { type: 'start-meeting', startedAt: '14:00' });
});

test.afterAll(async () => {
  for (const page of [clerk, chair, member]) await page?.context().close();
  await server?.stop();
});

test('the chair approves the last minutes with two clicks, and they lock on every open page', async () => {
  // The clerk has taken them back to mend a word, so one of their minutes stands open for writing.
  await visit(clerk, `/meetings/${september}/minutes`);
  await clerk.getByRole('button', { name: 'Take back to correct' }).click();
  await clerk.getByRole('button', { name: 'Take back', exact: true }).click();
  await clerk.getByRole('button', { name: 'Edit minute 14' }).click();
  await expect(minuteOf(clerk)).toBeEditable();
  await clerk.getByRole('button', { name: 'Circulate the draft' }).click();
  await clerk.getByRole('button', { name: 'Circulate', exact: true }).click();
  await expect(minuteOf(clerk)).toHaveCount(0);
  await visit(member, `/meetings/${september}/minutes`);
  await expect(member.getByText(/^Circulated/).first()).toBeVisible();

  await readItem(chair, meeting, 'Minutes');
  await chair.getByRole('button', { name: 'Approve as a correct record' }).click();
  await chair.getByRole('button', { name: 'Approve', exact: true }).click();

  await expect(chair.getByText('Approved as a correct record at this meeting:')).toBeVisible();
  for (const page of [clerk, member]) {
    await expect(page.getByText(APPROVED).first()).toBeVisible();
    await expect(page.getByText(/approved, so the text cannot be changed/)).toBeVisible();
    await expect(page.locator('main').getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /Edit/ })).toHaveCount(0);
  }
});

test('after that neither the page, nor a command, nor a socket can change a word', async () => {
  await visit(clerk, `/meetings/${september}/minutes`);
  await expect(clerk.locator('main').getByRole('textbox')).toHaveCount(0);
  const before = await clerk.request
    .get(`/meetings/${september}/minutes.json`)
    .then((a) => a.text());

  const { items } = (await meetingJson(clerk, september)).proceedings;
  const [item] = items.filter(({ standing }) => standing === 'minutes');
  for (const command of [
    { type: 'recall-minutes' },
    { type: 'correct-times', startedAt: '14:01', finishedAt: '15:00' },
    { type: 'number-minutes-from', first: 99 }
  ] as const) {
    expect(await send(clerk, september, command)).toMatchObject({
      refused: expect.stringMatching(/minutes/)
    });
  }

  const open = openDocument(await asClient(clerk, server), `minute/${item?.id}`);
  await until(() => open.provider.synced, 'the minute can be read');
  expect(open.mayWrite()).toBe(false);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Added afterwards.')]);
  open.text.insert(0, [paragraph]);
  await until(() => open.refusals.includes('frozen'), 'the edit is refused');
  open.provider.destroy();

  const after = await clerk.request
    .get(`/meetings/${september}/minutes.json`)
    .then((a) => a.text());
  expect(after).toBe(before);
  expect(after).not.toContain('Added afterwards.');
});

test('[T10] every format is two clicks from the board, and says approved and never draft', async () => {
  const board = await boardNamed(member, /Oversight/);
  for (const words of ['PDF', 'Word', 'Markdown', 'JSON']) {
    await visit(member, `/boards/${board}`);
    await member.getByRole('link', { name: '10 September 2026', exact: true }).click();
    const download = member.waitForEvent('download');
    await member.getByRole('link', { name: `Download the minutes as ${words}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^minutes-2026-09-10\./);
    await saysApproved(new URL(file.url()).pathname);
  }
  await visit(member, `/boards/${board}`);
  await member.getByRole('link', { name: '10 September 2026', exact: true }).click();
  await member.getByRole('link', { name: 'Download the minutes as web page' }).click();
  await expect(member).toHaveURL(/minutes\.html$/);
  await expect(member.getByText(/approved as a correct record/i).first()).toBeVisible();
  await saysApproved(`/meetings/${september}/minutes.html`);
});

async function saysApproved(path: string): Promise<void> {
  const client = await asClient(member, server);
  const words = squeeze(await textOf(await client.get(path)));
  expect(words.toLowerCase()).toContain('approved');
  expect(words).not.toContain('DRAFT');
  // The end of the last minute: all of it is in the file.
  expect(words).toContain(squeeze('Thursday 10 December 2026 at 2.00 pm'));
}
